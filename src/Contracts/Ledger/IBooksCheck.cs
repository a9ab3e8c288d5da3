namespace Jisr.Contracts.Ledger;

/// <summary>Checks all books now and keeps what was found: before a copy is made, and after one was put back.</summary>
public interface IBooksCheck
{
    /// <param name="why">nightly, backup or restore.</param>
    /// <returns>How many things do not hold; 0 when all does.</returns>
    Task<int> CheckAsync(string why, CancellationToken ct);
}
