using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;

namespace Jisr.Ledger.Rates;

/// <summary>A rate that a person read somewhere: there is no automatic market rate (M-3).</summary>
/// <param name="Value">Quote per base, invariant, at most 8 decimals: <c>0.03333333</c>.</param>
/// <param name="Side">buy, sell or mid.</param>
internal sealed record EnterRate(
    string Base,
    string Quote,
    string Value,
    string Side,
    string Source,
    string Place,
    DateTimeOffset ValidUntil
) : ICommand
{
    public static string Kind => "rate.enter";
}

internal sealed class EnterRateHandler(JisrDb db) : IHandle<EnterRate>
{
    private const decimal E8 = 100_000_000;

    public Task<Reach> ReachAsync(EnterRate command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(EnterRate command, Problems problems, CommandScope scope)
    {
        if (Currency.OfKey(command.Base) is null)
            problems.Add("base", "CURRENCY_UNKNOWN");
        if (Currency.OfKey(command.Quote) is null || command.Quote == command.Base)
            problems.Add("quote", "CURRENCY_UNKNOWN");
        if (ValueOf(command) is null)
            problems.Add("value", "RATE_VALUE");
        if (command.Side is not ("buy" or "sell" or "mid"))
            problems.Add("side", "REQUIRED");
        problems.Text("source", command.Source, 80);
        problems.Text("place", command.Place, 60);
        if (command.ValidUntil <= scope.OccurredAt)
            problems.Add("validUntil", "TIME_ORDER");
    }

    public Task<Outcome> HandleAsync(EnterRate command, CommandScope scope, CancellationToken ct)
    {
        db.Add(
            new Rate
            {
                Id = scope.Id.Value,
                Base = command.Base,
                Quote = command.Quote,
                ValueE8 = ValueOf(command)!.Value,
                Side = command.Side,
                Source = command.Source.Trim(),
                Place = command.Place.Trim(),
                At = scope.OccurredAt,
                ValidUntil = command.ValidUntil,
                EnteredBy = scope.Actor.AccountId?.Value,
            }
        );
        return Task.FromResult<Outcome>(new Outcome.Done { Subject = scope.Id.Value });
    }

    /// <summary>Above 0, with at most 8 decimals, and small enough to be kept.</summary>
    private static long? ValueOf(EnterRate command) =>
        decimal.TryParse(command.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value is > 0 and < 90_000_000_000
        && value * E8 == decimal.Truncate(value * E8)
            ? (long)(value * E8)
            : null;
}
