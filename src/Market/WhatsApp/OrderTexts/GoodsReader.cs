using Jisr.Market.WhatsApp.Chats;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Reads a text that is neither a code nor a command: what is ordered in it, or what else it is about
/// (whatsapp.md §5 rules 5–9).</summary>
internal sealed class GoodsReader(
    string written,
    OrderCatalogue? catalogue,
    IReadOnlyDictionary<int, string> list,
    OrderWords words
)
{
    // A stray word beside a whole name is a word; more are a sentence about it.
    private const int MostStrayWords = 2;

    private readonly List<string> amounts = [];
    private readonly List<string> places = [];
    private string? name;
    private Topics topics;

    public OrderReading Read()
    {
        var text = LabelledText.Read(written, words);
        amounts.AddRange(text.Amounts);
        var segments = SegmentReader.Read(TextTokens.Of(text.Rest), catalogue, words);
        var wants = text.IsOrder || segments.Any(s => s.Has(Topics.Want));
        var lines = NumberList.Read(segments) is { } numbers ? OfList(numbers) : OfGoods(segments, wants);
        var address = text.Address ?? (places.Count > 0 ? string.Join("، ", places) : null);
        return new OrderReading
        {
            Kind = KindOf(segments, lines, wants, hasAddress: address is not null),
            Lines = lines,
            Name = text.Name ?? name,
            Address = address,
            PhoneSeen = text.PhoneSeen,
            AmountsSeen = amounts,
        };
    }

    private List<OrderLineReading> OfList(IReadOnlyList<LineDraft> numbers)
    {
        // Numbers that stand in no list are a phone's, a house's, a price.
        if (!numbers.Any(n => list.ContainsKey(n.ListNumber!.Value)))
            return [];
        var resolver = new LineResolver(written, catalogue, list);
        return [.. numbers.Select(resolver.Resolve)];
    }

    private List<OrderLineReading> OfGoods(IReadOnlyList<Segment> segments, bool wants)
    {
        var reader = new LineReader(written, catalogue, words);
        foreach (var segment in segments)
            if (IsAboutGoods(segment, wants))
                reader.Read(segment);
        var resolver = new LineResolver(written, catalogue, list);
        var kept = reader
            .Lines.Where(d => IsLine(d, wants))
            .Select(d => (Draft: d, Line: resolver.Resolve(d)))
            .ToList();
        // What no offer fits is shown beside what is ordered, and alone only where nothing says what could be.
        var any = kept.Exists(k => k.Line.Product is not null || k.Line.Candidates.Count > 0);
        return catalogue is null || any ? kept.ConvertAll(k => k.Line) : [];
    }

    private bool IsAboutGoods(Segment segment, bool wants)
    {
        topics |= segment.Topics;
        NoteAmounts(segment);
        if (segment.Has(Topics.NameIntro) && !segment.HasProduct)
        {
            name ??= TextOf(segment.Pieces.FindAll(p => p.Role == Role.Unknown));
            return false;
        }
        if (segment.Has(Topics.AddressIntro) && !segment.HasProduct && !segment.Has(Topics.Question))
        {
            // What stands before «العنوان» belongs to something else.
            var intro = segment.Pieces.FindIndex(p => words.AddressIntros.Has(p.Token.Word));
            if (TextOf(segment.Pieces.GetRange(intro + 1, segment.Pieces.Count - intro - 1)) is { Length: > 0 } told)
                places.Add(told);
            return false;
        }
        if (segment.Has(Topics.Negation) || (segment.Has(Topics.Amount) && !segment.HasProduct))
            return false;
        var counted = segment.Pieces.Exists(p => p.Role is Role.Number or Role.Dual or Role.Unit);
        if (segment.Has(Topics.Question | Topics.Available | Topics.Browse))
            return segment.Has(Topics.Want) && counted && segment.HasProduct;
        if (segment.Has(Topics.PriceTalk | Topics.Statement))
            return segment.HasProduct && (segment.Has(Topics.Want) || (wants && counted));
        if (segment.Has(Topics.Place) && !segment.HasProduct)
        {
            if (TextOf(segment.Pieces) is { } place)
                places.Add(place);
            return false;
        }
        return true;
    }

    // Of a mention without a wish or a number only the bare name is an order: «الشاورما طيبة» is none.
    private static bool IsLine(LineDraft draft, bool wants)
    {
        if (!draft.HasProduct)
            return draft.Quantity is not null && draft.Unknown > 0;
        return wants || draft.Quantity is not null || draft.Unknown + draft.Foreign <= StrayWords(draft);
    }

    private static int StrayWords(LineDraft draft) =>
        draft.Names.Values.Any(n => System.Numerics.BitOperations.PopCount(n.Words) >= 2) ? MostStrayWords : 0;

    private void NoteAmounts(Segment segment)
    {
        for (var i = 0; i < segment.Pieces.Count; i++)
        {
            var piece = segment.Pieces[i];
            var beside =
                (i > 0 && segment.Pieces[i - 1].Role == Role.Currency)
                || (i + 1 < segment.Pieces.Count && segment.Pieces[i + 1] is { Role: Role.Currency, IsBefore: false });
            if (piece.Role == Role.Number && piece.Token.IsNumber)
                if (beside || (segment.Has(Topics.Amount) && !segment.HasProduct))
                    amounts.Add(piece.Token.Word);
        }
    }

    private OrderTextKind KindOf(
        IReadOnlyList<Segment> segments,
        List<OrderLineReading> lines,
        bool wants,
        bool hasAddress
    )
    {
        if (lines.Count > 0)
            return OrderTextKind.Order;
        topics = segments.Aggregate(topics, (all, s) => all | s.Topics);
        if ((topics & Topics.Browse) != Topics.None)
            return OrderTextKind.Browse;
        if ((topics & Topics.PriceTalk) != Topics.None)
            return OrderTextKind.PriceTalk;
        if ((topics & Topics.Available) != Topics.None)
            return segments.Any(s => s.HasProduct) ? OrderTextKind.Question : OrderTextKind.Browse;
        if ((topics & (Topics.Question | Topics.Ask)) != Topics.None)
            return OrderTextKind.Question;
        if (hasAddress)
            return OrderTextKind.Address;
        var needs = wants && (topics & Topics.Negation) == Topics.None && HasWords(segments);
        return needs || IsCategory(segments) || NamesCategories(segments) ? OrderTextKind.Browse : OrderTextKind.Other;
    }

    private static bool HasWords(IReadOnlyList<Segment> segments) =>
        segments.Any(s => s.Pieces.Exists(p => p.Role is Role.Unknown or Role.Free));

    private bool NamesCategories(IReadOnlyList<Segment> segments)
    {
        var said = segments.SelectMany(s => s.Pieces).Where(p => p.Role != Role.Skip).ToList();
        return said.Count > 0 && said.TrueForAll(p => WordForms.OfText(p.Token.Word).Any(words.Categories.Has));
    }

    // A number and a word or two that fit nothing: «2 عطر».
    private bool IsCategory(IReadOnlyList<Segment> segments) =>
        catalogue is not null
        && segments.Count == 1
        && (topics & ~Topics.Want) == Topics.None
        && segments[0].Pieces.FindAll(p => p.Role != Role.Skip) is [{ Role: Role.Number or Role.Dual }, ..] pieces
        && pieces.Count is >= 2 and <= 4
        && pieces.Skip(1).All(p => p.Role is Role.Unknown or Role.Unit);

    private string? TextOf(List<Piece> pieces) =>
        pieces.Count == 0 ? null : ChatText.Trim(written[pieces[0].Token.Start..pieces[^1].Token.End]);
}
