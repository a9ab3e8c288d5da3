using Jisr.Kernel.Language;
using Jisr.People.Matching;

namespace Jisr.People.Registration;

/// <summary>Hints in the words of the screen.</summary>
internal sealed record HintView(
    IReadOnlyList<(Guid Id, bool Strong, string Name, string Birth, string Place, string Number)> Own,
    IReadOnlyList<string> Ask
)
{
    public static readonly HintView None = new([], []);

    public bool IsEmpty => Own.Count + Ask.Count == 0;

    public static async Task<HintView> OfAsync(Hints hints, Words words, PlaceChoices places, Desk desk, string country)
    {
        var show = Screens.Show(country);
        var ask = new List<string>();
        foreach (var unit in hints.Ask)
            ask.Add(await desk.NameOfAsync(unit));
        return new HintView(
            [
                .. hints.Own.Select(o =>
                    (
                        o.Id.Value,
                        o.Strength == "strong",
                        o.Name,
                        Screens.Birth(words, o.Birth, show),
                        places.Name(o.Place) ?? words["Not known"],
                        o.Number
                    )
                ),
            ],
            ask
        );
    }
}
