using Jisr.Kernel.Events;

namespace Jisr.Contracts.Ledger;

/// <summary>A member earned: <see cref="JisrEvent.Detail"/> is cash or notebook (ledger.md G-3).</summary>
public sealed record IncomeReceived : JisrEvent;

/// <summary>Money was paid out to somebody.</summary>
public sealed record MoneyPaidOut : JisrEvent;
