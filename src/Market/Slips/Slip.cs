using System.Globalization;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Front;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;

namespace Jisr.Market.Slips;

/// <summary>What lies in a bag and what is to be paid for it, as its buyer reads it (market.md §9).</summary>
/// <param name="FromLast">What she owed before this order, below 0 where something was kept for her.</param>
/// <param name="Net">What she owes now in all; below 0 something is kept for her.</param>
internal sealed record Slip(
    Order Order,
    string ShopName,
    string Country,
    IReadOnlyList<SlipLine> Lines,
    Money Fees,
    IReadOnlyList<Payment> Payments,
    Money FromLast,
    Money Net,
    RateInfo? Rate,
    Money MadeGood
)
{
    /// <summary>A message of so many letters is read whole on a small phone.</summary>
    public const int MostLetters = 1000;

    /// <summary>So long she can say that something is wrong: our first guess.</summary>
    public const int ClaimDays = 7;

    public Money ToPay => Net.Minor > 0 ? Net : Money.Zero(Net.Currency);
}

/// <summary>A line of a slip.</summary>
internal sealed record SlipLine(OrderLine Line, SaleUnit Unit, bool IsReplaced, IReadOnlyList<LineChange> Changes)
{
    /// <summary>What she gets of it, or got.</summary>
    public long Given => Line.Given - Line.WrittenOff;
}

/// <summary>Writes slips in the language of their buyers.</summary>
internal sealed class SlipText(Words words)
{
    /// <summary>A slip begins with a code, which says nothing of the way its language is read.</summary>
    public static string DirOf(string language) => language == "ar" ? "rtl" : "ltr";

