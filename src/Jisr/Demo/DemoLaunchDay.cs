using System.Globalization;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Demo;

/// <summary>[F-11]: 121 women in one region on one day, 96 of them helped at its five spaces and 25 alone. Three came a
/// second time to another space, under another spelling, and were merged by the manager two days later. Who came that day
/// and does not count as one of the 121: four men. Who came the day after: five women.</summary>
internal sealed class DemoLaunchDay(IServiceProvider services, DemoSender send, DemoUnits units, IDemoClock clock)
{
    /// <summary>The Saturday of the report; the date is our choice.</summary>
    public static readonly DateOnly Day = new(2022, 6, 11);

    private const string Registers = "party.register";

    // Who helped whom: 96 women at five spaces; the rest came alone.
    private static readonly int[] Assisted = [20, 20, 20, 18, 18];

    // As another worker wrote them down: the row of the file, the space they came to, and how she wrote the name.
    private static readonly (string Row, int Space, string Name)[] Again =
    [
        ("L002", 1, "حسناء الشريفي"),
        ("L015", 2, "خديجه اليعقوبي"),
        ("L049", 4, "رشيده مزيغي"),
    ];

    private Actor[] workers = [];

    public async Task MakeAsync(CancellationToken ct)
    {
        clock.Stand(At(Day.AddDays(-1)));
        workers = new Actor[units.Spaces.Count];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = await StaffAsync(
                "launch-" + (i + 1).ToString(CultureInfo.InvariantCulture),
                "عاملة يوم الانطلاق",
                Roles.CentreWorker,
                units.Spaces[i]
            );
        var manager = await StaffAsync("launch-manager", "مديرة يوم الانطلاق", Roles.ProgrammeManager, UnitId.Root);
        clock.Stand(At(Day));
        var rows = DemoFiles.Rows("launch-day-121.csv");
        for (var i = 0; i < rows.Count; i++)
            await WomanAsync(rows[i], SpaceOf(i));
        foreach (var (row, space, name) in Again)
            await AgainAsync(rows.Single(r => r["record_id"] == row), space, name);
        await MenAsync();
        await RejectedAsync(rows[0]);
        await RefusalsAsync();
        clock.Stand(At(Day.AddDays(1)));
        await SundayAsync();
        clock.Stand(At(Day.AddDays(2)));
        foreach (var (row, _, _) in Again)
            await MergeAsync(row, manager, ct);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(8, 0), TimeSpan.Zero);

    // The space that helped the woman of a row; null where she came alone.
    private static int? SpaceOf(int row)
    {
        for (var i = 0; i < Assisted.Length; i++)
            if ((row -= Assisted[i]) < 0)
                return i;
        return null;
    }

    // Nobody signs in as them: they are only whose work that day was.
    private async Task<Actor> StaffAsync(string userName, string displayName, string role, UnitId unit)
    {
        var (from, to) = (Day.AddDays(-1), Day.AddMonths(6));
        var account = await send.StaffAsync(userName, displayName, role, unit, from, to);
        return new Actor
        {
            AccountId = new AccountId(account.Subject!.Value),
            Grants = [new Grant(role, unit, true, null, from, to)],
        };
    }

    private Task WomanAsync(IReadOnlyDictionary<string, string> row, int? space) =>
        send.SendAsync(
            row["record_id"],
            Registers,
            new
            {
                unitId = space is { } s ? units.Spaces[s] : (UnitId?)null,
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
                consents = DemoPeople.Given,
                noticeVersion = "1",
                consentChannel = space is null ? "online" : "spoken",
            },
            space is { } at ? workers[at] : Actor.Anonymous,
            Door.Form
        );

    private Task AgainAsync(IReadOnlyDictionary<string, string> row, int space, string name) =>
        send.SendAsync(
            row["record_id"] + "-again",
            Registers,
            Typed(
                space,
                name,
                "F",
                row["birth_date"],
                row["phone"],
                row["national_id"],
                (row["governorate"], row["district"])
            ),
            workers[space],
            Door.Form
        );

