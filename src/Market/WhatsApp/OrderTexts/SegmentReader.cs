namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Cuts the tokens of a text into parts and says what each word does there (whatsapp.md §5 rules 7–9). Words of
/// the catalogue go before words of the lists where a neighbour belongs to the same name.</summary>
internal sealed class SegmentReader
{
    private readonly IReadOnlyList<TextToken> tokens;
    private readonly OrderCatalogue? catalogue;
    private readonly OrderWords words;
    private readonly (PhraseSet Phrases, Topics Topic, Role? Role)[] topics;
    private readonly List<Segment> done = [];
    private Segment now = new();

    private SegmentReader(IReadOnlyList<TextToken> tokens, OrderCatalogue? catalogue, OrderWords words)
    {
        (this.tokens, this.catalogue, this.words) = (tokens, catalogue, words);
        topics =
        [
            (words.NameIntros, Topics.NameIntro, Role.Skip),
            (words.AddressIntros, Topics.AddressIntro, Role.Skip),
            (words.Browse, Topics.Browse, Role.Skip),
            (words.Greetings, Topics.None, Role.Skip),
            (words.Negations, Topics.Negation, Role.Skip),
            (words.Questions, Topics.Question, Role.Skip),
            (words.Want, Topics.Want, Role.Skip),
            (words.Polite, Topics.None, Role.Skip),
            (words.Available, Topics.Available, Role.Skip),
            (words.PriceTalk, Topics.PriceTalk, Role.Skip),
            (words.Statements, Topics.Statement, Role.Skip),
            (words.AmountStarts, Topics.Amount, Role.Skip),
            (words.LessQuarter, Topics.None, Role.LessQuarter),
            (words.Quarters, Topics.None, Role.Quarters),
            (words.Notes, Topics.None, Role.Note),
            (words.With, Topics.None, Role.With),
            (words.Places, Topics.Place, null),
        ];
    }

    public static IReadOnlyList<Segment> Read(
        IReadOnlyList<TextToken> tokens,
        OrderCatalogue? catalogue,
        OrderWords words
    )
    {
        var reader = new SegmentReader(tokens, catalogue, words);
        for (var i = 0; i < tokens.Count; )
            i = reader.Next(i);
        reader.Cut();
        return reader.done;
    }

    private int Next(int i)
    {
        var token = tokens[i];
        switch (token.Sign)
        {
            case TokenSign.Word:
                return Word(i);
            case TokenSign.Number:
                Add(new Piece(token, Role.Number) { Value = token.Value });
                break;
            case TokenSign.Times:
                Add(new Piece(token, Role.Times));
                break;
            case TokenSign.Plus when IsNumber(i - 1) && IsNumber(i + 1):
                Add(new Piece(token, Role.Plus));
                break;
            case TokenSign.Ask:
                now.Topics |= Topics.Ask;
                Cut();
                break;
            default:
                Cut();
                break;
        }
        return i + 1;
    }

    private int Word(int i)
    {
        var token = tokens[i];
        if (Joined(i) is { } bare)
        {
            if (words.IsFraction(bare) && CanTakeFraction())
            {
                Add(FractionOf(token, bare));
                return i + 1;
            }
            CutUnlessOneName(bare);
            // The و is no part of what begins.
            token = token with
            {
                Word = bare,
                Start = token.Start + 1,
            };
        }
        else if (words.Joiners.LengthAt(tokens, i) is > 0 and var joiner && !IsWordOfName(i))
            return Joiner(i, joiner);
        if (!IsWordOfName(i))
            foreach (var (phrases, topic, role) in topics)
                if (LengthAt(phrases, token, i) is > 0 and var length)
                {
                    now.Topics |= topic;
                    for (var n = 0; n < length; n++)
                        Add(new Piece(n == 0 ? token : tokens[i + n], role ?? Role.Unknown));
                    return i + length;
                }
        return Add(PieceOf(token, i), i);
    }

    // The token may have lost its و, so phrases are asked with what it is now.
    private int LengthAt(PhraseSet phrases, TextToken token, int i) =>
        ReferenceEquals(token, tokens[i])
            ? phrases.LengthAt(tokens, i)
            : phrases.LengthAt([token, .. tokens.Skip(i + 1).Take(5)], 0);

    private Piece PieceOf(TextToken token, int i)
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

    // A word of ours counts as a product's only beside another word of that product.
    private bool IsOurs(string word) =>
        words.NumberWords.ContainsKey(word)
        || words.Duals.ContainsKey(word)
        || words.IsMeasure(word)
        || words.QuantityKeywords.Has(word)
        || words.FreeGoods.Has(word)
        || words.Fillers.Has(word);

    private bool IsWordOfName(int i) =>
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

    // «وكولا», «ونص»: the word behind a joining و, where it begins something; «ورق» and «واحد» are words of their own.
    private string? Joined(int i)
    {
        var word = tokens[i].Word;
        if (word is not ['و', _, _, ..] || catalogue?.HasWord(word) == true || IsListed(word))
            return null;
        var bare = word[1..];
        var begins = catalogue?.Find(bare) is [{ Strength: not WordStrength.Typo }, ..];
        return begins || catalogue?.FindDual(bare).Count > 0 || IsListed(bare) ? bare : null;
    }

    private bool IsListed(string word) =>
        IsOurs(word) || words.ListNumbers.Has(word) || topics.Any(t => t.Phrases.Has(word));

    private int Joiner(int i, int length)
    {
        var next = i + length;
        if (words.FractionJoiners.LengthAt(tokens, i) > 0 && CanTakeFraction())
        {
            if (next < tokens.Count && tokens[next].Word == "a")
                next++;
            if (next < tokens.Count && words.IsFraction(tokens[next].Word))
            {
                Add(FractionOf(tokens[next], tokens[next].Word));
                return next + 1;
            }
            next = i + length;
        }
        if (next < tokens.Count)
            CutUnlessOneName(tokens[next].Word);
        return next;
    }

    // «sel et poivre» is one thing when a name holds both; «صابون غار وصابون زيت» is two.
    private void CutUnlessOneName(string next)
    {
        var before = now.Pieces.LastOrDefault();
        var goesOn =
            before?.Role == Role.Product
            && (catalogue?.Find(next) ?? []).Any(h =>
                before.Hits.Any(b => b.Name == h.Name)
                && !now.Pieces.Exists(p => p.Hits.Any(b => b.Name == h.Name && b.Word == h.Word))
            );
        if (!goesOn)
            Cut();
    }

    private Piece FractionOf(TextToken token, string word) =>
        new(token, Role.FractionAfter) { Value = words.NumberWords[word], Source = QuantitySource.Word };

    private bool CanTakeFraction() => now.Pieces.LastOrDefault()?.Role is Role.Unit or Role.Dual or Role.Number;

    private bool IsNumber(int i) =>
        i >= 0
        && i < tokens.Count
        && (tokens[i].IsNumber || (tokens[i].IsWord && words.NumberWords.ContainsKey(tokens[i].Word)));

    private void Add(Piece piece) => now.Pieces.Add(piece);

    private int Add(Piece piece, int i)
    {
        Add(piece);
        return i + 1;
    }

    private void Cut()
    {
        if (now.Pieces.Count > 0 || now.Topics != Topics.None)
            done.Add(now);
        now = new Segment();
    }
}
