using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Access.Tests;

/// <summary>A woman who registered herself and was registered again at a centre: the usual pair.</summary>
public class MergedMemberTests
{
    [Theory, Databases]
    public async Task She_keeps_her_account_and_what_stands_under_the_record_that_was_merged(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var alone = await RegisteredAsync(jisr);
        var phone = await alone.BeginAsync();
        var opened = await phone.SendAsync(
            await phone.GetAsync("/my/shop/open"),
            ("name", "Hanaa"),
            ("code", "hanaa-1"),
            ("placeCode", "SY0703")
        );
        opened.Address.ShouldBe("/shops/hanaa-1/opened", opened.Text);
        var centre = await RegisteredAsync(jisr);
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, UnitId.Root);
        var match = Guid.Parse((await lead.GetAsync("/matches")).Link("هناء").Split('/')[^1]);

        var merged = await jisr.SendAsync("party.merge", new { matchId = match, survivor = centre.Party });
        merged.IsDone.ShouldBeTrue(string.Join(',', merged.Reasons.Select(r => r.Code)));

        // In the session that is open: the record that lives on, and her shop.
        var page = await phone.GetAsync("/me");
        page.Status.ShouldBe(200);
        page.Document.QuerySelector(".code")!
            .TextContent.Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(centre.Number);
        page.Text.ShouldContain("Hanaa");
        (await phone.SendAsync(page, "form:has(button[name=give])", ("give", "contact"))).Text.ShouldContain("Saved.");
        foreach (var own in (string[])["/my/orders", "/my/money", "/my/payouts", "/me/seen"])
            (await phone.GetAsync(own)).Status.ShouldBe(200, own);

        // By the number of either card, with the PIN that she has.
        foreach (var number in new[] { alone.Number, centre.Number })
        {
            await alone.SignOutAsync(phone);
            (await alone.SignInAsync(phone, number)).Address.ShouldBe("/account");
        }
        // A second way in would be a second account of one woman.
        (await centre.StartAddressAsync()).ShouldBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE party_id IS NOT NULL")).ShouldBe(1);
        // And a worker who helps her finds it from the record that she sees.
        using var worker = await Member.WorkerAsync(jisr);
        (await centre.SheetAsync(worker)).Count.ShouldBe(10);
    }

    private static async Task<Member> RegisteredAsync(JisrApp jisr)
    {
        var answer = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = UnitId.Root,
                givenName = "هناء",
                fatherName = "مصطفى",
                familyName = "السباعي",
                birthDate = "1991-06-23",
                phone = "0944 567 890",
                phoneSafety = "mine",
                noticeVersion = "1",
                consentChannel = "spoken",
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(',', answer.Reasons.Select(r => r.Code + "@" + r.Field)));
        return new Member(jisr, new PartyId(answer.Subject!.Value), answer.Number!);
    }
}
