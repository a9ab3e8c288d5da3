using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Access.Tests;

public class GrantTests
{
    [Theory, Databases]
    public async Task An_administrator_adds_somebody_and_hands_over_a_link_that_is_shown_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var page = await admin.SendAsync(
            await admin.GetAsync("/users/add"),
            ("displayName", "Hanaa"),
            ("userName", "hanaa")
        );
        page.Address.ShouldStartWith("/users/");
        var link = new Uri(page.Document.QuerySelector(".secret")!.TextContent.Trim());
        link.Host.ShouldBe("jisr.test");
        (await admin.GetAsync(page.Address)).Document.QuerySelector(".secret").ShouldBeNull();

        using var hanaa = jisr.Browser();
        var welcome = await hanaa.SendAsync(await hanaa.GetAsync(link.PathAndQuery), ("password", People.Password));
        welcome.Address.ShouldBe("/account");
        // Once.
        using var second = jisr.Browser();
        (await second.GetAsync(link.PathAndQuery)).Status.ShouldBe(410);
    }

    [Theory, Databases]
    public async Task A_link_ends_after_seven_days_and_when_a_new_one_is_made(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var first = await jisr.InvitationAsync(reem.Id);
        var second = await jisr.InvitationAsync(reem.Id);
        using var browser = jisr.Browser();
        (await browser.GetAsync(first)).Status.ShouldBe(410);
        jisr.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        (await browser.GetAsync(second)).Status.ShouldBe(200);
        jisr.Clock.Advance(TimeSpan.FromMinutes(2));
        (await browser.GetAsync(second)).Status.ShouldBe(410);
    }

    [Theory, Databases]
    public async Task A_role_is_given_by_the_form_and_ends_early_at_the_next_request(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var account = await jisr.AccountWithRoleAsync(Roles.Trainer);
        using var hers = jisr.BrowserOf(account);
        (await hers.GetAsync("/users")).Status.ShouldBe(403);

        var page = await admin.SendAsync(
            await admin.GetAsync($"/users/{account}/roles/add"),
            ("role", Roles.ProgrammeManager),
            ("unitId", UnitId.Root.ToString()),
            ("below", "yes"),
            ("to.day", "٣١"),
            ("to.month", "آذار"),
            ("to.year", "2027")
        );
        page.Address.ShouldBe($"/users/{account}?done=role", page.Text);
        page.Text.ShouldContain("31 March 2027");
        (await hers.GetAsync("/users")).Status.ShouldBe(200);

        var end = page
            .Document.QuerySelectorAll("tr")
            .First(r => r.TextContent.Contains("Programme manager", StringComparison.Ordinal))
            .QuerySelector("a")!
            .GetAttribute("href")!;
        page = await admin.SendAsync(await admin.GetAsync(end));
        page.Address.ShouldBe($"/users/{account}?done=ended");
        page.Text.ShouldContain("Is over");
        (await hers.GetAsync("/users")).Status.ShouldBe(403);
    }

    [Theory, Databases]
    public async Task DO28_a_change_of_unit_acts_at_the_next_request(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var account = await jisr.PersonAsync("worker");
        var grant = await jisr.GrantAsync(account.Id, Roles.ProgrammeManager);
        using var browser = jisr.BrowserOf(account.Id);
        (await browser.GetAsync("/users")).Status.ShouldBe(200);
        (await jisr.SendAsync("role.end", new { grantId = grant })).IsDone.ShouldBeTrue();
        await jisr.GrantAsync(account.Id, Roles.Trainer);
        (await browser.GetAsync("/users")).Status.ShouldBe(403);
    }

    [Theory, Databases]
    public async Task DO29_a_grant_opens_nothing_after_its_last_day_in_the_time_of_the_unit(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var account = await jisr.PersonAsync("worker");
        await jisr.GrantAsync(account.Id, Roles.ProgrammeManager, days: 37);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        using var browser = jisr.BrowserOf(account.Id);
        var tree = jisr.Services.GetRequiredService<IUnitTree>();
        var zone = tree.Find(UnitId.Root)?.Zone ?? TimeZoneInfo.Utc;
        // 2026-12-31 is the last day; midnight comes by the unit's clock.
        var midnight = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var end = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        jisr.Clock.SetUtcNow(end.AddSeconds(-2));
        (await browser.GetAsync("/users")).Status.ShouldBe(200);
        (await admin.GetAsync("/users/roles")).Html.ShouldContain($"/users/{account.Id}");
        jisr.Clock.SetUtcNow(end.AddSeconds(1));
        (await browser.GetAsync("/users")).Status.ShouldBe(403);
        var refused = await jisr.SendAsync(
            "role.grant",
            Payload(account.Id, Roles.Trainer, new DateOnly(2027, 1, 1)),
            actor: new Actor
            {
                AccountId = new AccountId(NewId.Next()),
                Grants =
                [
                    new Grant(
                        Roles.ProgrammeManager,
                        UnitId.Root,
                        true,
                        null,
                        new DateOnly(2026, 11, 24),
                        new DateOnly(2026, 12, 31)
                    ),
                ],
            },
            door: Door.Api
        );
        refused.Refusal.ShouldBe(Refusal.Role);
        (await admin.GetAsync($"/users/{account.Id}")).Text.ShouldContain("Is over");
        // The list of what is over shows it, and the one of what is in force no longer does.
        (await admin.GetAsync("/users/roles?list=over")).Html.ShouldContain($"/users/{account.Id}");
        (await admin.GetAsync("/users/roles")).Html.ShouldNotContain($"/users/{account.Id}");
    }

    [Theory]
    [InlineData(Roles.CentreWorker, Roles.Reviewer)]
    [InlineData(Roles.UnitLead, Roles.Reviewer)]
    [InlineData(Roles.Reviewer, Roles.ProgrammeManager)]
    [InlineData(Roles.ProgrammeManager, Roles.Payer)]
    [InlineData(Roles.Payer, Roles.PaymentVerifier)]
    [InlineData(Roles.Administrator, Roles.FinanceOfficer)]
    [InlineData(Roles.Administrator, Roles.Payer)]
    [InlineData(Roles.Administrator, Roles.PaymentVerifier)]
    [InlineData(Roles.Operator, Roles.SafeguardingOfficer)]
    public async Task Roles_that_check_each_other_are_never_held_by_one_person(string one, string other)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        foreach (var (first, second) in ((string, string)[])[(one, other), (other, one)])
        {
            var account = await jisr.AccountWithRoleAsync(first);
            var answer = await jisr.SendAsync("role.grant", Payload(account, second, new DateOnly(2026, 11, 24)));
            answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("DUTIES_CLASH");
            // Once the first is over, the second may come.
            (
                await jisr.SendAsync("role.grant", Payload(account, second, new DateOnly(2027, 6, 1)))
            ).IsDone.ShouldBeTrue();
        }
    }

    [Theory, Databases]
    public async Task DUTIES_CLASH_is_refused_also_when_two_roles_are_given_at_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var person = await jisr.PersonAsync("person");
        var answers = await Task.WhenAll(
            jisr.SendAsync("role.grant", Payload(person.Id, Roles.Payer, new DateOnly(2026, 11, 24))),
            jisr.SendAsync("role.grant", Payload(person.Id, Roles.PaymentVerifier, new DateOnly(2026, 11, 24)))
        );
        answers.Count(a => a.IsDone).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM access_role_grant")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Nobody_gives_a_role_to_herself(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var account = await jisr.AccountWithRoleAsync(Roles.Administrator);
        using var browser = jisr.BrowserOf(account);
        (await browser.GetAsync($"/users/{account}/roles/add")).Status.ShouldBe(404);
        var answer = await jisr.SendAsync(
            "role.grant",
            Payload(account, Roles.Coordinator, new DateOnly(2026, 11, 24)),
            actor: Of(account, Roles.Administrator)
        );
        answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("NEVER_HER_OWN");
    }

    [Theory, Databases]
    public async Task A_programme_manager_gives_roles_of_units_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var manager = await jisr.AccountWithRoleAsync(Roles.ProgrammeManager);
        var person = await jisr.PersonAsync("hanaa");
        using var browser = jisr.BrowserOf(manager);
        var page = await browser.GetAsync($"/users/{person.Id}/roles/add");
        page.Document.QuerySelectorAll("select[name=role] option[value]:not([value=''])")
            .Select(o => o.GetAttribute("value"))
            .ShouldBe([Roles.CentreWorker, Roles.UnitLead, Roles.Trainer, Roles.Consultant]);
        foreach (var role in Roles.Granted)
        {
            var answer = await jisr.SendAsync(
                "role.grant",
                Payload(person.Id, role, new DateOnly(2026, 11, 24)),
                actor: Of(manager, Roles.ProgrammeManager)
            );
            if (role is Roles.CentreWorker or Roles.UnitLead or Roles.Trainer or Roles.Consultant)
                answer.IsDone.ShouldBeTrue(role);
            else
                answer.Reasons.ShouldContain(r => r.Code == "ROLE_NOT_YOURS_TO_GIVE", role);
        }
    }

    [Theory, Databases]
    public async Task A_grant_has_an_end_within_twelve_months(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var person = await jisr.PersonAsync("hanaa");
        var from = new DateOnly(2026, 11, 24);
        foreach (
            var (to, code) in ((DateOnly, string?)[])
                [
                    (from.AddMonths(12), null),
                    (from.AddMonths(12).AddDays(1), "GRANT_TOO_LONG"),
                    (from.AddDays(-1), "DAY_ORDER"),
                ]
        )
        {
            var answer = await jisr.SendAsync(
                "role.grant",
                new
                {
                    accountId = person.Id,
                    role = Roles.Trainer,
                    unitId = UnitId.Root,
                    below = true,
                    from,
                    to,
                }
            );
            answer.Reasons.FirstOrDefault()?.Code.ShouldBe(code);
            answer.IsDone.ShouldBe(code is null);
        }
    }

    [Theory, Databases]
    public async Task The_last_administrator_cannot_be_sent_away(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var only = await jisr.PersonAsync("salma");
        var grant = await jisr.GrantAsync(only.Id, Roles.Administrator);
        (await jisr.SendAsync("role.end", new { grantId = grant }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("LAST_ADMINISTRATOR");
        (await jisr.SendAsync("user.suspend", new { accountId = only.Id }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("LAST_ADMINISTRATOR");
        await jisr.AccountWithRoleAsync(Roles.Administrator);
        (await jisr.SendAsync("role.end", new { grantId = grant })).IsDone.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task The_list_finds_staff_pages_by_key_and_costs_the_same_however_long(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        for (var i = 0; i < 27; i++)
            await jisr.PersonAsync($"person-{i:00}", i % 2 == 0 ? Roles.Trainer : null);
        var page = await admin.GetAsync("/users?find=person");
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(25);
        page = await admin.GetAsync(page.Document.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await admin.GetAsync("/users?find=nobody")).Text.ShouldContain("Nobody is found under this name.");
        // Markup in the search stays text.
        (await admin.GetAsync("/users?find=%3Cscript%3E")).Html.ShouldNotContain("<script>");
    }

    [Theory, Databases]
    public async Task The_verb_adds_a_user_with_a_role_and_prints_the_address(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var run = await jisr.VerbAsync("user", "add", "hanaa", "--name", "هناء", "--role", "trainer", "--json");
        run.Exit.ShouldBe(0, run.Errors);
        var said = System.Text.Json.JsonDocument.Parse(run.Output).RootElement;
        said.GetProperty("result").GetString().ShouldBe("accepted");
        (await jisr.CountAsync("SELECT count(*) FROM access_role_grant WHERE role = 'trainer'")).ShouldBe(1);
        var again = await jisr.VerbAsync("user", "add", "hanaa", "--name", "هناء");
        again.Exit.ShouldBe(0, again.Errors);
        again.Output.ShouldContain("was there already");
        var wrong = await jisr.VerbAsync("user", "add", "rima", "--role", "queen", "--json");
        wrong.Exit.ShouldBe(1);
        wrong.Errors.ShouldContain("ROLE_UNKNOWN");
    }

    private static object Payload(AccountId account, string role, DateOnly from) =>
        new
        {
            accountId = account,
            role,
            unitId = UnitId.Root,
            below = true,
            from,
            to = from.AddMonths(3),
        };

    private static Actor Of(AccountId account, string role) =>
        new()
        {
            AccountId = account,
            Grants = [new Grant(role, UnitId.Root, true, null, new DateOnly(2026, 11, 1), new DateOnly(2027, 5, 1))],
        };
}
