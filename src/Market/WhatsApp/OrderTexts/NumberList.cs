namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>A text of nothing but numbers: «٢ و٣», «4 ×2», «رقم 3» are places in the list that the seller sent last
/// (whatsapp.md §5 rule 7).</summary>
internal static class NumberList
{
    /// <summary>A line a number, or null where the text is no such list.</summary>
    public static IReadOnlyList<LineDraft>? Read(IReadOnlyList<Segment> segments)
    {
        var lines = new List<LineDraft>();
        foreach (var segment in segments)
        {
            if (segment.Has(~Topics.Want))
                return null;
            var pieces = segment.Pieces.FindAll(p => p.Role is not (Role.Skip or Role.ListNumber));
            for (var i = 0; i < pieces.Count; )
            {
                if (pieces[i] is not { Role: Role.Number, Source: QuantitySource.Explicit } place)
                    return null;
                if (place.Value != decimal.Truncate(place.Value) || place.Value is < 1 or > 999)
                    return null;
                var line = new LineDraft { ListNumber = (int)place.Value };
                line.Cover(place);
                lines.Add(line);
                i++;
                if (i < pieces.Count && pieces[i].Role is Role.Times or Role.Keyword)
                {
                    if (i + 1 >= pieces.Count || pieces[i + 1].Role != Role.Number)
                        return null;
                    line.Quantity = new(PhraseKind.Sign, pieces[i + 1].Value, QuantitySource.Explicit, null, 2);
                    line.Cover(pieces[i + 1]);
                    i += 2;
                }
                else if (i < pieces.Count && pieces[i].Role == Role.Plus)
                    i++;
            }
        }
        return lines.Count > 0 ? lines : null;
    }
}
