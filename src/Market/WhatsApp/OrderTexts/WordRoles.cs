namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>What single words do in an order (whatsapp.md §5 rules 8 and 9). Words of the catalogue go before words of the
/// lists where a neighbour belongs to the same name.</summary>
internal sealed class WordRoles(IReadOnlyList<TextToken> tokens, OrderCatalogue? catalogue, OrderWords words)
{
    /// <summary>What the word at a place does; the token may have lost its و since.</summary>
    public Piece PieceOf(TextToken token, int i)
    {
        var word = token.Word;
        var hits = catalogue?.Find(word) ?? [];
        if (hits.Count > 0 && hits[0].Strength == WordStrength.Exact && (IsWordOfName(i) || !IsOurs(word)))
            return new Piece(token, Role.Product) { Hits = hits };
        if (OursOf(token, i) is { } ours)
            return ours;
        if (catalogue?.FindDual(word) is { Count: > 0 } two)
            return new Piece(token, Role.Product)
            {
                Hits = two,
                Value = 2,
                Source = QuantitySource.Dual,
            };
        return hits.Count > 0
            ? new Piece(token, Role.Product) { Hits = hits }
            : new Piece(token, words.Fillers.Has(word) ? Role.Skip : Role.Unknown);
    }

    private Piece? OursOf(TextToken token, int i)
    {
        var word = token.Word;
        var unit = words.UnitKinds.GetValueOrDefault(word);
        if (words.NumberWords.TryGetValue(word, out var value))
            return new Piece(token, Role.Number) { Value = value, Source = QuantitySource.Word };
        if (words.Duals.TryGetValue(word, out var two))
            return new Piece(token, Role.Dual)
            {
                Value = 2,
                Source = QuantitySource.Dual,
                Unit = words.UnitKinds.GetValueOrDefault(two),
            };
        if (words.QuantityUnits.Has(word))
            return new Piece(token, Role.Unit) { Unit = unit };
        if (words.SizeUnits.Has(word) && IsNumber(i - 1))
            return new Piece(token, Role.SizeUnit) { Unit = unit };
        if (words.QuantityKeywords.Has(word))
            return new Piece(token, Role.Keyword);
        if (words.FreeGoods.Has(word))
            return new Piece(token, Role.Free);
        if (words.ListNumbers.LengthAt(tokens, i) > 0 && IsNumber(i + 1))
            return new Piece(token, Role.ListNumber);
        if (words.Currencies.LengthAt(tokens, i) > 0 && (IsNumber(i - 1) || IsNumber(i + 1)))
            return new Piece(token, Role.Currency);
        return words.Fillers.Has(word) ? new Piece(token, Role.Skip) : null;
    }

    /// <summary>A word of a list, which counts as a product's only beside another word of that product.</summary>
    public bool IsOurs(string word) =>
        words.NumberWords.ContainsKey(word)
        || words.Duals.ContainsKey(word)
        || words.IsMeasure(word)
        || words.QuantityKeywords.Has(word)
        || words.FreeGoods.Has(word)
        || words.Fillers.Has(word);

    /// <summary>A word that belongs to a name together with its neighbour, or is a name by itself.</summary>
    public bool IsWordOfName(int i) =>
        catalogue is not null
        && catalogue.HasWord(tokens[i].Word)
        && (ShareName(i, i + 1) || ShareName(i - 1, i) || catalogue.IsName(tokens[i].Word));

    private bool ShareName(int first, int second) =>
        first >= 0
        && second < tokens.Count
        && tokens[first].IsWord
        && tokens[second].IsWord
        && catalogue!
            .Find(tokens[first].Word)
            .Any(a => catalogue.Find(tokens[second].Word).Any(b => a.Name == b.Name && a.Word != b.Word));

    /// <summary>A number in digits or in words.</summary>
    public bool IsNumber(int i) =>
        i >= 0
        && i < tokens.Count
        && (tokens[i].IsNumber || (tokens[i].IsWord && words.NumberWords.ContainsKey(tokens[i].Word)));
}
