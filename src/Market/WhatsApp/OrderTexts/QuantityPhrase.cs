namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>How a quantity is written, which decides what it belongs to.</summary>
internal enum PhraseKind
{
    /// <summary>A number alone: a quantity before a name, a size behind it.</summary>
    Bare,

    /// <summary>With a unit or in words: before a name or behind it.</summary>
    Counted,

    /// <summary>«عدد 4», «×2»: behind a name.</summary>
    Sign,

    /// <summary>«100 مل»: never a quantity of pieces.</summary>
    Size,

    /// <summary>«2 هدية».</summary>
    Free,

    /// <summary>A sum of money.</summary>
    Amount,
}

/// <summary>Some neighbouring pieces that say how much.</summary>
internal sealed record QuantityPhrase(PhraseKind Kind, decimal Value, QuantitySource Source, string? Unit, int Length)
{
    public decimal Free { get; init; }

    /// <summary>The number before «×» where one stands on both sides: behind a name it is a size, before one the
    /// quantity, and what follows a price.</summary>
    public decimal? Before { get; init; }

    /// <summary>The phrase that begins here, or null where none does.</summary>
    public static QuantityPhrase? At(IReadOnlyList<Piece> pieces, int at, OrderWords words)
    {
        Piece? Look(int n) => at + n < pieces.Count ? pieces[at + n] : null;
        switch (pieces[at].Role)
        {
            case Role.Number
                when pieces[at] is { Source: QuantitySource.Word, Value: < 1 }
                    && !(Look(1) is { Role: Role.Number } n && words.Dozens.Has(n.Token.Word)):
                return Measured(pieces, at, 1, pieces[at].Value, QuantitySource.Word);
            case Role.Number:
                return Number(pieces, at, words);
            case Role.Dual:
                return Fraction(pieces, at, 1, new(PhraseKind.Counted, 2, QuantitySource.Dual, pieces[at].Unit, 1));
            case Role.Unit when Look(1) is { Role: Role.Keyword or Role.Times } && Look(2) is { Role: Role.Number } n:
                return new(PhraseKind.Counted, n.Value, n.Source, pieces[at].Unit, 3);
            case Role.Unit when Look(1) is { Role: Role.Number, Source: QuantitySource.Word, Value: >= 1 } n:
                return new(PhraseKind.Counted, n.Value, n.Source, pieces[at].Unit, 2);
            case Role.Unit:
                return Fraction(pieces, at, 1, new(PhraseKind.Counted, 1, QuantitySource.Word, pieces[at].Unit, 1));
            case Role.Keyword or Role.Times when Look(1) is { Role: Role.Number } n:
                return Gift(pieces, at, 1, new(PhraseKind.Sign, n.Value, QuantitySource.Explicit, null, 2));
            default:
                return null;
        }
    }

    private static QuantityPhrase Number(IReadOnlyList<Piece> pieces, int at, OrderWords words)
    {
        var number = pieces[at];
        var next = at + 1 < pieces.Count ? pieces[at + 1] : null;
        var after = at + 2 < pieces.Count ? pieces[at + 2] : null;
        var value = number.Value;
        switch (next?.Role)
        {
            case Role.Currency when !next.IsBefore:
                return new(PhraseKind.Amount, value, number.Source, null, 2);
            case Role.SizeUnit:
                return new(PhraseKind.Size, value, number.Source, next.Unit, 2);
            case Role.Free:
                return new(PhraseKind.Free, value, number.Source, null, 2);
            case Role.Quarters:
                return Measured(pieces, at, 2, value / 4, QuantitySource.Word);
            case Role.Number when words.Dozens.Has(next.Token.Word):
                return new(PhraseKind.Counted, value * next.Value, number.Source, null, 2);
            case Role.Plus:
                return Gift(pieces, at, 0, new(PhraseKind.Sign, value, number.Source, null, 1));
            // «4 ×2» behind a name: twice; «2 × 250 غ»: two of that size.
            case Role.Times when after is { Role: Role.Number } && !IsSize(pieces, at + 3):
                return new(PhraseKind.Sign, after.Value, QuantitySource.Explicit, null, 3) { Before = value };
            case Role.Times:
                return new(PhraseKind.Counted, value, QuantitySource.Explicit, null, 2);
            case Role.FractionAfter or Role.Unit:
                return Measured(pieces, at, 1, value, number.Source);
            default:
                var words1 = number.Source == QuantitySource.Word;
                return new(words1 ? PhraseKind.Counted : PhraseKind.Bare, value, number.Source, null, 1);
        }
    }

    private static bool IsSize(IReadOnlyList<Piece> pieces, int at) =>
        at < pieces.Count && pieces[at].Role == Role.SizeUnit;

    // A value, perhaps «ونص», its unit, perhaps «ونص» again or «الا ربع».
    private static QuantityPhrase Measured(
        IReadOnlyList<Piece> pieces,
        int at,
        int length,
        decimal value,
        QuantitySource source
    )
    {
        var first = Fraction(pieces, at, length, new(PhraseKind.Counted, value, source, null, length));
        if (at + first.Length >= pieces.Count || pieces[at + first.Length] is not { Role: Role.Unit } unit)
            return first;
        return Fraction(pieces, at, first.Length + 1, first with { Unit = unit.Unit, Length = first.Length + 1 });
    }

    private static QuantityPhrase Fraction(IReadOnlyList<Piece> pieces, int at, int length, QuantityPhrase phrase)
    {
        if (at + length >= pieces.Count)
            return phrase;
        return pieces[at + length] switch
        {
            { Role: Role.FractionAfter } part => phrase with { Value = phrase.Value + part.Value, Length = length + 1 },
            { Role: Role.LessQuarter } => Less(pieces, at, length, phrase),
            _ => phrase,
        };
    }

    private static QuantityPhrase Less(IReadOnlyList<Piece> pieces, int at, int length, QuantityPhrase phrase)
    {
        while (at + length < pieces.Count && pieces[at + length].Role == Role.LessQuarter)
            length++;
        return phrase with { Value = phrase.Value - 0.25m, Length = length };
    }

    // «10+2»: ten, and two free.
    private static QuantityPhrase Gift(IReadOnlyList<Piece> pieces, int at, int number, QuantityPhrase phrase)
    {
        var plus = at + number + 1;
        if (plus + 1 >= pieces.Count || pieces[plus].Role != Role.Plus)
            return phrase;
        var length = number + 3;
        if (at + length < pieces.Count && pieces[at + length].Role == Role.Free)
            length++;
        return phrase with { Free = pieces[plus + 1].Value, Length = length };
    }
}
