using Jisr.Kernel.Events;

namespace Jisr.Contracts.Safety;

/// <summary>A report was looked into and closed; <see cref="JisrEvent.Detail"/> is its queue. No unit while the report is
/// kept from one.</summary>
public sealed record ReportClosed : JisrEvent;
