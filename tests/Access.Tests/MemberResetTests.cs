using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class MemberResetTests
{
    [Theory, Databases]
    public async Task SA21_whoever_starts_a_reset_does_not_confirm_it_and_the_second_stands_in_another_role(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        var a = await jisr.AccountWithRoleAsync(Roles.CentreWorker);
        await jisr.GrantAsync(a, Roles.UnitLead);
        using var first = jisr.BrowserOf(a);
        var page = await first.SendAsync(await first.GetAsync($"/members/{hanaa.Party}/reset"));
        page.Address.ShouldStartWith("/resets/");
        page.Text.ShouldContain("another person");
        var id = page.Address["/resets/".Length..];

        // By the page there is no button for her; by a command of her own session neither.
        page.Document.QuerySelector("button[name=act]").ShouldBeNull();
        var own = new Actor { AccountId = a, Grants = [Grant(Roles.CentreWorker), Grant(Roles.UnitLead)] };
        (await jisr.SendAsync("pin-reset.confirm", new { resetId = id, proofKind = "card-photo" }, actor: own))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("NEEDS_ANOTHER_PERSON");

        using var sameRole = await Member.WorkerAsync(jisr);
        page = await sameRole.SendAsync(
            await sameRole.GetAsync($"/resets/{id}"),
            ("proof", "card-photo"),
            ("act", "confirm")
        );
        page.Status.ShouldBe(422);
        page.Errors.ShouldHaveSingleItem().ShouldContain("another role");
        (await jisr.CountAsync("SELECT count(*) FROM access_beginning WHERE why = 'reset'")).ShouldBe(0);

        using var lead = await Member.WorkerAsync(jisr, role: Roles.UnitLead);
        (await lead.GetAsync("/resets")).Text.ShouldContain("هناء الصباغ");
        page = await lead.GetAsync($"/resets/{id}");
        (await lead.SendAsync(page, ("act", "confirm"))).Status.ShouldBe(422);
        page = await lead.SendAsync(page, ("proof", "known-member"), ("act", "confirm"));
        page.Document.QuerySelector(".secret")!.TextContent.Trim().Length.ShouldBe(14);
        (await lead.GetAsync($"/resets/{id}")).Document.QuerySelector(".secret").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task SA22_after_a_reset_payouts_wait_a_day_and_whoever_was_in_is_out(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        var old = await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var sheet = await hanaa.SheetAsync(worker);
        (await hanaa.HeldUntilAsync()).ShouldBeNull();
        var code = await ResetAsync(jisr, hanaa, worker);
        using var phone = jisr.Browser();
        var page = await phone.SendAsync(await phone.GetAsync("/begin"), ("code", code));
        page.Heading.ShouldBe("Choose your PIN");
        var at = jisr.Clock.GetUtcNow();

        page = await phone.SendAsync(page, ("pin", "7395 0264"), ("again", "7395 0264"));

        page.Address.ShouldBe("/account?saved=pin");
        (await old.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
        (await hanaa.SignInAsync(old)).Status.ShouldBe(422);
        (await hanaa.SignInAsync(old, pin: "7395 0264")).Address.ShouldBe("/sign-in/new-device");
        (await old.SendAsync(await old.GetAsync("/sign-in/sheet"), ("code", sheet[0]))).Status.ShouldBe(422);
        (await hanaa.HeldUntilAsync()).ShouldBe(at.AddHours(24));
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        (await hanaa.HeldUntilAsync()).ShouldNotBeNull();
        jisr.Clock.Advance(TimeSpan.FromHours(23));
        (await hanaa.HeldUntilAsync()).ShouldBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM access_reset_request WHERE state = 'used'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task SA22_she_is_told_on_the_phone_she_had_in_words_that_betray_nothing(string database)
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:Codes:SmsUrl", gateway.Address));
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var code = await ResetAsync(jisr, hanaa, worker);
        using var phone = jisr.Browser();
        var page = await phone.SendAsync(await phone.GetAsync("/begin"), ("code", code));
        await phone.SendAsync(page, ("pin", "7395 0264"), ("again", "7395 0264"));
        await jisr.LetWorkFinishAsync();
        await gateway.UntilAsync(1);
        gateway.Sent.ShouldHaveSingleItem().ShouldBe(("+963944567890", "تغيّر رمزك"));
    }

    [Theory, Databases]
    public async Task The_code_of_a_reset_lives_fifteen_minutes_and_a_refusal_ends_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var code = await ResetAsync(jisr, hanaa, worker);
        jisr.Clock.Advance(TimeSpan.FromMinutes(14));
        using var phone = jisr.Browser();
        (await phone.SendAsync(await phone.GetAsync("/begin"), ("code", code))).Status.ShouldBe(200);
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        (await phone.SendAsync(await phone.GetAsync("/begin"), ("code", code))).Status.ShouldBe(410);

        var page = await worker.SendAsync(await worker.GetAsync($"/members/{hanaa.Party}/reset"));
        using var lead = await Member.WorkerAsync(jisr, role: Roles.UnitLead);
        page = await lead.SendAsync(await lead.GetAsync(page.Address), ("act", "refuse"));
        page.Text.ShouldContain("nothing was changed");
        (await hanaa.HeldUntilAsync()).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_reset_of_another_unit_is_not_there(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var here = await jisr.UnitAsync("here-1");
        var there = await jisr.UnitAsync("there-1");
        var hanaa = await jisr.MemberAsync(unit: here);
        await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr, here);
        using var stranger = await Member.WorkerAsync(jisr, there, Roles.UnitLead);
        (await stranger.GetAsync($"/members/{hanaa.Party}/reset")).Status.ShouldBe(404);
        var page = await worker.SendAsync(await worker.GetAsync($"/members/{hanaa.Party}/reset"));
        (await stranger.GetAsync(page.Address)).Status.ShouldBe(404);
        (await stranger.GetAsync("/resets")).Text.ShouldContain("Nobody waits");
    }

    private static async Task<string> ResetAsync(JisrApp jisr, Member member, Browser worker)
    {
        var page = await worker.SendAsync(await worker.GetAsync($"/members/{member.Party}/reset"));
        using var lead = await Member.WorkerAsync(jisr, role: Roles.UnitLead);
        page = await lead.SendAsync(await lead.GetAsync(page.Address), ("proof", "card-photo"), ("act", "confirm"));
        return page.Document.QuerySelector(".secret")!.TextContent.Trim();
    }

    private static Grant Grant(string role) =>
        new(role, UnitId.Root, true, null, new DateOnly(2026, 11, 1), new DateOnly(2027, 5, 1));
}
