using System.Buffers.Binary;
using System.Security.Cryptography;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Access.Tests;

/// <summary>People who really sign in: by the pages, as they do.</summary>
internal static class People
{
    public const string Password = "three-lamps-under-snow";

    /// <summary>An account whose owner has set her password from the link she was given; with a role when one is named.</summary>
    public static async Task<Person> PersonAsync(
        this JisrApp jisr,
        string userName,
        string? role = null,
        UnitId? unit = null
    )
    {
        var added = await jisr.SendAsync("user.add", new { userName, displayName = "Name of " + userName });
        added.IsDone.ShouldBeTrue();
        var person = new Person(jisr, userName, new AccountId(added.Subject!.Value));
        if (role is not null)
            await jisr.GrantAsync(person.Id, role, unit);
        return person;
    }

    public static async Task<Guid> GrantAsync(
        this JisrApp jisr,
        AccountId account,
        string role,
        UnitId? unit = null,
        int days = 90,
        bool below = true
    )
    {
        var today = DateOnly.FromDateTime(jisr.Clock.GetUtcNow().UtcDateTime);
        var answer = await jisr.SendAsync(
            "role.grant",
            new
            {
                accountId = account,
                role,
                unitId = unit ?? UnitId.Root,
                below,
                from = today,
                to = today.AddDays(days),
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(',', answer.Reasons.Select(r => r.Code)));
        return answer.Subject!.Value;
    }

    /// <summary>The address of an invitation, as the page of an administrator shows it.</summary>
    public static async Task<string> InvitationAsync(this JisrApp jisr, AccountId account)
    {
        var answer = await jisr.SendAsync("user.invite", new { accountId = account });
        answer.IsDone.ShouldBeTrue();
        var code = jisr.Services.GetRequiredService<Sealer>().Index("access.secret.invitation", answer.Id.ToString());
        return "/welcome?code=" + WebEncoders.Base64UrlEncode(code);
    }

    /// <summary>The code an app shows at this moment (RFC 6238, by the wall clock as apps do).</summary>
    public static string AppCode(string key, int steps = 0)
    {
        var secret = Base32(key);
        Span<byte> counter = stackalloc byte[8];
#pragma warning disable RS0030 // Apps know no test clock, and Identity checks them by the wall clock.
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + steps);
#pragma warning restore RS0030
#pragma warning disable CA5350 // The standard of authenticator apps.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & 0x7fffffff) % 1_000_000;
        return number.ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var bytes = new List<byte>();
        int bits = 0,
            held = 0;
        foreach (var c in text)
        {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
        }
        return [.. bytes];
    }
}

/// <summary>Somebody with an account, and what she knows.</summary>
internal sealed class Person(JisrApp jisr, string userName, AccountId id)
{
    public string UserName { get; } = userName;
    public AccountId Id { get; } = id;
    public string? AppKey { get; private set; }
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Opens her invitation, sets her password, and sets up the app if her role asks for one.</summary>
    public async Task<Browser> WelcomeAsync(Browser? browser = null, string password = People.Password)
    {
        browser ??= jisr.Browser();
        var page = await browser.GetAsync(await jisr.InvitationAsync(Id));
        page = await browser.SendAsync(page, ("password", password));
        if (page.Address.StartsWith("/sign-in/enrol", StringComparison.Ordinal))
            page = await EnrolAsync(browser, page);
        page.Status.ShouldBe(200, page.Text);
        return browser;
    }

    /// <summary>Sets up the app on the page that shows its key.</summary>
    public async Task<Page> EnrolAsync(Browser browser, Page page)
    {
        AppKey = page.Document.QuerySelector(".secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        page = await browser.SendAsync(page, ("code", People.AppCode(AppKey)));
        RecoveryCodes = [.. page.Document.QuerySelectorAll(".codes li").Select(c => c.TextContent.Trim())];
        return page;
    }

    /// <summary>Signs in by the pages; stands where the last one led. The code is of another step than the one at the
    /// set-up: each opens once.</summary>
    public async Task<Page> SignInAsync(
        Browser browser,
        string? to = null,
        bool shared = false,
        string password = People.Password,
        string? code = null
    )
    {
        var page = await browser.GetAsync("/sign-in" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)));
        page = await browser.SendAsync(page, ("name", UserName), ("shared", shared ? "yes" : null));
        page = await browser.SendAsync(page, ("password", password));
        if (page.Address.StartsWith("/sign-in/code", StringComparison.Ordinal))
            page = await browser.SendAsync(page, ("code", code ?? People.AppCode(AppKey!, 1)));
        return page;
    }
}
