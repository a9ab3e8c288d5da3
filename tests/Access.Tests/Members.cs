using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Access.Tests;

/// <summary>Women who are registered, choose a PIN and sign in: by the pages, as they do.</summary>
internal static class Members
{
    public const string Pin = "6284 1957";

    public static async Task<Member> MemberAsync(
        this JisrApp jisr,
        string? phone = "0944 567 890",
        UnitId? unit = null,
        string name = "هناء الصباغ",
        string safety = "mine"
    )
    {
        var answer = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = unit ?? UnitId.Root,
                fullName = name,
                phone,
                phoneSafety = safety,
                noticeVersion = "1",
                consentChannel = "spoken",
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(',', answer.Reasons.Select(r => r.Code + "@" + r.Field)));
        return new Member(jisr, new PartyId(answer.Subject!.Value), answer.Number!);
    }

    /// <summary>The account that was made for a member.</summary>
    public static async Task<AccountId> PartyAccountAsync(this JisrApp jisr, PartyId party)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var id = db.Storage.StoresIdsAsBytes ? "hex(id)" : "CAST(id AS text)";
        var ids = await db
            .Database.SqlQueryRaw<string>(
                $"SELECT {id} AS \"Value\" FROM access_account WHERE party_id = {{0}}",
                db.Storage.RawId(party.Value)
            )
            .ToListAsync();
        return new AccountId(Guid.Parse(ids.ShouldHaveSingleItem()));
    }

    public static async Task<UnitId> UnitAsync(this JisrApp jisr, string code)
    {
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code,
                unitKind = "space",
                place = "SY02",
                nameAr = "مركز " + code,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(',', answer.Reasons.Select(r => r.Code + "@" + r.Field)));
        return new UnitId(answer.Subject!.Value);
    }
}

internal sealed class Member(JisrApp jisr, PartyId party, string number)
{
    public PartyId Party { get; } = party;

    /// <summary>The number on her card.</summary>
    public string Number { get; } = number;

    /// <summary>Where she chooses her PIN.</summary>
    public async Task<string?> StartAddressAsync()
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<IMemberAccounts>()
            .StartAddressAsync(Party, CancellationToken.None);
    }

    public async Task<DateTimeOffset?> HeldUntilAsync()
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<IPayoutHolds>()
            .HeldUntilAsync(Party, CancellationToken.None);
    }

    /// <summary>She opens the address on her card and chooses her PIN on this phone.</summary>
    public async Task<Browser> BeginAsync(Browser? phone = null, string pin = Members.Pin, bool shared = false)
    {
        phone ??= jisr.Browser();
        var page = await phone.GetAsync((await StartAddressAsync())!);
        page = await phone.SendAsync(page, ("pin", pin), ("again", pin), ("shared", shared ? "yes" : null));
        page.Address.ShouldStartWith("/account", Case.Sensitive, page.Text);
        return phone;
    }

    /// <summary>Number and PIN; stands where that led.</summary>
    public async Task<Page> SignInAsync(
        Browser browser,
        string? name = null,
        string pin = Members.Pin,
        bool shared = false
    )
    {
        var page = await browser.SendAsync(
            await browser.GetAsync("/sign-in"),
            ("name", name ?? Number),
            ("shared", shared ? "yes" : null)
        );
        page.Address.ShouldBe("/sign-in/pin");
        return await browser.SendAsync(page, ("pin", pin));
    }

    public async Task SignOutAsync(Browser browser) =>
        (await browser.SendAsync(await browser.GetAsync("/account"), "form[action='/sign-out']")).Address.ShouldBe(
            "/sign-in"
        );

    /// <summary>The codes of a sheet that a worker prints for her.</summary>
    public async Task<IReadOnlyList<string>> SheetAsync(Browser worker)
    {
        var page = await worker.SendAsync(await worker.GetAsync($"/members/{Party}/sheet"));
        page.Status.ShouldBe(200, page.Text);
        return [.. page.Document.QuerySelectorAll(".codes li").Select(c => c.TextContent.Trim())];
    }

    /// <summary>A worker's browser at a unit.</summary>
    public static Task<Browser> WorkerAsync(JisrApp jisr, UnitId? unit = null, string role = Roles.CentreWorker) =>
        jisr.BrowserWithRoleAsync(role, unit, below: false);
}
