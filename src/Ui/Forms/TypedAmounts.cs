using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Ui.Forms;

/// <summary>Reads typed amounts and quantities of a form. What can be read two ways is asked back and never guessed:
/// the page then shows the readings as buttons, and the one she presses comes as <c>field.reading</c>.</summary>
public static class TypedAmounts
{
    /// <summary>Asks back.</summary>
    public const string Ambiguous = "NUMBER_AMBIGUOUS";

    /// <summary>The amount, or null and a problem (none for an empty box that may be empty).</summary>
    public static Money? Money(FormState form, string field, Currency currency, Problems problems, bool required = true)
    {
        var reading = MoneyBinder.Read(form[field], currency);
        if (Chosen(form, field, [.. reading.Asks.Select(a => a.Minor)]) is { } chosen)
        {
            var money = new Money(chosen, currency);
            form[field] = Text(money);
            return money;
        }
        if (reading.IsValue)
            return reading.Value;
        Add(form, field, reading.Error, problems, required);
        return null;
    }

    /// <summary>The quantity, or null and a problem.</summary>
    public static Quantity? Quantity(FormState form, string field, Problems problems, bool required = true)
    {
        var reading = QuantityBinder.Read(form[field]);
        if (Chosen(form, field, [.. reading.Asks.Select(a => a.Thousandths)]) is { } chosen)
        {
            var quantity = new Quantity(chosen);
            form[field] = Text(quantity);
            return quantity;
        }
        if (reading.IsValue)
            return reading.Value;
        Add(form, field, reading.Error, problems, required);
        return null;
    }

    /// <summary>The amount as it can be typed and is read in one way only.</summary>
    public static string Text(Money money) =>
        Plain(money.ToString(), money.Minor % money.Currency.MinorPerUnit == 0, money.Currency.Scale == 3);

    /// <summary>The quantity as it can be typed and is read in one way only.</summary>
    public static string Text(Quantity quantity) => Plain(quantity.ToString(), whole: false, three: true);

    // A dot before three digits could be a group; the Arabic mark never is.
    private static string Plain(string text, bool whole, bool three) =>
        whole ? text.Split('.')[0]
        : three ? text.Replace('.', '٫')
        : text;

    private static long? Chosen(FormState form, string field, IReadOnlyList<long> readings) =>
        long.TryParse(
            form[field + ".reading"],
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var chosen
        ) && readings.Contains(chosen)
            ? chosen
            : null;

    private static void Add(FormState form, string field, string? error, Problems problems, bool required)
    {
        switch (error)
        {
            case "EMPTY":
                if (required)
                    problems.Add(field, "REQUIRED");
                break;
            case "TOO_LONG":
                var over = (form[field]?.Trim().Length ?? 0) - 32;
                problems.Add(field, "TOO_LONG", ("max", 32), ("over", Math.Max(1, over)));
                break;
            case "NOT_NUMBER" when LooksLikePhone(form[field]):
                problems.Add(field, "NOT_NUMBER", ("variant", "phone"));
                break;
            case null:
                problems.Add(field, "NUMBER_AMBIGUOUS");
                break;
            default:
                problems.Add(new Problem(error, field));
                break;
        }
    }

    private static bool LooksLikePhone(string? typed) =>
        typed is not null
        && ArabicText.AsciiDigits(typed).Count(char.IsAsciiDigit) >= 9
        && PhoneBinder.Read(typed, "SY").IsValue;
}
