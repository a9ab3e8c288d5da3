using Jisr.Kernel.Language;

namespace Jisr.People.Own;

/// <summary>Purposes as they are said to herself.</summary>
internal static class OwnWords
{
    public static string Standing(Words words, string state) =>
        state switch
        {
            "applied" => words["You have applied"],
            "eligible" => words["You are eligible"],
            "not-eligible" => words["You are not eligible"],
            "waiting" => words["You are on the waiting list"],
            "enrolled" => words["You are enrolled"],
            "paused" => words["You paused"],
            "completed" => words["You completed it"],
            "exited" => words["It was ended"],
            _ => words["You withdrew"],
        };

    public static string Purpose(Words words, string purpose) =>
        purpose switch
        {
            "contact" => words["You may be contacted"],
            "reports" => words["You are counted in reports without your name"],
            "story" => words["Your story may be published"],
            "photo" => words["Your photo may be published"],
            "directory" => words["You stand in the directory of makers"],
            "promotion" => words["Your products may be promoted"],
            "share-with:council" => words["Your data may be shared with the council"],
            "share-with:ministry" => words["Your data may be shared with the ministry"],
            "share-with:agency" => words["Your data may be shared with the agency"],
            _ => words["Your data may be shared with the association"],
        };
}