    /// <summary>Lines of the slip, at most 1,000 letters in all.</summary>
    /// <param name="address">Where a buyer finds her order by its code.</param>
    public IReadOnlyList<string> LinesOf(Slip slip, string address)
    {
        // The slip speaks the language she ordered in, whoever prints it.
        var reader = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(slip.Order.Language);
        try
        {
            // What became otherwise is never cut; what is as it was ordered is, from the end.
            for (var (letters, plain) = (60, slip.Lines.Count); ; )
            {
                var lines = Write(slip, address, letters, plain);
                if (lines.Sum(l => l.Length + 1) - 1 <= Slip.MostLetters || (letters <= 10 && plain == 0))
                    return Cut(lines);
                if (letters > 20)
                    letters -= 20;
                else if (plain > 0)
                    plain--;
                else
                    letters = 10;
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }

    // Fifty lines that all became otherwise: the sum and how to complain stay, the last of the lines do not.
    private static List<string> Cut(List<string> lines)
    {
        while (lines.Sum(l => l.Length + 1) - 1 > Slip.MostLetters)
            lines.RemoveAt(lines.FindLastIndex(l => l.StartsWith('–')));
        return lines;
    }

    private List<string> Write(Slip slip, string address, int letters, int plain)
    {
        var order = slip.Order;
        var show = new Show(
            new Display(order.Language, Display.DefaultArabicDigits(order.Language, slip.Country), slip.Country)
        );
        var lines = new List<string>
        {
            order.RunNo is { } no ? order.Code + " · " + words["Bag {n}", ("n", show.Number(no))] : order.Code,
            words["Order from {shop}", ("shop", Short.Of(slip.ShopName, letters))],
        };
        var left = plain;
        var cut = 0;
        foreach (var line in slip.Lines.Where(l => l.Given > 0 || l.Changes.Count > 0))
            if (line.Changes.Count > 0)
                lines.AddRange(Changed(line, show, order.Total.Currency, letters));
            else if (left-- > 0)
                lines.Add(Plain(line, show, order.Total.Currency, letters));
            else
                cut++;
        if (cut > 0)
            lines.Add(words.Count("… and {n} more item", "… and {n} more items", cut, show.Number(cut)));
        if (slip.Fees.Minor > 0)
            lines.Add(words["Delivery and fees: {sum}", ("sum", show.Money(slip.Fees))]);
        if (slip.MadeGood.Minor > 0)
            lines.Add(words["Made good: {sum}", ("sum", show.Money(-slip.MadeGood))]);
        foreach (var paid in slip.Payments.Where(p => p.UndoneAt is null))
            lines.Add(Paid(paid, show, order.Total.Currency));
        if (slip.FromLast.Minor != 0)
            lines.Add(words["From last time: {sum}", ("sum", show.Money(slip.FromLast))]);
        lines.Add(words["To pay: {sum}", ("sum", show.Money(slip.ToPay))]);
        if (slip.Net.Minor < 0)
            lines.Add(words["Kept for you: {sum}", ("sum", show.Money(-slip.Net))]);
        if (slip.Rate is { } rate)
            lines.Add(RateOf(rate, show));
        lines.Add(
            words[
                "Something is wrong? Answer here, or at {address} with this code, within {n} days.",
                ("address", address),
                ("n", show.Number(Slip.ClaimDays))
            ]
        );
        return lines;
    }

    private string Plain(SlipLine line, Show show, Currency currency, int letters)
    {
        var unit = new Money(line.Line.FinalUnitMinor ?? line.Line.UnitMinor, currency);
        return "– "
            + Short.Of(line.Line.Title, letters)
            + ": "
            + UnitWords.Amount(words, show, line.Given, line.Unit)
            + " × "
            + show.Amount(unit)
            + " = "
            + show.Amount(new Money(OrderGoods.WorthOf(line.Line, currency), currency));
    }

    private IEnumerable<string> Changed(SlipLine line, Show show, Currency currency, int letters)
    {
        yield return line.Given > 0 ? Plain(line, show, currency, letters) : "– " + Short.Of(line.Line.Title, letters);
        // Of what was changed twice she reads from what to what, and the last reason.
        foreach (var same in line.Changes.GroupBy(c => c.Field))
        {
            var last = same.Last();
            var (from, to) = (same.First().From, last.To);
            if (from == to)
                continue;
            var text = last.Field is LineChange.Given or LineChange.Taken
                ? Amount(show, from, line.Unit) + " → " + Amount(show, to, line.Unit)
                : show.Amount(new Money(from, currency)) + " → " + show.Amount(new Money(to, currency));
            yield return "   " + text + ": " + Short.Of(Reason(last, from, to), Math.Max(letters, 40));
        }
    }

    private string Amount(Show show, long qty, SaleUnit unit) => UnitWords.Amount(words, show, qty, unit);

    private string Paid(Payment paid, Show show, Currency currency)
    {
        var settles = show.Money(new Money(paid.Minor, currency));
        return paid.Handed is { } handed
            ? words["Paid: {sum}, handed over as {handed}", ("sum", settles), ("handed", show.Money(handed))]
            : words["Paid: {sum}", ("sum", settles)];
    }

    private string RateOf(RateInfo rate, Show show)
    {
        var (of, to) = (Currency.Parse(rate.Base), Currency.Parse(rate.Quote));
        return words[
            "Rate: {one} = {sum} ({day})",
            ("one", show.Money(new Money(of.MinorPerUnit, of))),
            ("sum", show.Money(rate.Convert(new Money(of.MinorPerUnit, of)))),
            ("day", show.Date(DateOnly.FromDateTime(rate.At.UtcDateTime)))
        ];
    }

    private string Reason(LineChange change, long from, long to) =>
        change.Reason switch
        {
            ChangeReason.MarketPrice => to > from ? words["dearer at the market"] : words["cheaper at the market"],
            ChangeReason.Short => words["there was too little for all"],
            ChangeReason.Substitute => words["another kind in its place"],
            ChangeReason.Weight => words["it weighs otherwise"],
            ChangeReason.NoAnswer => words["no yes to the new price"],
            ChangeReason.PriceGap => words["less arrived than was paid for"],
            ChangeReason.Refused => words["not taken at the door"],
            ChangeReason.Rate => words["the rate of the day"],
            _ => change.Note ?? words["changed by the seller"],
        };
}
