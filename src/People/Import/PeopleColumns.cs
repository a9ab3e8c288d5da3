using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.People.Registration;

namespace Jisr.People.Import;

/// <summary>Columns of a registration file, and the command each row becomes. Columns nobody asked for, such as
/// <c>true_person_id</c>, are left alone.</summary>
internal static class PeopleColumns
{
    private static readonly Dictionary<string, Func<RegisterPerson, string, RegisterPerson>> Known = new(
        StringComparer.Ordinal
    )
    {
        ["record_id"] = (c, v) => c with { RecordId = v },
        ["full_name"] = (c, v) => c with { FullName = v },
        ["given_name"] = (c, v) => c with { GivenName = v },
        ["father_name"] = (c, v) => c with { FatherName = v },
        ["grandfather_name"] = (c, v) => c with { GrandfatherName = v },
        ["family_name"] = (c, v) => c with { FamilyName = v },
        ["latin_name"] = (c, v) => c with { LatinName = v },
        ["sex"] = (c, v) => c with { Sex = v },
        ["birth_date"] = (c, v) => c with { BirthDate = v },
        ["phone"] = (c, v) => c with { Phone = v },
        ["national_id"] = (c, v) => c with { NationalId = v },
        ["governorate"] = (c, v) => c with { Governorate = v },
        ["district"] = (c, v) => c with { District = v },
        ["displaced_from"] = (c, v) => c with { DisplacedFrom = v },
        ["household_head"] = (c, v) => c with { HouseholdHead = v },
        ["registered_on"] = (c, v) => c with { RegisteredOn = v },
    };

    private static readonly string[] Names = ["full_name", "given_name", "family_name", "latin_name"];

    /// <summary>What is wrong with the columns, or null.</summary>
    public static string? Fault(ImportFile file)
    {
        if (file.Columns.Distinct(StringComparer.Ordinal).Count() != file.Columns.Count)
            return "Two columns have the same name.";
        if (!file.Columns.Any(Names.Contains))
            return "There is no column of names. Expected some of: " + string.Join(", ", Known.Keys) + ".";
        return null;
    }

    public static RegisterPerson Command(
        ImportFile file,
        IReadOnlyList<string> row,
        UnitId unit,
        ProgrammeId? programme
    )
    {
        var command = new RegisterPerson { UnitId = unit, ProgrammeId = programme };
        for (var i = 0; i < row.Count; i++)
            if (row[i].Length > 0 && Known.TryGetValue(file.Columns[i], out var put))
                command = put(command, row[i]);
        return command;
    }

    /// <summary>The id of a row: from the source and its own id; without one, from the row's text. So the same row
    /// again is seen as a repeat.</summary>
    public static CommandId IdOf(string unitCode, ImportFile file, IReadOnlyList<string> row, RegisterPerson command) =>
        new(
            command.RecordId is { } id
                ? NameUuid.Of(unitCode, "import", id.Trim())
                : NameUuid.Of(
                    unitCode,
                    "import-text",
                    string.Join(
                        '\u001e',
                        file.Columns.Zip(row, (c, v) => c + "=" + v.Trim()).Order(StringComparer.Ordinal)
                    )
                )
        );

    /// <summary>A field of the command as its column is called.</summary>
    public static string ColumnOf(string field) =>
        string.Concat(field.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));
}
