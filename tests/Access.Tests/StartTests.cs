using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class StartTests
{
    [Theory, Databases]
    public async Task The_first_administrator_is_made_with_the_code_of_the_server_and_then_the_page_is_gone(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var code = Code(jisr);
        using var browser = jisr.Browser();
        var page = await browser.GetAsync("/start");
        var refused = await browser.SendAsync(page, Fields("AAAA-BBBB-CCCC-DDDD-EEEE"));
        refused.Status.ShouldBe(422);
        refused.Value("userName").ShouldBe("salma");
        page = await browser.SendAsync(refused, Fields(code.ToLowerInvariant().Replace('-', ' ')));
        page.Address.ShouldBe("/sign-in/enrol", page.Text);
        var salma = new Person(jisr, "salma", default);
        page = await salma.EnrolAsync(browser, page);
        (await browser.GetAsync(page.Link("I have kept them"))).Address.ShouldBe("/users");

        (await browser.GetAsync("/start")).Status.ShouldBe(404);
        using var stranger = jisr.Browser();
        (await stranger.GetAsync("/start")).Status.ShouldBe(404);
        File.Exists(Path.Combine(jisr.Folder, "first-administrator.txt")).ShouldBeFalse();
        (await jisr.CountAsync("SELECT count(*) FROM access_role_grant WHERE role = 'administrator'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Two_who_use_the_code_at_once_make_one_administrator(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var code = Code(jisr);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async i =>
                {
                    using var browser = jisr.Browser();
                    var page = await browser.GetAsync("/start");
                    await browser.SendAsync(
                        page,
                        [.. Fields(code).Where(f => f.Item1 != "userName"), ("userName", "salma" + i)]
                    );
                })
        );
        (await jisr.CountAsync("SELECT count(*) FROM access_role_grant WHERE role = 'administrator'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM access_account")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Where_there_is_an_administrator_there_is_no_start(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await jisr.AccountWithRoleAsync(Roles.Administrator);
        using var browser = jisr.Browser();
        (await browser.GetAsync("/start")).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task A_demo_account_opens_only_while_the_demo_is_served(string database)
    {
        foreach (var demo in (bool[])[true, false])
        {
            await using var jisr = await JisrApp.StartAsync(database, ("Jisr:Demo", demo ? "true" : "false"));
            var lead = await jisr.PersonAsync("lead", Roles.Administrator);
            (
                await jisr.SendAsync("user.open-demo", new { accountId = lead.Id, password = People.Password })
            ).IsDone.ShouldBeTrue();
            using var browser = jisr.Browser();
            var page = await lead.SignInAsync(browser, to: "/users");
            if (demo)
                page.Address.ShouldBe("/users");
            else
                page.Text.ShouldContain("The name or the password is not right");
        }
    }

    [Theory, Databases]
    public async Task Only_the_program_itself_makes_a_demo_account_and_never_of_one_in_use(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var admin = await jisr.AccountWithRoleAsync(Roles.Administrator);
        var byAdmin = await jisr.SendAsync(
            "user.open-demo",
            new { accountId = reem.Id, password = People.Password },
            actor: new Actor
            {
                AccountId = admin,
                Grants =
                [
                    new Grant(
                        Roles.Administrator,
                        UnitId.Root,
                        true,
                        null,
                        new DateOnly(2026, 11, 1),
                        new DateOnly(2027, 5, 1)
                    ),
                ],
            }
        );
        byAdmin.Refusal.ShouldNotBe(Refusal.None);
        await reem.WelcomeAsync();
        (
            await jisr.SendAsync("user.open-demo", new { accountId = reem.Id, password = People.Password })
        ).IsDone.ShouldBeFalse();
    }

    private static string Code(JisrApp jisr) =>
        File.ReadAllText(Path.Combine(jisr.Folder, "first-administrator.txt")).Trim();

    private static (string, string?)[] Fields(string code) =>
        [("code", code), ("userName", "salma"), ("displayName", "Salma"), ("password", People.Password)];
}
