using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class MemberOwnTests
{
    [Theory, Databases]
    public async Task She_changes_her_PIN_after_showing_the_old_one_and_her_other_sessions_end(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        var phone = await hanaa.BeginAsync();
        using var worker = await Member.WorkerAsync(jisr);
        var codes = await hanaa.SheetAsync(worker);
        using var other = jisr.Browser();
        await hanaa.SignInAsync(other);
        await other.SendAsync(await other.GetAsync("/sign-in/sheet"), ("code", codes[0]));
        for (var i = 0; i < 3; i++)
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(4));
            await phone.GetAsync("/account");
        }
        // The proof is older than ten minutes.
        var page = await phone.GetAsync("/account/pin");
        page.Address.ShouldStartWith("/account/confirm/pin?to=");
        (await phone.SendAsync(page, ("pin", "5173 8264"))).Status.ShouldBe(422);
        page = await phone.SendAsync(page, ("pin", Members.Pin));
        page.Address.ShouldBe("/account/pin");

        (await phone.SendAsync(page, ("pin", Members.Pin), ("again", Members.Pin)))
            .Errors.ShouldHaveSingleItem()
            .ShouldContain("the PIN you have now");
        (await phone.SendAsync(page, ("pin", "12345678"), ("again", "12345678"))).Status.ShouldBe(422);
        page = await phone.SendAsync(page, ("pin", "7395 0264"), ("again", "7395 0264"));

        page.Address.ShouldBe("/account?saved=pin");
        (await other.GetAsync("/account")).Address.ShouldNotBe("/account");
        await hanaa.SignOutAsync(phone);
        (await hanaa.SignInAsync(phone)).Status.ShouldBe(422);
        (await hanaa.SignInAsync(phone, pin: "7395 0264")).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task A_phone_she_forgets_needs_a_code_again_and_nobody_forgets_the_phone_of_another(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        var phone = await hanaa.BeginAsync();
        var page = await phone.GetAsync("/account/devices");
        var button = page.Document.QuerySelectorAll("button[name=device]").ShouldHaveSingleItem();
        var device = button.GetAttribute("value")!;
        page.Text.ShouldContain("This one");

        var reem = await jisr.MemberAsync("0933 111 222", name: "ريم الحموي");
        using var mean = await reem.BeginAsync(pin: "7395 0264");
        (await mean.SendAsync(await mean.GetAsync("/account/devices"), ("device", device))).Status.ShouldBe(404);
        (await jisr.CountAsync("SELECT count(*) FROM access_sign_in_device WHERE revoked_at IS NOT NULL")).ShouldBe(0);

        page = await phone.SendAsync(page, ("device", device));
        page.Text.ShouldContain("known no more");
        page.Text.ShouldContain("No phone is known yet.");
        await hanaa.SignOutAsync(phone);
        (await hanaa.SignInAsync(phone)).Address.ShouldBe("/sign-in/new-device");
    }

    [Theory, Databases]
    public async Task On_a_shared_computer_no_phone_becomes_known(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hanaa = await jisr.MemberAsync();
        var centre = await hanaa.BeginAsync(shared: true);
        (await jisr.CountAsync("SELECT count(*) FROM access_sign_in_device")).ShouldBe(0);
        await hanaa.SignOutAsync(centre);
        (await hanaa.SignInAsync(centre)).Address.ShouldBe("/sign-in/new-device");
    }

    [Theory, Databases]
    public async Task A_member_sees_lines_for_her_PIN_and_staff_with_a_password_do_not(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var phone = await (await jisr.MemberAsync()).BeginAsync();
        (await phone.GetAsync("/account")).Text.ShouldContain("Change my PIN");
        using var staff = await (await jisr.PersonAsync("reem")).WelcomeAsync();
        (await staff.GetAsync("/account")).Text.ShouldNotContain("Change my PIN");
        (await staff.GetAsync("/account/pin")).Status.ShouldBe(404);
        // And only the page of a form that just saw her PIN changes it.
        (
            await jisr.SendAsync(
                "pin.change",
                new { accountId = Kernel.Ids.NewId.Next(), sessionId = (System.Guid?)null },
                actor: Actor.Anonymous,
                door: Kernel.Commands.Door.Api
            )
        ).IsDone.ShouldBeFalse();
    }
}