    private async Task MenAsync()
    {
        var names = DemoNames.Of["MA"];
        for (var i = 0; i < 4; i++)
            await send.SendAsync(
                "man-" + Number(i),
                Registers,
                new
                {
                    unitId = units.Spaces[i],
                    programmeId = units.Tamkin,
                    fullName = $"{names.Father[i]} {names.Father[^(i + 1)]} {names.Family[i]}",
                    sex = "M",
                    birthDate = (1961 + 7 * i).ToString(CultureInfo.InvariantCulture),
                    governorate = "MA-10",
                    district = "MA-10.261",
                    // One cannot walk, one cannot see, two do both with a lot of difficulty.
                    functioning = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["walking"] = i == 0 ? "4" : "3",
                        ["seeing"] = i == 1 ? "4" : "3",
                    },
                    consents = DemoPeople.Given,
                    noticeVersion = "1",
                    consentChannel = "spoken",
                },
                workers[i],
                Door.Form
            );
    }

    // Born after the day, and without her yes: neither is written.
    private async Task RejectedAsync(IReadOnlyDictionary<string, string> row)
    {
        await send.RejectedAsync(
            "rejected-birth",
            Registers,
            Typed(0, "أمينة التازي", "F", "2022-12-01", null, null, (row["governorate"], row["district"])),
            workers[0],
            Door.Form
        );
        await send.RejectedAsync(
            "rejected-consent",
            Registers,
            new
            {
                unitId = units.Spaces[1],
                fullName = "أمينة التازي",
                sex = "F",
                birthDate = "1980",
                consents = new Dictionary<string, string>(StringComparer.Ordinal) { ["register"] = "refused" },
                noticeVersion = "1",
            },
            workers[1],
            Door.Form
        );
    }

    // Six said no.
    private async Task RefusalsAsync()
    {
        for (var i = 0; i < 6; i++)
            await send.SendAsync(
                "refused-" + Number(i),
                "registration.refuse",
                new { unitId = units.Spaces[i % units.Spaces.Count] },
                workers[i % workers.Length],
                Door.Form
            );
    }

    private async Task SundayAsync()
    {
        var names = DemoNames.Of["MA"];
        for (var i = 0; i < 5; i++)
            await send.SendAsync(
                "sunday-" + Number(i),
                Registers,
                Typed(
                    i,
                    $"{names.Given[i]} {names.Father[i]} {names.Family[^(i + 1)]}",
                    "F",
                    (1970 + 5 * i).ToString(CultureInfo.InvariantCulture),
                    null,
                    null,
                    ("MA-10", "MA-10.261")
                ),
                workers[i],
                Door.Form
            );
    }

    private object Typed(
        int space,
        string name,
        string sex,
        string birthDate,
        string? phone,
        string? nationalId,
        (string Governorate, string District) at
    ) =>
        new
        {
            unitId = units.Spaces[space],
            programmeId = units.Tamkin,
            fullName = name,
            sex,
            birthDate,
            phone,
            nationalId,
            governorate = at.Governorate,
            district = at.District,
            consents = DemoPeople.Given,
            noticeVersion = "1",
            consentChannel = "spoken",
        };

    private async Task MergeAsync(string row, Actor manager, CancellationToken ct)
    {
        var first = new PartyId(DemoSender.Id(Registers, row));
        var second = new PartyId(DemoSender.Id(Registers, row + "-again"));
        await using var scope = services.CreateAsyncScope();
        var matchId =
            await scope.ServiceProvider.GetRequiredService<IPossiblePairs>().OfAsync(first, second, ct)
            ?? throw new InvalidOperationException($"The demo's {row} and her second record were not found alike.");
        await send.SendAsync(row, "party.merge", new { matchId, survivor = first }, manager, Door.Form);
    }

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
