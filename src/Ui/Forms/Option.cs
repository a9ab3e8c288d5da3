namespace Jisr.Ui.Forms;

/// <summary>One answer to choose: its code, its words, and a line below them.</summary>
public sealed record Option(string Value, string Text, string? Hint = null, string? Group = null);
