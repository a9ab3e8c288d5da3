using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>A centre with a worker at its desk.</summary>
internal sealed class Centre
{
    private readonly JisrApp jisr;

    private Centre(JisrApp jisr, UnitId unit, string name, AccountId worker)
    {
        this.jisr = jisr;
        Unit = unit;
        Name = name;
        Worker = worker;
    }

    public UnitId Unit { get; }
    public string Name { get; }
    public AccountId Worker { get; }

    /// <summary>A centre in Idlib (or at another place) and one worker of it.</summary>
    public static async Task<Centre> OpenAsync(JisrApp jisr, string code = "harem-1", string place = "SY0703")
    {
        var name = "Centre " + code;
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code,
                unitKind = "space",
                place,
                nameAr = "مركز " + code,
                nameFr = name,
                nameEn = name,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code)));
        var unit = new UnitId(answer.Subject!.Value);
        return new Centre(jisr, unit, name, await jisr.AccountWithRoleAsync(Roles.CentreWorker, unit));
    }

    public Browser Browser(string language = "en") => jisr.BrowserOf(Worker, language);

    public Task<Browser> BrowserAsync(string role, string language = "en") =>
        jisr.BrowserWithRoleAsync(role, Unit, language: language);

    /// <summary>The worker as an actor, for commands that come by another door than a page.</summary>
    public Actor Actor => ActorOf(Worker);

    public Actor ActorOf(AccountId account, string role = Roles.CentreWorker)
    {
        var today = DateOnly.FromDateTime(jisr.Clock.GetUtcNow().UtcDateTime);
        return new Actor
        {
            AccountId = account,
            Grants = [new Grant(role, Unit, true, null, today.AddDays(-1), today.AddMonths(6))],
        };
    }

    /// <summary>A woman of this centre, registered without the page.</summary>
    public async Task<PartyId> WomanAsync(
        string name,
        string? birth = null,
        string? phone = null,
        string? paper = null,
        string? hour = null,
        string? district = "SY0703",
        Guid? id = null
    )
    {
        var answer = await SendAsync(name, birth, phone, paper, hour, district, id);
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code + "@" + r.Field)));
        return new PartyId(answer.Effective.Subject!.Value);
    }

    public Task<Answer> SendAsync(
        string name,
        string? birth = null,
        string? phone = null,
        string? paper = null,
        string? hour = null,
        string? district = "SY0703",
        Guid? id = null
    ) =>
        jisr.SendAsync(
            "party.register",
            new
            {
                unitId = Unit,
                fullName = name,
                sex = "F",
                birthDate = birth,
                phone,
                phoneSafety = phone is null ? null : "shared",
                preferredHour = hour,
                nationalId = paper,
                governorate = "SY07",
                district,
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
                consentChannel = "spoken",
            },
            id,
            Actor,
            Door.Api
        );

    /// <summary>A change of one group, as a second telephone would send it.</summary>
    public Task<Answer> ChangeAsync(PartyId party, string group, int seen, object values, Guid? id = null) =>
        jisr.SendAsync(
            "party.change",
            new
            {
                partyId = party,
                group,
                @base = seen,
                values,
            },
            id,
            Actor,
            Door.Api
        );

    /// <summary>Walks the pages of an assisted registration; answers may be changed by page.</summary>
    public async Task<Page> WalkAsync(
        Browser browser,
        string name,
        string upTo = "check",
        params (string Step, (string, string?)[] Answers)[] other
    )
    {
        var page = await browser.GetAsync("/register/assisted");
        page = await browser.SendAsync(page);
        foreach (var (step, answers) in Answers(name))
        {
            if (step == upTo)
                return page;
            // Who gives no number is not asked who sees it, and who leaves out the six questions gets none of them.
            if (
                step is "safety" or "hearing" or "walking" or "memory" or "selfCare" or "communication"
                && !page.Address.EndsWith("/" + step, StringComparison.Ordinal)
            )
                continue;
            page.Address.ShouldEndWith("/" + step);
            var own = other.FirstOrDefault(o => o.Step == step).Answers ?? answers;
            page = await browser.SendAsync(page, own);
        }
        return page;
    }

    /// <summary>The usual answers, page by page.</summary>
    public static IReadOnlyList<(string Step, (string, string?)[] Answers)> Answers(string name) =>
        [
            ("notice", [("consent", "given"), ("contactOk", "yes")]),
            ("name", [("fullName", name)]),
            ("birth", [("birthHow", "age"), ("age", "٣٤")]),
            ("governorate", [("governorate", "SY07")]),
            ("district", [("district", "unknown")]),
            ("contact", [("contactHow", "phone"), ("phone", "٠٩٤٤ ٥٦٧ ٨٩٠")]),
            ("safety", [("phoneSafety", "shared"), ("preferredHour", "evening")]),
            ("displacement", [("displacement", "idp"), ("displacedFrom", "حلب")]),
            ("household", [("skip", "yes")]),
            ("seeing", [("skip", "yes")]),
            ("hearing", []),
            ("walking", []),
            ("memory", []),
            ("selfCare", []),
            ("communication", []),
            ("papers", [("skip", "yes")]),
            ("makes", [("makes", "soap")]),
            ("wants", [("skip", "yes")]),
        ];

    /// <summary>Reads back and sends.</summary>
    public static async Task<Page> ConfirmAsync(Browser browser, Page check)
    {
        var confirm = await browser.GetAsync(check.Link("Read it back"));
        return await browser.SendAsync(confirm, ("heard", "yes"));
    }

    /// <summary>Every text and every blob of the database that stands in a table, to see that something is nowhere.</summary>
    public static bool Stands(string file, string text) =>
        File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    public static string Json(object value) => JsonSerializer.Serialize(value, CanonicalJson.Options);
}
