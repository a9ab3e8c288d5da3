using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.People.Registration;

/// <summary>Words for the codes of a registration, in the language of the request.</summary>
internal static class Labels
{
    public static string Step(Words words, string code) =>
        code switch
        {
            "notice" => words["Notice and consent"],
            "name" => words["Name"],
            "birth" => words["Age or date of birth"],
            "place" => words["Where she lives"],
            "contact" => words["How to reach her"],
            "home" => words["Household and displacement"],
            RegistrationSteps.Functioning => words["Six questions about health"],
            "papers" => words["Papers"],
            _ => words["What she makes and wants"],
        };

    public static string Safety(Words words, string? code) =>
        code switch
        {
            "mine" => words["Only she sees it"],
            "shared" => words["Others see it too"],
            "do-not-write" => words["Never write to it"],
            _ => "",
        };

    public static string Hour(Words words, string? code) =>
        code switch
        {
            "morning" => words["In the morning"],
            "noon" => words["At noon"],
            "evening" => words["In the evening"],
            _ => words["Any time"],
        };

    public static string Displacement(Words words, string? code) =>
        code switch
        {
            "host" => words["Lives where she always lived"],
            "idp" => words["Displaced inside her country"],
            "idp-returnee" => words["Came back after displacement"],
            "refugee" => words["Refugee from another country"],
            "refugee-returnee" => words["Came back from another country"],
            "other" => words["Something else"],
            "refused" => words["She does not want to say"],
            _ => "",
        };

    /// <summary>The same as she says it of herself.</summary>
    public static string OwnDisplacement(Words words, string? code) =>
        code switch
        {
            "host" => words["I live where I always lived"],
            "idp" => words["I was displaced inside my country"],
            "idp-returnee" => words["I came back after displacement"],
            "refugee" => words["I am a refugee from another country"],
            "refugee-returnee" => words["I came back from another country"],
            "refused" => words["I do not want to say"],
            _ => Displacement(words, code),
        };

    public static string Craft(Words words, string code) =>
        code switch
        {
            "food" => words["Food and preserves"],
            "sewing" => words["Sewing"],
            "embroidery" => words["Embroidery"],
            "carpets" => words["Carpets and weaving"],
            "soap" => words["Soap and cosmetics"],
            "pottery" => words["Pottery"],
            "leather" => words["Leather"],
            "jewellery" => words["Jewellery"],
            "farming" => words["Farming and animals"],
            "services" => words["Services"],
            _ => words["Other work"],
        };

    public static string Want(Words words, string code) =>
        code switch
        {
            "training" => words["Training"],
            "advice" => words["Advice"],
            "grant" => words["A grant"],
            "tools" => words["Tools and machines"],
            "materials" => words["Raw materials"],
            "work" => words["Paid work"],
            "selling" => words["Help with selling"],
            _ => words["Something else"],
        };

    public static string Sex(Words words, string? code) =>
        code switch
        {
            "F" => words["Woman"],
            "M" => words["Man"],
            _ => words["Not said"],
        };

    public static string Purpose(Words words, string purpose) =>
        purpose switch
        {
            "register" => words["To be registered and served"],
            "contact" => words["To be contacted"],
            "reports" => words["To be counted in reports without her name"],
            "story" => words["To publish her story"],
            "photo" => words["To publish her photo"],
            "directory" => words["To stand in the directory of makers"],
            "promotion" => words["To have her products promoted"],
            "share-with:council" => words["To share her data with the council"],
            "share-with:ministry" => words["To share her data with the ministry"],
            "share-with:agency" => words["To share her data with the agency"],
            "share-with:association" => words["To share her data with the association"],
            _ => purpose,
        };

    public static string Answer(Words words, string? answer) =>
        answer switch
        {
            "given" => words["Yes"],
            "refused" => words["No"],
            "withdrawn" => words["Withdrawn"],
            _ => words["Not asked yet"],
        };

    public static string Language(Words words, string code) =>
        code switch
        {
            "fr" => words["French"],
            "en" => words["English"],
            _ => words["Arabic"],
        };

    public static string Paper(Words words, string type) =>
        type switch
        {
            "sy-national" => words["Syrian national number"],
            "ma-cin" => words["Moroccan identity card"],
            "jo-national" => words["Jordanian national number"],
            "tr-foreigner" => words["Turkish foreigner’s number"],
            "unhcr" => words["UNHCR number"],
            "passport" => words["Passport"],
            _ => words["Another paper"],
        };

    public static string CameBy(Words words, string door) =>
        door switch
        {
            "self" => words["She registered herself"],
            "import" => words["From a file"],
            _ => words["With a worker of the centre"],
        };

    public static IReadOnlyList<Option> Options(
        Words words,
        IEnumerable<string> codes,
        Func<Words, string, string> text
    ) => [.. codes.Select(c => new Option(c, text(words, c)))];

    /// <summary>The same with the picture of each code beside its words.</summary>
    public static IReadOnlyList<Option> Pictures(
        Words words,
        IEnumerable<string> codes,
        Func<Words, string, string> text
    ) => [.. codes.Select(c => new Option(c, text(words, c), Picture: c))];
}
