using System.Globalization;
using Jisr.Kernel.Language;
using Microsoft.AspNetCore.Components;

namespace Jisr.Ui.Charts;

/// <summary>One bar, point or piece: its words, its value, and the value as the reader writes it.</summary>
/// <param name="Text">The value in her digits; <c>…</c> where it is hidden.</param>
/// <param name="Target">What was wanted, where something was.</param>
/// <param name="Hidden">Too few people: the place of the bar stays, its length does not.</param>
public sealed record ChartItem(string Label, long Value, string Text, long? Target = null, bool Hidden = false);

/// <summary>What all charts share (experience.md §11): a name and a description for those who do not see them, numbers
/// that are always written invariant, and the side on which things begin.</summary>
public abstract class ChartFrame : ComponentBase
{
    /// <summary>Width of the drawing; the page scales it.</summary>
    protected const int Wide = 360;

    /// <summary>Tells the charts of one page apart.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The same in one sentence, for those who hear it.</summary>
    [Parameter, EditorRequired]
    public string Description { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<ChartItem> Items { get; set; } = [];

    /// <summary>Arabic: what comes first stands at the right.</summary>
    protected static bool Mirrored => Words.Language == "ar";

    protected static string Direction => Mirrored ? "rtl" : "ltr";

    /// <summary>A number of the drawing: a point for decimals, whatever the language.</summary>
    protected static string N(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A place counted from where reading begins.</summary>
    protected static string X(double fromStart) => N(Mirrored ? Wide - fromStart : fromStart);

    /// <summary>Where a piece of a width begins in the drawing.</summary>
    protected static string Left(double fromStart, double width) => N(Mirrored ? Wide - fromStart - width : fromStart);
}
