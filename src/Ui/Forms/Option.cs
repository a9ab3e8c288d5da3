namespace Jisr.Ui.Forms;

/// <summary>One answer to choose: its code, its words, a line below them, and the picture beside them (L-1: icon and word,
/// always).</summary>
public sealed record Option(
    string Value,
    string Text,
    string? Hint = null,
    string? Group = null,
    string? Picture = null
);
