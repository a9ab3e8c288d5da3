using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class MemberSheetTests
{
    [Theory, Databases]
    public async Task A_code_from_the_sheet_opens_a_new_phone_once_and_the_phone_is_known_then(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var codes = await hanaa.SheetAsync(worker);
        codes.Count.ShouldBe(10);
        codes.ShouldBeUnique();
        foreach (var code in codes)
            code.ShouldMatch("^[0-9BCDFGHJKMNPQRSTVWXYZ]{4} [0-9BCDFGHJKMNPQRSTVWXYZ]{4}$");

        using var phone = jisr.Browser();
        await hanaa.SignInAsync(phone);
        var page = await phone.SendAsync(await phone.GetAsync("/sign-in/new-device"), ("way", "sheet"));
        page.Address.ShouldBe("/sign-in/sheet");
        (await phone.SendAsync(page, ("code", "BCDF GHJK"))).Errors.ShouldHaveSingleItem().ShouldContain("not right");
        (await phone.SendAsync(page, ("code", codes[3].ToLowerInvariant()))).Address.ShouldBe("/account");

        await hanaa.SignOutAsync(phone);
        (await hanaa.SignInAsync(phone)).Address.ShouldBe("/account");
        using var third = jisr.Browser();
        await hanaa.SignInAsync(third);
        page = await third.GetAsync("/sign-in/sheet");
        (await third.SendAsync(page, ("code", codes[3]))).Errors.ShouldHaveSingleItem().ShouldContain("used already");
        (await third.SendAsync(page, ("code", codes[4]))).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task A_sheet_is_shown_once_and_kept_only_as_hashes(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var codes = await hanaa.SheetAsync(worker);
        (await worker.GetAsync($"/members/{hanaa.Party}/sheet")).Document.QuerySelectorAll(".codes li").ShouldBeEmpty();
        (await jisr.CountAsync("SELECT count(*) FROM access_sheet_code WHERE length(hash) = 32")).ShouldBe(10);
        foreach (var code in codes)
            (
                await jisr.CountAsync(
                    $"SELECT count(*) FROM kernel_command_receipt WHERE answer LIKE '%{code.Replace(" ", "", StringComparison.Ordinal)}%'"
                )
            ).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'view'")).ShouldBeGreaterThan(0);
    }

    [Theory, Databases]
    public async Task A_new_sheet_ends_the_old_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var old = await hanaa.SheetAsync(worker);
        var fresh = await hanaa.SheetAsync(worker);
        fresh.Intersect(old).ShouldBeEmpty();
        using var phone = jisr.Browser();
        await hanaa.SignInAsync(phone);
        var page = await phone.GetAsync("/sign-in/sheet");
        (await phone.SendAsync(page, ("code", old[0]))).Status.ShouldBe(422);
        (await phone.SendAsync(page, ("code", fresh[0]))).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task Of_two_who_type_the_same_code_at_once_one_comes_in(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var code = (await hanaa.SheetAsync(worker))[0];
        var ways = new List<(Browser Browser, Page Page)>();
        for (var i = 0; i < 2; i++)
        {
            var browser = jisr.Browser();
            await hanaa.SignInAsync(browser);
            ways.Add((browser, await browser.GetAsync("/sign-in/sheet")));
        }
        var ends = await Task.WhenAll(ways.Select(w => w.Browser.SendAsync(w.Page, ("code", code))));
        ends.Count(e => e.Address == "/account").ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Only_a_worker_of_her_unit_prints_for_her_and_nobody_for_herself(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var here = await jisr.UnitAsync("here-1");
        var there = await jisr.UnitAsync("there-1");
        var hanaa = await jisr.MemberAsync(unit: here);
        await hanaa.BeginAsync();
        using var mine = await Member.WorkerAsync(jisr, here);
        using var other = await Member.WorkerAsync(jisr, there);
        using var trainer = await Member.WorkerAsync(jisr, here, Roles.Trainer);
        using var lead = await Member.WorkerAsync(jisr, here, Roles.UnitLead);
        var form = await mine.GetAsync($"/members/{hanaa.Party}/sheet");
        form.Status.ShouldBe(200);
        form.Text.ShouldContain("هناء الصباغ");
        (await other.GetAsync($"/members/{hanaa.Party}/sheet")).Status.ShouldBe(404);
        (await trainer.GetAsync($"/members/{hanaa.Party}/sheet")).Status.ShouldNotBe(200);
        (await lead.GetAsync($"/members/{hanaa.Party}/sheet")).Status.ShouldBe(200);
        // Her own valid session and form, another's member: not there.
        var theirs = await jisr.MemberAsync("0933 111 222", there, "ريم الحموي");
        var own = await other.GetAsync($"/members/{theirs.Party}/sheet");
        own.Status.ShouldBe(200);
        (await jisr.SendAsync("sheet.print", new { partyId = hanaa.Party }, actor: await ActorAsync(jisr, there)))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("NOT_FOUND");
        (
            await jisr.SendAsync(
                "sheet.print",
                new { partyId = hanaa.Party },
                actor: (await ActorAsync(jisr, here)) with
                {
                    PartyId = hanaa.Party,
                }
            )
        )
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("NOT_FOR_HERSELF");
        (await jisr.CountAsync("SELECT count(*) FROM access_code_sheet")).ShouldBe(0);
    }

    private static async Task<Actor> ActorAsync(JisrApp jisr, Kernel.Ids.UnitId unit) =>
        new()
        {
            AccountId = await jisr.AccountWithRoleAsync(Roles.CentreWorker, unit),
            Grants =
            [
                new Grant(Roles.CentreWorker, unit, false, null, new DateOnly(2026, 11, 1), new DateOnly(2027, 5, 1)),
            ],
        };
}
