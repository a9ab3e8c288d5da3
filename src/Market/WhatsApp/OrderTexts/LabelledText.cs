using System.Text.RegularExpressions;
using Jisr.Market.WhatsApp.Chats;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>A text whose labels were read: «الاسم:», «العنوان:», «الهاتف:» and «المبلغ:» are cut out with what they say,
/// of «الطلب:» only the label (whatsapp.md §5 rule 6). <see cref="Rest"/> is as long as the text, so that places agree.</summary>
internal sealed partial class LabelledText
{
    private const int MostWords = 4;

    private readonly char[] rest;
    private readonly string written;
    private readonly List<string> addresses = [];
    private readonly List<string> amounts = [];

    private LabelledText(string text) => (written, rest) = (text, text.ToCharArray());

    public string Rest => new(rest);
    public string? Name { get; private set; }
    public string? Address => addresses.Count > 0 ? string.Join("، ", addresses) : null;
    public bool PhoneSeen { get; private set; }

    /// <summary>A label said that an order follows.</summary>
    public bool IsOrder { get; private set; }
    public IReadOnlyList<string> Amounts => amounts;

    public static LabelledText Read(string text, OrderWords words)
    {
        var reading = new LabelledText(text);
        reading.CutLinks();
        // Numbers first: a phone in an address stays no part of it.
        reading.CutPhones();
        reading.CutLabels(words);
        reading.CutLists();
        return reading;
    }

    private void CutLinks()
    {
        foreach (Match link in Link().Matches(new string(rest)))
            Blank(link.Index, link.Length);
    }

    private void CutPhones()
    {
        var plain = string.Concat(rest.Select(ChatText.Plain));
        foreach (Match number in Phone().Matches(plain))
        {
            var digits = number.Value.Count(char.IsAsciiDigit);
            var together = digits == number.Length;
            // 8–15 digits; apart only as numbers are written: with + or 0 in front.
            if (digits is < 8 or > 15 || !(together || number.Value[0] is '+' or '0'))
                continue;
            PhoneSeen = true;
            Blank(number.Index, number.Length, ' ');
        }
    }

    private void CutLabels(OrderWords words)
    {
        var found = Found(words);
        for (var i = 0; i < found.Count; i++)
        {
            var (start, value, kind) = found[i];
            var next = i + 1 < found.Count ? found[i + 1].Start : written.Length;
            var end = LineEnd(value, next);
            // The value may stand on the line below.
            if (kind != "order" && ChatText.Trim(new string(rest, value, end - value)).Length == 0)
                end = LineEnd(Math.Min(end + 1, next), next);
            if (kind == "order")
            {
                IsOrder = true;
                Blank(start, value - start);
                continue;
            }
            Take(kind, new string(rest, value, Math.Max(0, end - value)));
            Blank(start, Math.Max(value, end) - start);
        }
    }

    private void Take(string kind, string raw)
    {
        var value = ChatText.Trim(raw.Replace('*', ' ').Replace('_', ' ')).Trim('-', ',', '،', ' ');
        if (kind == "amount")
            amounts.AddRange(TextTokens.Of(value).Where(t => t.IsNumber).Select(t => t.Word));
        else if (value.Length == 0)
            return;
        else if (kind == "name")
            Name ??= value;
        else if (kind == "address")
            addresses.Add(value);
    }

    // Each colon with the longest label before it.
    private List<(int Start, int Value, string Kind)> Found(OrderWords words)
    {
        var found = new List<(int Start, int Value, string Kind)>();
        for (var colon = 0; colon < rest.Length; colon++)
        {
            if (rest[colon] is not (':' or '：' or '='))
                continue;
            // A label has one colon: what stands before another is no label's second time.
            var line = Math.Max(Array.LastIndexOf(rest, '\n', colon) + 1, found.Count > 0 ? found[^1].Value : 0);
            var before = TextTokens.Of(new string(rest, line, colon - line));
            for (var n = Math.Min(MostWords, before.Count); n > 0; n--)
            {
                var last = before.TakeLast(n).ToList();
                if (!last.TrueForAll(t => t.IsWord))
                    continue;
                var label = string.Join(' ', last.Select(t => t.Word));
                if (words.Labels.FirstOrDefault(l => l.Words == label) is not { Kind: { } kind })
                    continue;
                found.Add((line + last[0].Start, colon + 1, kind));
                break;
            }
        }
        return found;
    }

    // «1- صابون» on the first line and «2- شمعة» on the next count lines, not goods; so do dashes before every line.
    private void CutLists()
    {
        var lines = Lines().ToList();
        var numbered = new List<(int At, int Length)>();
        foreach (var (start, length) in lines)
        {
            var match = Numbering().Match(string.Concat(rest[start..(start + length)].Select(ChatText.Plain)));
            if (!match.Success)
                continue;
            if (
                match.Groups["n"].Value
                == (numbered.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
                numbered.Add((start, match.Length));
        }
        if (numbered.Count >= 2)
            foreach (var (at, length) in numbered)
                Blank(at, length, ' ');
        var dashed = lines.Where(l => Dashed(l.Start, l.Length) >= 0).ToList();
        if (dashed.Count >= 2)
            foreach (var (start, length) in dashed)
                rest[Dashed(start, length)] = ' ';
    }

    private int Dashed(int start, int length)
    {
        for (var i = start; i < start + length; i++)
            if (rest[i] is '-' or '−' or '–' or '•')
                return i;
            else if (!char.IsWhiteSpace(rest[i]) && !ChatText.IsMark(rest[i]))
                break;
        return -1;
    }

    private IEnumerable<(int Start, int Length)> Lines()
    {
        for (var at = 0; at < rest.Length; )
        {
            var end = LineEnd(at, rest.Length);
            if (end > at)
                yield return (at, end - at);
            at = end + 1;
        }
    }

    private int LineEnd(int from, int most)
    {
        if (from >= most)
            return most;
        var end = Array.IndexOf(rest, '\n', from, most - from);
        return end < 0 ? most : end;
    }

    private void Blank(int start, int length, char with = '\n') => Array.Fill(rest, with, start, length);

    [GeneratedRegex(@"(?:https?://|www\.)\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"(?<![0-9])\+?[0-9](?:[ ().\-\u2010-\u2015\u200E\u200F\u202A-\u202E\u2066-\u2069]{0,3}[0-9]){7,14}(?![0-9])",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Phone();

    [GeneratedRegex(
        @"^[\s*\u200E\u200F\u202A-\u202E\u2066-\u2069]*(?<n>[0-9]{1,2})\s?[-.)–:]\s*(?=[^0-9\s])",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Numbering();
}
