namespace Jisr.Kernel.Values;

/// <summary>Typed amounts (experience.md §6). Whether 0 is allowed is the field's rule.</summary>
public static class MoneyBinder
{
    private const long Most = 10_000_000_000_000;

    /// <summary>EMPTY, NOT_NUMBER, NEGATIVE, TOO_MANY_DECIMALS, OTHER_CURRENCY, TOO_BIG, TOO_LONG, or readings to ask.</summary>
    public static Reading<Money> Read(string? typed, Currency currency)
    {
        var text = TypedNumber.Clean(typed ?? "");
        if (text.Length == 0)
            return Reading<Money>.No("EMPTY");
        if (text.Length > TypedNumber.MostLetters)
            return Reading<Money>.No("TOO_LONG");
        var bare = WithoutSign(text, currency.Signs);
        if (bare is null)
        {
            var others = Currency
                .All.Where(c => c.Code != currency.Code)
                .SelectMany(c => c.Signs)
                .Except(currency.Signs, StringComparer.Ordinal);
            if (WithoutSign(text, [.. others]) is not null)
                return Reading<Money>.No("OTHER_CURRENCY");
        }
        var reading = TypedNumber.Read(bare ?? text, currency.Scale, Most);
        if (reading.Error is { } error)
            return Reading<Money>.No(error);
        return reading.Asks.Count > 0
            ? Reading<Money>.Ask([.. reading.Asks.Select(a => new Money(a, currency))])
            : Reading<Money>.Of(new Money(reading.Value, currency));
    }

    /// <summary>What to tell her about what she typed, or null when it is an amount. A telephone number is recognised,
    /// and readings that are asked back come in figures and words of her language.</summary>
    public static Commands.Problem? ProblemOf(string field, string? typed, Currency currency, string country)
    {
        var reading = Read(typed, currency);
        if (reading.IsValue)
            return null;
        if (reading.Asks.Count > 0)
            return Asked(field, reading.Asks);
        var problem = new Commands.Problem(reading.IsEmpty ? "REQUIRED" : reading.Error!, field);
        return reading.Error switch
        {
            "NOT_NUMBER" when PhoneBinder.Read(typed, country).IsValue => With(problem, ("variant", "phone")),
            "TOO_LONG" => With(
                problem,
                ("max", Whole(TypedNumber.MostLetters)),
                ("over", Whole(TypedNumber.Clean(typed!).Length - TypedNumber.MostLetters))
            ),
            _ => problem,
        };
    }

    private static Commands.Problem Asked(string field, IReadOnlyList<Money> readings) =>
        With(
            new Commands.Problem("AMOUNT_ASK", field),
            (
                "readings",
                string.Join(" · ", readings.Select(r => $"{r} ({AmountWords.Of(r, Language.Words.Language)})"))
            )
        );

    private static string Whole(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Commands.Problem With(
        Commands.Problem problem,
        params ReadOnlySpan<(string Name, string Value)> args
    )
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in args)
            all[name] = value;
        return problem with { Args = all };
    }

    // A name or sign at one end, a final dot too; null when there is none.
    private static string? WithoutSign(string text, IReadOnlyList<string> signs)
    {
        foreach (var sign in signs.OrderByDescending(s => s.Length))
        {
            foreach (var end in (string[])[sign + ".", sign])
                if (text.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                    return text[..^end.Length].TrimEnd();
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
                return text[sign.Length..].TrimStart('.').TrimStart();
        }
        return null;
    }
}

/// <summary>Typed quantities, at most three decimals.</summary>
public static class QuantityBinder
{
    private const long Most = 1_000_000_000;

    /// <summary>As the money binder reads at scale 3, but one mark before three digits is read as decimals: nobody
    /// asks for a thousand kilogrammes by comma.</summary>
    public static Reading<Quantity> Read(string? typed)
    {
        var text = TypedNumber.Clean(typed ?? "");
        if (text.Length > TypedNumber.MostLetters)
            return Reading<Quantity>.No("TOO_LONG");
        var reading = TypedNumber.Read(text, 3, Most);
        if (reading.Error is { } error)
            return Reading<Quantity>.No(error);
        return reading.Asks.Count > 0
            ? Reading<Quantity>.Ask([.. reading.Asks.Select(a => new Quantity(a))])
            : Reading<Quantity>.Of(new Quantity(reading.Value));
    }
}

/// <summary>Typed whole numbers.</summary>
public static class WholeNumberBinder
{
    /// <summary>NOT_WHOLE where there are decimals.</summary>
    public static Reading<long> Read(string? typed, long most = 1_000_000_000)
    {
        var text = TypedNumber.Clean(typed ?? "");
        if (text.Length > TypedNumber.MostLetters)
            return Reading<long>.No("TOO_LONG");
        var reading = TypedNumber.Read(text, 0, most);
        return reading.Error == "TOO_MANY_DECIMALS" ? Reading<long>.No("NOT_WHOLE") : reading;
    }
}
