using Jisr.Kernel.Ids;

namespace Jisr.Demo;

/// <summary>A woman of the demo world who has a party.</summary>
internal sealed record DemoPerson(PartyId Id, string Name, string Country);

/// <summary>The people: the launch day's 121 women, then a year of registrations in three countries.</summary>
internal static class DemoPeople
{
    private static readonly string[] Makes =
    [
        "food",
        "soap",
        "embroidery",
        "sewing",
        "carpets",
        "pottery",
        "jewellery",
        "leather",
    ];

    // Who helped whom that day: 96 women at five spaces, 25 alone.
    private static readonly int[] Assisted = [20, 20, 20, 18, 18];

    /// <summary>[F-11]: 121 women in one region on one day, 96 helped at its five spaces and 25 by
    /// themselves.</summary>
    public static async Task LaunchDayAsync(DemoSender send, DemoUnits units)
    {
        var rows = DemoFiles.Rows("launch-day-121.csv");
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            await send.SendAsync(
                row["record_id"],
                "party.register",
                new
                {
                    unitId = SpaceOf(i, units),
                    programmeId = units.Tamkin,
                    recordId = row["record_id"],
                    givenName = row["given_name"],
                    fatherName = row["father_name"],
                    grandfatherName = row["grandfather_name"],
                    familyName = row["family_name"],
                    latinName = row["latin_name"],
                    sex = row["sex"],
                    birthDate = row["birth_date"],
                    phone = row["phone"],
                    nationalId = row["national_id"],
                    governorate = row["governorate"],
                    district = row["district"],
                    householdHead = row["household_head"],
                    registeredOn = row["registered_on"],
                    consents = Given,
                    noticeVersion = "1",
                    consentChannel = "spoken",
                }
            );
        }
    }

    private static UnitId? SpaceOf(int row, DemoUnits units)
    {
        for (var i = 0; i < Assisted.Length; i++)
            if ((row -= Assisted[i]) < 0)
                return units.Spaces[i];
        return null;
    }

    /// <summary>Six said no that day.</summary>
    public static async Task RefusalsAsync(DemoSender send, DemoUnits units)
    {
        for (var i = 0; i < 6; i++)
            await send.SendAsync(
                "refused-" + i,
                "registration.refuse",
                new { unitId = units.Spaces[i % units.Spaces.Count] }
            );
    }

    /// <summary>Some 230 more, week by week; every fifth in Morocco, the rest in Syria and Jordan.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> YearAsync(
        DemoSender send,
        DemoUnits units,
        DemoClock clock,
        DateTimeOffset until
    )
    {
        var dice = new DemoDice(2026);
        var people = new List<DemoPerson>();
        var step = (until.AddDays(-72) - clock.GetUtcNow()) / 232;
        for (var i = 0; i < 230; i++)
        {
            clock.Step(step);
            var country = (i % 5) switch
            {
                0 => "MA",
                1 or 2 => "JO",
                _ => "SY",
            };
            var names = DemoNames.Of[country];
            var name = $"{dice.Pick(names.Given)} {dice.Pick(names.Father)} {dice.Pick(names.Family)}";
            var (unit, governorate, district, phone) = country switch
            {
                "MA" => (units.Spaces[dice.Throw(5)], "MA-10.261", (string?)null, $"06{50_000_000 + i * 137}"),
                "JO" => (units.Salt, "JO-BA", null, $"079{1_000_000 + i * 531}"),
                _ => (units.Syria[dice.Throw(units.Syria.Count)], "SY07", "SY0703", $"09{44_000_000 + i * 977}"),
            };
            var idp = country == "SY" && dice.Throw(3) > 0;
            var answer = await send.SendAsync(
                "year-" + i.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "party.register",
                new
                {
                    unitId = unit,
                    programmeId = country == "MA" ? units.Tamkin : (ProgrammeId?)null,
                    fullName = name,
                    sex = "F",
                    birthDate = (1958 + dice.Throw(48)).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    phone = dice.Throw(6) == 0 ? null : phone,
                    phoneSafety = dice.Throw(4) == 0 ? "shared" : "mine",
                    governorate,
                    district,
                    displacement = idp ? "idp" : "host",
                    displacedFrom = idp ? "SY05" : null,
                    language = "ar",
                    makes = new[] { dice.Pick(Makes) },
                    consents = Given,
                    noticeVersion = "1",
                    consentChannel = "spoken",
                }
            );
            people.Add(new DemoPerson(new PartyId(answer.Subject!.Value), name, country));
        }
        return people;
    }

    private static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal)
    {
        ["register"] = "given",
        ["contact"] = "given",
    };
}
