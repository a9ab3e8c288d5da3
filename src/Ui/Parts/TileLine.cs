namespace Jisr.Ui.Parts;

/// <summary>A thing to choose, as a card: its name, where it leads, and what is seen at a glance.</summary>
public sealed record TileLine(string Title, string Address)
{
    public string? Price { get; init; }

    /// <summary>What the price is for, when that is not one piece.</summary>
    public string? Per { get; init; }
    public string? Note { get; init; }

    /// <summary>A short word that changes the choice, such as «sold out».</summary>
    public string? Badge { get; init; }

    /// <summary>Address of its picture, with the words and the room it takes.</summary>
    public string? Picture { get; init; }
    public string Alt { get; init; } = "";
    public int Width { get; init; }
    public int Height { get; init; }
}
