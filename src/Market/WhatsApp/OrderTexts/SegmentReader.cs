namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Cuts the tokens of a text into parts and says what each is about (whatsapp.md §5 rules 5–7).</summary>
internal sealed class SegmentReader
{
    private readonly IReadOnlyList<TextToken> tokens;
    private readonly OrderCatalogue? catalogue;
    private readonly OrderWords words;
    private readonly WordRoles roles;
    private readonly (PhraseSet Phrases, Topics Topic, Role? Role)[] topics;
    private readonly List<Segment> done = [];
    private Segment now = new();

    private SegmentReader(IReadOnlyList<TextToken> tokens, OrderCatalogue? catalogue, OrderWords words)
    {
        (this.tokens, this.catalogue, this.words) = (tokens, catalogue, words);
        roles = new WordRoles(tokens, catalogue, words);
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
            case TokenSign.Plus when roles.IsNumber(i - 1) && roles.IsNumber(i + 1):
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
        else if (words.Joiners.LengthAt(tokens, i) is > 0 and var joiner && !roles.IsWordOfName(i))
            return Joiner(i, joiner);
        if (!roles.IsWordOfName(i))
            foreach (var (phrases, topic, role) in topics)
                if (LengthAt(phrases, token, i) is > 0 and var length)
                {
                    now.Topics |= topic;
                    for (var n = 0; n < length; n++)
                        Add(new Piece(n == 0 ? token : tokens[i + n], role ?? Role.Unknown));
                    return i + length;
                }
        return Add(roles.PieceOf(token, i), i);
    }

    // The token may have lost its و, so phrases are asked with what it is now.
    private int LengthAt(PhraseSet phrases, TextToken token, int i) =>
        ReferenceEquals(token, tokens[i])
            ? phrases.LengthAt(tokens, i)
            : phrases.LengthAt([token, .. tokens.Skip(i + 1).Take(5)], 0);

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
        roles.IsOurs(word) || words.ListNumbers.Has(word) || topics.Any(t => t.Phrases.Has(word));

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
