namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>A line while it is read: the words of a product, and how much of it.</summary>
internal sealed class LineDraft
{
    // Which words of which name were met, and how well the worst of them.
    private readonly Dictionary<int, (uint Words, WordStrength Strength)> names = [];
    private HashSet<int>? offers;

    public QuantityPhrase? Quantity { get; set; }
    public decimal Free { get; set; }
    public int? ListNumber { get; set; }
    public string? Note { get; set; }
    public List<string> Sizes { get; } = [];
    public List<QuantityPhrase> Measures { get; } = [];

    /// <summary>Words of no product that stand in the line.</summary>
    public int Unknown { get; set; }

    /// <summary>Words of another product that began no line of their own.</summary>
    public int Foreign { get; set; }
    public int Start { get; private set; } = int.MaxValue;
    public int End { get; private set; }

    public bool HasProduct => offers is not null || ListNumber is not null;

    /// <summary>Offers that hold all words of products so far.</summary>
    public IReadOnlySet<int> Offers => offers ?? [];

    public IReadOnlyDictionary<int, (uint Words, WordStrength Strength)> Names => names;

    /// <summary>Takes the words of a piece in; false when no offer holds them together with those before.</summary>
    public bool Take(Piece piece, OrderCatalogue catalogue)
    {
        var held = piece.Hits.Select(h => catalogue.Names[h.Name].Offer).ToHashSet();
        if (offers is not null)
        {
            held.IntersectWith(offers);
            if (held.Count == 0)
                return false;
        }
        offers = held;
        foreach (var hit in piece.Hits)
        {
            var (words, strength) = names.GetValueOrDefault(hit.Name);
            names[hit.Name] = (words | hit.Word, (WordStrength)Math.Max((int)strength, (int)hit.Strength));
        }
        if (piece.Source == QuantitySource.Dual)
            Quantity ??= new QuantityPhrase(PhraseKind.Counted, piece.Value, QuantitySource.Dual, null, 1);
        Cover(piece);
        return true;
    }

    /// <summary>True where the words met so far already hold this one: a name that comes again.</summary>
    public bool Holds(Piece piece) =>
        piece.Hits.Any(h => names.TryGetValue(h.Name, out var met) && (met.Words & h.Word) != 0);

    public void Cover(Piece piece)
    {
        Start = Math.Min(Start, piece.Token.Start);
        End = Math.Max(End, piece.Token.End);
    }
}
