using Jisr.Kernel.Commands;
using Jisr.Ledger.Books;

namespace Jisr.Ledger.Journal;

/// <summary>I4: an account that may not go below 0 has less available; says how much there is.</summary>
internal static class NotEnough
{
    public static Problem Of(Account account, Balance balance) =>
        Of(balance.Available(account.NormalSide), account.Unit);

    /// <param name="available">Smallest parts of the unit.</param>
    public static Problem Of(long available, string unit) =>
        PostingCheck.With("NOT_ENOUGH", ("available", Units.Show(available, unit)), ("unit", unit));
}
