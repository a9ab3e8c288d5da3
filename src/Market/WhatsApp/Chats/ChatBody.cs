namespace Jisr.Market.WhatsApp.Chats;

/// <summary>What a message says, with what the app wrote into it taken out (whatsapp.md §4.5). <see cref="File"/> is the
/// name of an attached file: a label, never a path.</summary>
internal sealed record ChatBody(string Text, ChatMedia Media, string? File, bool IsDeleted, bool IsEdited)
{
    private static readonly ChatBody Nothing = new("", ChatMedia.None, null, false, false);

    /// <summary>A body in which nothing is looked for.</summary>
    public static ChatBody Plain(string raw) => Nothing with { Text = ChatText.Trim(raw) };

    /// <summary>Takes marks of editing, deleting and media out. They are compared as whole bodies; parts only where the
    /// app's own sign or line parts them from what the person wrote.</summary>
    public static ChatBody Read(string raw)
    {
        var text = ChatText.Trim(raw);
        var edited = false;
        if (text.EndsWith('>') && text.LastIndexOf('<') is >= 0 and var at && AppWords.IsEdited(text[at..]))
        {
            text = ChatText.Trim(text[..at]);
            edited = true;
        }
        return MediaOf(text) with { IsEdited = edited };
    }

    private static ChatBody MediaOf(string text)
    {
        if (Marked(text) is { } whole)
            return whole;
        // A caption stands below; a phone may write it before the app's words, which begin with a mark of theirs.
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        if (
            line > 0
            && Marked(text[..line]) is { } first
            && !first.IsDeleted
            && (first.File is not null || text[0] == '<')
        )
            return first with { Text = ChatText.Trim(text[line..]) };
        var mark = text.LastIndexOfAny(['\u200E', '\u200F']);
        if (mark > 0 && Marked(ChatText.Trim(text[mark..])) is { IsDeleted: false } last)
            return last with { Text = ChatText.Trim(text[..mark]) };
        return Nothing with { Text = text };
    }

    private static ChatBody? Marked(string text)
    {
        var (deleted, omitted) = AppWords.Marker(text);
        if (deleted)
            return Nothing with { IsDeleted = true };
        if (omitted)
            return Nothing with { Media = ChatMedia.Omitted };
        return AppWords.AttachedFile(text) is { } file
            ? Nothing with
            {
                Media = ChatMedia.Attached,
                File = file,
            }
            : null;
    }
}
