using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Words that the app itself writes, in four languages: <c>Data/markers.json</c> (whatsapp.md §4.5). Compared
/// after <see cref="ChatText.Fold"/>.</summary>
internal static class AppWords
{
    /// <summary>No notice of the app is longer; a longer text is somebody's.</summary>
    private const int LongestNotice = 600;
    private const int LongestMarker = 120;

    // A notice of encryption is known by how it begins.
    private const int NoticeBeginning = 80;

    // So many letters stand before the first sign of a pattern; few messages share them, so few are asked further.
    private const int Beginning = 3;

    private static readonly Markers Known = Read();
    private static readonly Regex Always = Any(Known.SystemAlways);
    private static readonly FrozenSet<string> Beginnings = Known
        .SystemAlways.Select(p => ChatText.Fold(p)[1..(1 + Beginning)])
        .ToFrozenSet(StringComparer.Ordinal);
    private static readonly Regex IfMarked = Any([.. Known.SystemAlways, .. Known.SystemIfMarked]);
    private static readonly FrozenSet<string> Omitted = Folded(Known.MediaOmitted.Values.SelectMany(v => v));
    private static readonly FrozenSet<string> Deleted = Folded(Known.Deleted.Values.SelectMany(v => v));
    private static readonly FrozenSet<string> Edited = Folded(Known.Edited.Values.SelectMany(v => v));
    private static readonly FrozenSet<string> Before = Folded(Known.AttachedBefore);
    private static readonly FrozenSet<string> After = Folded(Known.AttachedAfter);

    /// <summary>The notice that calls and messages are encrypted: the app's, whoever seems to have written it.</summary>
    public static bool IsEncryptionNotice(string text)
    {
        var folded = ChatText.Fold(text.Length > NoticeBeginning ? text[..NoticeBeginning] : text);
        return folded.Length >= Beginning && Beginnings.Contains(folded[..Beginning]) && Always.IsMatch(folded);
    }

    /// <summary>Words that are a notice where nothing speaks for a person.</summary>
    public static bool IsNotice(string text) => text.Length <= LongestNotice && IfMarked.IsMatch(ChatText.Fold(text));

    public static bool IsEdited(string whole) => Has(Edited, whole);

    /// <summary>Whether a whole body says that it was deleted, or that its picture or file was left out.</summary>
    public static (bool IsDeleted, bool IsOmitted) Marker(string whole)
    {
        if (whole.Length > LongestMarker)
            return (false, false);
        var bare = Bare(whole);
        return (Deleted.Contains(bare), Omitted.Contains(bare));
    }

    /// <summary>The name in «&lt;attached: FILE&gt;» or «FILE (file attached)», null where it is neither.</summary>
    public static string? AttachedFile(string whole)
    {
        var text = ChatText.Trim(whole);
        if (text.Contains('\n', StringComparison.Ordinal))
            return null;
        if (text is ['<', .., '>'] && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            return Before.Contains(ChatText.Fold(text[1..colon])) ? NameOf(text[(colon + 1)..^1]) : null;
        if (text is [.., ')'] && text.LastIndexOf('(') is > 0 and var bracket)
            return After.Contains(ChatText.Fold(text[(bracket + 1)..^1])) ? NameOf(text[..bracket]) : null;
        return null;
    }

    // Files have an ending; «see (file attached)» is somebody's sentence.
    private static string? NameOf(string written)
    {
        var name = ChatText.Trim(ChatText.WithoutMarks(written));
        return name.LastIndexOf('.') is > 0 and var dot && dot < name.Length - 1 ? name : null;
    }

    private static bool Has(FrozenSet<string> set, string whole) =>
        whole.Length <= LongestMarker && set.Contains(Bare(whole));

    private static string Bare(string text) => ChatText.Fold(text).TrimEnd('.').TrimEnd();

    private static FrozenSet<string> Folded(IEnumerable<string> markers) =>
        markers.Select(Bare).ToFrozenSet(StringComparer.Ordinal);

    // Texts are short and no pattern repeats what repeats, so that looking back stays cheap; an automaton of all of them
    // would take 70 MB.
    private static Regex Any(IEnumerable<string> patterns) =>
        new(
            // Folded within its brackets, so that a space at an end of a pattern stays.
            string.Join('|', patterns.Select(p => ChatText.Fold("(?:" + p + ")"))),
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5)
        );

    private static Markers Read()
    {
        using var file = typeof(AppWords).Assembly.GetManifestResourceStream("Jisr.Market.WhatsApp.Data.markers.json")!;
        return JsonSerializer.Deserialize<Markers>(file, DataJson.Options)!;
    }

    private sealed record Markers
    {
        public required IReadOnlyList<string> SystemAlways { get; init; }
        public required IReadOnlyList<string> SystemIfMarked { get; init; }
        public required Dictionary<string, IReadOnlyList<string>> MediaOmitted { get; init; }
        public required Dictionary<string, IReadOnlyList<string>> Deleted { get; init; }
        public required Dictionary<string, IReadOnlyList<string>> Edited { get; init; }
        public required IReadOnlyList<string> AttachedBefore { get; init; }
        public required IReadOnlyList<string> AttachedAfter { get; init; }
    }
}
