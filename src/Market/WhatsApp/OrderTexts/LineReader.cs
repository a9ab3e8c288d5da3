namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Reads the lines of a part of a text (whatsapp.md §5 rules 7–9): products with what says how much of them.</summary>
internal sealed class LineReader(string written, OrderCatalogue? catalogue, OrderWords words)
{
    private readonly List<LineDraft> lines = [];
    private IReadOnlyList<Piece> pieces = [];
    private LineDraft? now;
    private QuantityPhrase? waiting;
    private int waitingAt;
    private bool startsWithQuantity;

    /// <summary>Lines so far, in the order of the text.</summary>
    public IReadOnlyList<LineDraft> Lines => lines;

    /// <summary>Reads one part more.</summary>
    public void Read(Segment segment)
    {
        pieces = segment.Pieces;
        (now, waiting) = (null, null);
        var first = pieces.FirstOrDefault(p => p.Role != Role.Skip);
        startsWithQuantity = first?.Role is Role.Number or Role.Dual or Role.Unit;
        for (var i = 0; i < pieces.Count; )
            i = Next(i);
        if (waiting is not null && now is null)
            GiveBack();
    }

    private int Next(int i)
    {
        if (QuantityPhrase.At(pieces, i, words) is { } phrase)
        {
            Place(phrase, i);
            return i + phrase.Length;
        }
        var piece = pieces[i];
        switch (piece.Role)
        {
            case Role.Product:
                Product(piece);
                break;
            case Role.ListNumber when i + 1 < pieces.Count && pieces[i + 1].Role == Role.Number:
                Begin().ListNumber = (int)Math.Clamp(pieces[i + 1].Value, 0, 10_000);
                now!.Cover(piece);
                now.Cover(pieces[i + 1]);
                return i + 2;
            case Role.FractionAfter:
                if (now?.Quantity is { } more)
                    now.Quantity = more with { Value = more.Value + piece.Value };
                break;
            // «TRY 115»: the sum of a currency that stands before it.
            case Role.Currency when i + 1 < pieces.Count && pieces[i + 1].Role == Role.Number:
                return i + 2;
            case Role.Note when now is null && lines.Count == 0:
                return AfterWords(i + 1);
            case Role.Note:
            case Role.With when i + 1 >= pieces.Count || pieces[i + 1].Role is not (Role.Product or Role.Number):
                Note(i);
                return pieces.Count;
            case Role.Unknown:
                Unknown(piece);
                break;
        }
        return i + 1;
    }

    private void Product(Piece piece)
    {
        // Without a cut a new line begins with the first word of a name, or behind a quantity of its own.
        if (now is { HasProduct: true } && (waiting is not null || now.ListNumber is not null || now.Holds(piece)))
            now = null;
        var line = now ?? Begin();
        if (line.Take(piece, catalogue!))
            return;
        if (IsHead(piece))
            Begin().Take(piece, catalogue!);
        else
            line.Foreign++;
    }

    private bool IsHead(Piece piece) => piece.Hits.Any(h => h.Word == 1 && h.Strength != WordStrength.Typo);

    private LineDraft Begin()
    {
        lines.Add(now = new LineDraft());
        if (waiting is { } phrase)
        {
            Give(now, phrase);
            for (var i = 0; i < phrase.Length; i++)
                now.Cover(pieces[waitingAt + i]);
            waiting = null;
        }
        return now;
    }

    // A number before a name waits for it; one behind a name belongs to it, if it says that it is a quantity.
    private void Place(QuantityPhrase phrase, int at)
    {
        var named = NameFollows(at + phrase.Length);
        var behind = now is { HasProduct: true };
        if (!behind && phrase.Before is { } before)
            phrase = phrase with { Kind = PhraseKind.Counted, Value = before };
        var mine = phrase.Kind switch
        {
            PhraseKind.Amount => false,
            PhraseKind.Free or PhraseKind.Size => behind,
            PhraseKind.Sign => behind && now!.Quantity is null,
            PhraseKind.Bare => behind && !named,
            _ => behind && now!.Quantity is null && !(named && startsWithQuantity),
        };
        if (phrase.Kind == PhraseKind.Amount)
            return;
        if (phrase.Kind == PhraseKind.Free && !behind)
        {
            if (lines.LastOrDefault() is { } last)
                last.Free = phrase.Value;
            return;
        }
        if (mine)
        {
            Give(now!, phrase, behind: true);
            for (var i = 0; i < phrase.Length; i++)
                now!.Cover(pieces[at + i]);
            return;
        }
        // «2 × 250 غ»: the size does not push the quantity away.
        if (waiting is not null && phrase.Kind == PhraseKind.Size)
            return;
        (waiting, waitingAt) = (phrase, at);
    }

    private static void Give(LineDraft line, QuantityPhrase phrase, bool behind = false)
    {
        switch (phrase.Kind)
        {
            case PhraseKind.Size:
                line.Sizes.Add(OrderCatalogue.SizeOf(phrase.Value));
                line.Measures.Add(phrase);
                break;
            case PhraseKind.Bare when behind:
                line.Sizes.Add(OrderCatalogue.SizeOf(phrase.Value));
                break;
            case PhraseKind.Free:
                line.Free = phrase.Value;
                break;
            case var _ when line.Quantity is null:
                line.Quantity = phrase;
                line.Free = phrase.Free;
                break;
        }
    }

    private bool NameFollows(int at)
    {
        for (var i = at; i < pieces.Count; i++)
            if (pieces[i].Role is Role.Product or Role.ListNumber)
                return true;
            else if (pieces[i].Role is not (Role.Skip or Role.SizeUnit))
                return false;
        return false;
    }

    private void Unknown(Piece piece)
    {
        if (now is null && waiting is not null)
            Begin();
        if (now is null)
            return;
        now.Unknown++;
        if (!now.HasProduct)
            now.Cover(piece);
    }

    // «بدال الكولا بدي شاورما»: what is not wanted comes first, and no line is there yet to note it.
    private int AfterWords(int i)
    {
        while (i < pieces.Count && pieces[i].Role is Role.Product or Role.Unknown)
            i++;
        return i;
    }

    // What is left out or added belongs to the line before it, to the end of the part.
    private void Note(int i)
    {
        var line = now ?? lines.LastOrDefault();
        if (line is null)
            return;
        var note = written[pieces[i].Token.Start..pieces[^1].Token.End];
        line.Note = line.Note is null ? note : line.Note + "، " + note;
        if (now is not null)
            now.Cover(pieces[^1]);
    }

    // «الكمية: 4» on a line of its own counts what stands above it.
    private void GiveBack()
    {
        if (waiting!.Kind is PhraseKind.Sign or PhraseKind.Counted && lines.LastOrDefault() is { Quantity: null } last)
            Give(last, waiting);
        waiting = null;
    }
}
