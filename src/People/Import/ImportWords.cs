using Jisr.Kernel.Language;
using Jisr.People.Registration;

namespace Jisr.People.Import;

/// <summary>Columns, states and formats of files in words.</summary>
internal static class ImportWords
{
    /// <summary>The word for a column; one that nobody asked for is shown as it is written.</summary>
    public static string Column(Words words, string column) =>
        column switch
        {
            "record_id" => words["Number in the file"],
            "full_name" => words["Whole name"],
            "given_name" => words["Given name"],
            "father_name" => words["Father’s name"],
            "grandfather_name" => words["Grandfather’s name"],
            "family_name" => words["Family name"],
            "latin_name" => words["Name in Latin letters"],
            "sex" => words["Sex"],
            "birth_date" => words["Birth date"],
            "age" => words["Age"],
            "phone" => words["Phone"],
            "national_id" => words["Identity paper"],
            "governorate" => words["Governorate or province"],
            "district" => words["District or commune"],
            "displaced_from" => words["Displaced from"],
            "household_head" => words["Head of the household"],
            "registered_on" => words["Day of registration"],
            _ => column,
        };

    public static string State(Words words, string state) =>
        state switch
        {
            "previewed" => words["Looked at, not yet registered"],
            "applying" => words["Not finished"],
            _ => words["Registered"],
        };

    public static string StateTag(string state) => state == "applied" ? "ok" : "warn";

    public static string Separator(Words words, char separator) =>
        separator switch
        {
            ';' => words["semicolon"],
            '\t' => words["tab"],
            '|' => words["bar"],
            _ => words["comma"],
        };

    /// <summary>The name a row is known by on the screen.</summary>
    public static string NameOf(RegisterPerson command)
    {
        var parts = new[]
        {
            command.FullName,
            command.GivenName,
            command.FatherName,
            command.GrandfatherName,
            command.FamilyName,
        }.Where(p => !string.IsNullOrWhiteSpace(p));
        var name = string.Join(' ', parts);
        return name.Length > 0 ? name : command.LatinName ?? "–";
    }
}
