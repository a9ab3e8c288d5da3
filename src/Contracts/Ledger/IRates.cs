using Jisr.Kernel.Values;

namespace Jisr.Contracts.Ledger;

/// <summary>A rate that somebody entered: what one unit of the base was worth.</summary>
/// <param name="ValueE8">Quote per base, times 100,000,000.</param>
public sealed record RateInfo(
    Guid Id,
    string Base,
    string Quote,
    long ValueE8,
    string Source,
    string Place,
    DateTimeOffset At,
    DateTimeOffset ValidUntil
)
{
    /// <summary>An amount of the base as one of the quote: exact, and rounded once (ledger.md M-4).</summary>
    public Money Convert(Money of) => of.Convert(ValueE8 / 100_000_000m, Currency.Parse(Quote));
}

/// <summary>What other modules may ask of rates. Nobody invents one.</summary>
public interface IRates
{
    Task<RateInfo?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>The newest that may still be used out of one currency into another; null when there is none. Between the
    /// two series of one currency it is the one that was fixed by law.</summary>
    Task<RateInfo?> InForceAsync(string from, string to, CancellationToken ct);
}
