using Jisr.Kernel.Ids;

namespace Jisr.Demo;

/// <summary>A woman of the demo world who has a party.</summary>
internal sealed record DemoPerson(PartyId Id, string Name, string Country);

/// <summary>A year of registrations in three countries.</summary>
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

    /// <summary>Some 230 more, week by week; every fifth in Morocco, the rest in Syria and Jordan.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> YearAsync(
        DemoSender send,
        DemoUnits units,
        IDemoClock clock,
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

    /// <summary>What those who register say yes to.</summary>
    public static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal)
    {
        ["register"] = "given",
        ["contact"] = "given",
    };
}
