using System.Globalization;
using Jisr.People.Parties;

namespace Jisr.People.Merging;

/// <summary>Everything of a record that a merge may change, as texts by field: the fields of all groups, and under
/// <c>part.</c> what stands behind them (name parts of a file, a declared age).</summary>
internal static class WholeRecord
{
    public static Dictionary<string, string> Of(PersonValues values)
    {
        var all = FieldGroups.Fields.Values.SelectMany(f => f).ToDictionary(f => f, values.Of, StringComparer.Ordinal);
        var p = values.Person;
        foreach (
            var (part, value) in ((string, string?)[])
                [
                    ("given", p.GivenName),
                    ("father", p.FatherName),
                    ("grandfather", p.GrandfatherName),
                    ("family", p.FamilyName),
                    ("age", p.DeclaredAge?.ToString(CultureInfo.InvariantCulture)),
                    ("ageOn", p.DeclaredOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ]
        )
            if (value is not null)
                all["part." + part] = value;
        return all;
    }

    /// <summary>After a group was written: sets what stands behind its fields as it was in <paramref name="all"/>.</summary>
    public static void SetParts(Person person, string group, IReadOnlyDictionary<string, string> all)
    {
        if (group == FieldGroups.Name)
        {
            person.GivenName = all.GetValueOrDefault("part.given");
            person.FatherName = all.GetValueOrDefault("part.father");
            person.GrandfatherName = all.GetValueOrDefault("part.grandfather");
            person.FamilyName = all.GetValueOrDefault("part.family");
        }
        if (group == FieldGroups.Birth)
        {
            person.DeclaredAge = all.TryGetValue("part.age", out var age)
                ? int.Parse(age, CultureInfo.InvariantCulture)
                : null;
            person.DeclaredOn = all.TryGetValue("part.ageOn", out var on)
                ? DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null;
        }
    }
}
