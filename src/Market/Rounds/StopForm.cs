using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.Market.Rounds;

/// <summary>Reads what was written down at a door; the seller's and the courier's page share it.</summary>
internal static class StopForm
{
    public const string Full = "full";
    public const string Other = "other";
    public const string Part = "part";
    public const string Failed = "failed";
    public const string Skipped = "skipped";

    public static string RefusedField(StopLine line) => "refused." + line.Id.Value;

    /// <summary>Currencies that may be handed over for an order: its own, that of its prices, and the other series of its
    /// own.</summary>
    public static IReadOnlyList<Currency> Currencies(StopView stop)
    {
        var own = stop.Order.Total.Currency;
        return
        [
            own,
            .. stop.Foreign is { } key ? [Currency.Parse(key)] : (IEnumerable<Currency>)[],
            .. Currency.All.Where(c => c.Code == own.Code && c.Series != own.Series),
        ];
    }

    /// <summary>The command, or null and what is wrong.</summary>
    public static RecordStop? Read(FormState form, RoundSheet sheet, StopView stop, string? token, Problems problems)
    {
        var what = form.Text("result");
        var paid = Paid(form, stop, what, problems);
        var refused = what == Part ? Refused(form, stop, problems) : [];
        FailReason? reason = null;
        if (what == Failed)
        {
            if (Codes.TryParse<FailReason>(form.Text("reason"), out var named))
                reason = named;
            else
                problems.Add("reason", "REQUIRED");
        }
        StopResult? result = what switch
        {
            Full or Other => StopResult.Done,
            Part => StopResult.Part,
            Failed => StopResult.Failed,
            Skipped => StopResult.Skipped,
            _ => null,
        };
        if (result is null)
            problems.Add("result", "REQUIRED");
        return problems.Count > 0
            ? null
            : new RecordStop(
                sheet.Round.Id.Value,
                stop.Order.Id.Value,
                result!.Value,
                reason,
                paid,
                refused,
                form.Text("note"),
                token
            );
    }

    public static IReadOnlyList<Option> Results(Words words, Show show, StopView stop) =>
        [
            new(
                Full,
                stop.Due.Minor > 0
                    ? words["Handed over, and paid {sum}", ("sum", show.Money(stop.Due))]
                    : words["Handed over; nothing was due"]
            ),
            new(Other, words["Handed over, and paid another sum"]),
            new(Part, words["A part was refused"]),
            new(Failed, words["Not handed over"]),
            new(Skipped, words["Passed by, perhaps later"]),
        ];

    public static IReadOnlyList<Option> Reasons(Words words) =>
        [.. Enum.GetValues<FailReason>().Select(r => new Option(Codes.Of(r), RoundWords.Reason(words, r)))];

    private static List<HandedCash> Paid(FormState form, StopView stop, string? what, Problems problems)
    {
        if (what == Full)
            return stop.Due.Minor > 0 ? [new HandedCash(stop.Due.Minor)] : [];
        if (what is not (Other or Part))
            return [];
        var currencies = Currencies(stop);
        var currency = currencies.FirstOrDefault(c => c.Key == form.Text("currency")) ?? currencies[0];
        // Another sum may be nothing at all: she types 0.
        return TypedAmounts.Money(form, "amount", currency, problems) is { Minor: > 0 } sum
            ? [new HandedCash(sum.Minor, currency.Key)]
            : [];
    }

    private static List<RefusedLine> Refused(FormState form, StopView stop, Problems problems)
    {
        var refused = new List<RefusedLine>();
        foreach (var line in stop.Lines)
            if (TypedAmounts.Quantity(form, RefusedField(line), problems, required: false) is { Thousandths: > 0 } qty)
            {
                if (qty.Thousandths > line.Remaining)
                    problems.Add(RefusedField(line), "REFUSED_RANGE");
                refused.Add(new RefusedLine(line.Id.Value, qty.Thousandths));
            }
        if (refused.Count == 0 && problems.Count == 0)
            problems.Add("result", "REFUSED_WHICH");
        return refused;
    }
}
