using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class MemberCodeTests
{
    private const string Ours = "+963 11 222 3344";

    [Theory, Databases]
    public async Task She_sends_the_shown_code_from_her_own_phone_and_comes_in(string database)
    {
        await using var jisr = await JisrApp.StartAsync(
            database,
            ("Jisr:Codes:InboundSms", Ours),
            ("Jisr:Codes:InboundWhatsApp", "+963 944 000 000")
        );
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var phone = jisr.Browser();
        var page = await hanaa.SignInAsync(phone);
        page = await phone.SendAsync(page, ("way", "inbound"));
        page.Address.ShouldBe("/sign-in/send");
        var code = page.Document.QuerySelector(".secret")!.TextContent.Trim();
        code.ShouldMatch("^[0-9]{6}$");
        page.Link("By text message").ShouldBe($"sms:+963112223344?body={code}");
        page.Link("By WhatsApp").ShouldBe($"https://wa.me/963944000000?text={code}");
        page = await phone.SendAsync(page);
        page.Errors.ShouldHaveSingleItem().ShouldContain("not here yet");

        // From a number that is not hers it opens nothing; nor does another code from hers.
        (await jisr.SendAsync("code.receive", new { from = "+963933111222", text = code })).IsDone.ShouldBeTrue();
        (
            await jisr.SendAsync(
                "code.receive",
                new { from = "+963944567890", text = code == "123456" ? "654321" : "123456" }
            )
        ).IsDone.ShouldBeTrue();
        (await phone.SendAsync(page)).Status.ShouldBe(422);
        (
            await jisr.SendAsync(
                "code.receive",
                new { from = "+963944567890", text = "رمزي هو " + Arabic(code) + " شكراً" }
            )
        ).IsDone.ShouldBeTrue();

        (await phone.SendAsync(page)).Address.ShouldBe("/account");
        // Once: the same request opens no second time.
        (await jisr.CountAsync("SELECT count(*) FROM access_otp_request WHERE state = 'used'")).ShouldBe(1);
        (await phone.GetAsync("/sign-in/send")).Address.ShouldNotBe("/sign-in/send");
    }

    [Theory, Databases]
    public async Task A_code_that_came_late_or_after_five_wrong_ones_opens_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:Codes:InboundSms", Ours));
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var phone = jisr.Browser();
        var first = await phone.SendAsync(await hanaa.SignInAsync(phone), ("way", "inbound"));
        var code = first.Document.QuerySelector(".secret")!.TextContent.Trim();
        jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        await jisr.SendAsync("code.receive", new { from = "+963944567890", text = code });
        (await phone.SendAsync(first)).Status.ShouldBe(422);

        var second = await phone.SendAsync(await phone.GetAsync("/sign-in/new-device"), ("way", "inbound"));
        if (second.Address != "/sign-in/send")
            second = await phone.SendAsync(await hanaa.SignInAsync(phone), ("way", "inbound"));
        code = second.Document.QuerySelector(".secret")!.TextContent.Trim();
        for (var i = 0; i < 5; i++)
            await jisr.SendAsync(
                "code.receive",
                new { from = "+963944567890", text = code[0] == '9' ? "000000" : "999999" }
            );
        await jisr.SendAsync("code.receive", new { from = "+963944567890", text = code });
        (await phone.SendAsync(second)).Status.ShouldBe(422);
        (await jisr.CountAsync("SELECT count(*) FROM access_otp_request WHERE state = 'dead'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_message_holds_the_code_and_nothing_else_and_the_code_opens_once(string database)
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(
            database,
            ("Jisr:Codes:SmsUrl", gateway.Address),
            ("Jisr:Codes:SmsAuthorization", "Bearer of-the-gateway")
        );
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var phone = jisr.Browser();
        var page = await phone.SendAsync(await hanaa.SignInAsync(phone), ("way", "sms"));
        page.Address.ShouldBe("/sign-in/message");
        page.Document.QuerySelector("#i-code")!.GetAttribute("autocomplete").ShouldBe("one-time-code");
        await jisr.LetWorkFinishAsync();
        await gateway.UntilAsync(1);
        var (to, text) = gateway.Sent.ShouldHaveSingleItem();
        to.ShouldBe("+963944567890");
        text.ShouldMatch("^رمزك [0-9]{6}$");
        gateway.Authorization.ShouldBe("Bearer of-the-gateway");
        var code = text[^6..];
        (await jisr.CountAsync($"SELECT count(*) FROM kernel_command_receipt WHERE answer LIKE '%{code}%'")).ShouldBe(
            0
        );

        // Another browser with her PIN has a request of its own: this code is not for it.
        using var other = jisr.Browser();
        var theirs = await other.SendAsync(await hanaa.SignInAsync(other), ("way", "sms"));
        (await other.SendAsync(theirs, ("code", code))).Status.ShouldBe(422);

        (await phone.SendAsync(page, ("code", " " + Arabic(code[..3]) + "-" + code[3..]))).Address.ShouldBe("/account");
        await hanaa.SignOutAsync(phone);
        (await hanaa.SignInAsync(phone)).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task The_sixth_try_of_a_code_is_answered_like_a_wrong_one_and_the_code_is_dead(string database)
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:Codes:SmsUrl", gateway.Address));
        var hanaa = await jisr.MemberAsync();
        await hanaa.BeginAsync();
        using var phone = jisr.Browser();
        var page = await phone.SendAsync(await hanaa.SignInAsync(phone), ("way", "sms"));
        await jisr.LetWorkFinishAsync();
        await gateway.UntilAsync(1);
        var code = gateway.Sent[0].Text[^6..];
        var wrong = code[0] == '9' ? "000000" : "999999";
        var errors = new List<string>();
        for (var i = 0; i < 5; i++)
            errors.Add((await phone.SendAsync(page, ("code", wrong))).Errors.ShouldHaveSingleItem());
        errors.Add((await phone.SendAsync(page, ("code", code))).Errors.ShouldHaveSingleItem());
        errors.Distinct().ShouldHaveSingleItem();
        (await jisr.CountAsync("SELECT count(*) FROM access_otp_request WHERE state = 'dead'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Nothing_is_sent_to_a_phone_she_said_not_to_write_to_nor_abroad(string database)
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:Codes:SmsUrl", gateway.Address));
        var silent = await jisr.MemberAsync(safety: "do-not-write");
        await silent.BeginAsync();
        using var phone = jisr.Browser();
        var page = await phone.SendAsync(await silent.SignInAsync(phone), ("way", "sms"));
        page.Status.ShouldBe(422);
        page.Errors.ShouldHaveSingleItem().ShouldContain("no phone number of yours");
        var abroad = await jisr.MemberAsync("+33 6 12 34 56 78", name: "ريم الحموي");
        await abroad.BeginAsync();
        page = await phone.SendAsync(await abroad.SignInAsync(phone), ("way", "sms"));
        page.Text.ShouldContain("No message can be sent just now");
        await jisr.LetWorkFinishAsync();
        gateway.Sent.ShouldBeEmpty();
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM access_otp_request WHERE state = 'suppressed' AND cap = 'country'"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Each_cap_of_the_table_holds_and_opens_again(string database)
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(
            database,
            ("Jisr:Codes:SmsUrl", gateway.Address),
            ("Jisr:Codes:PerCountryOf", "MA=3"),
            ("Jisr:Codes:DayMinor", "1000000")
        );
        var one = await AskerAsync(jisr, "0944 567 890");
        // Three in ten minutes, five a day for one number.
        (await AskAsync(jisr, one, 3)).ShouldBe(["", "", ""]);
        (await AskAsync(jisr, one, 1)).ShouldBe(["number"]);
        jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        (await AskAsync(jisr, one, 3)).ShouldBe(["", "", "number"]);
        jisr.Clock.Advance(TimeSpan.FromHours(24));
        (await AskAsync(jisr, one, 1)).ShouldBe([""]);

        // Ten an hour from one address.
        var at = await AskersAsync(jisr, 11, i => $"0933 1{i:00} 222");
        (await AskAllAsync(jisr, at, address: "one address")).ShouldBe([.. Enumerable.Repeat("", 10), "address"]);
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        (await AskAllAsync(jisr, at[10..], address: "one address")).ShouldBe([""]);

        // Five a day from one device.
        var on = await AskersAsync(jisr, 6, i => $"0955 2{i:00} 333");
        (await AskAllAsync(jisr, on, device: "one device")).ShouldBe(["", "", "", "", "", "device"]);

        // Three a day to one country, as the operator said.
        var to = await AskersAsync(jisr, 4, i => $"+212 66{i} 123456");
        (await AskAllAsync(jisr, to)).ShouldBe(["", "", "", "dial-code"]);
    }

    [Theory, Databases]
    public async Task A_prefix_whose_codes_nobody_types_is_stopped_and_opens_after_a_day(string database)
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(
            database,
            ("Jisr:Codes:SmsUrl", gateway.Address),
            ("Jisr:Codes:DayMinor", "1000000")
        );
        var women = await AskersAsync(jisr, 60, i => $"09445600{i:00}");
        // 50 of one prefix in three hours, never more than 20 in one; 15 of them were used: 30 %.
        for (var hour = 0; hour < 3; hour++)
        {
            (await AskAllAsync(jisr, women.Slice(hour * 17, Math.Min(17, 50 - hour * 17)))).ShouldAllBe(c => c == "");
            jisr.Clock.Advance(TimeSpan.FromMinutes(61));
        }
        await jisr.ExecuteAsync(
            "UPDATE access_otp_request SET state = 'used' WHERE id IN (SELECT id FROM access_otp_request ORDER BY created_at, id LIMIT 15)"
        );
        (await AskAsync(jisr, women[55], 1)).ShouldBe(["breaker"]);
        // 25 of 50 are enough.
        await jisr.ExecuteAsync(
            "UPDATE access_otp_request SET state = 'used' WHERE state <> 'suppressed' AND id IN (SELECT id FROM access_otp_request WHERE state <> 'suppressed' ORDER BY created_at, id LIMIT 25)"
        );
        (await AskAsync(jisr, women[56], 1)).ShouldBe([""]);
        await jisr.ExecuteAsync("UPDATE access_otp_request SET state = 'sent' WHERE state = 'used'");
        jisr.Clock.Advance(TimeSpan.FromMinutes(11));
        (await AskAsync(jisr, women[57], 1)).ShouldBe(["breaker"]);
        jisr.Clock.Advance(TimeSpan.FromHours(24));
        (await AskAsync(jisr, women[57], 1)).ShouldBe([""]);
    }

    [Theory, Databases]
    public async Task SA17_of_ten_thousand_asks_to_one_prefix_twenty_an_hour_leave_and_money_stops_at_its_ceiling(
        string database
    )
    {
        await using var gateway = new FakeGateway();
        await using var jisr = await JisrApp.StartAsync(
            database,
            ("Jisr:Codes:SmsUrl", gateway.Address),
            ("Jisr:Codes:PriceMinor", "5"),
            ("Jisr:Codes:DayMinor", "250")
        );
        var women = await AskersAsync(jisr, 40, i => $"09445600{i:00}");
        var others = await AskersAsync(jisr, 45, i => $"09{(i < 22 ? "33" : "55")}7700{i:00}");
        for (var i = 0; i < 10_000; i++)
            await SendAsync(jisr, women[i % women.Count], "address " + i % 400, "device " + i);
        (await LeftAsync(jisr)).ShouldBe(20);
        (await jisr.CountAsync("SELECT count(*) FROM access_otp_request")).ShouldBe(10_000);
        (await jisr.CountAsync("SELECT count(*) FROM access_code_day WHERE alarmed_at IS NOT NULL")).ShouldBe(0);

        // 80 % of the day's money raises the alarm, 100 % stops all.
        jisr.Clock.Advance(TimeSpan.FromMinutes(61));
        (await AskAllAsync(jisr, others[..19])).ShouldAllBe(c => c == "");
        (await jisr.CountAsync("SELECT count(*) FROM access_code_day WHERE alarmed_at IS NOT NULL")).ShouldBe(0);
        (await AskAllAsync(jisr, others[22..23])).ShouldBe([""]);
        (await jisr.CountAsync("SELECT count(*) FROM access_code_day WHERE alarmed_at IS NOT NULL")).ShouldBe(1);
        (await AskAllAsync(jisr, others[23..35])).ShouldBe([.. Enumerable.Repeat("", 10), "money", "money"]);
        (await jisr.CountAsync("SELECT max(spent_minor) FROM access_code_day")).ShouldBe(250);
        jisr.Clock.Advance(TimeSpan.FromHours(24));
        (await AskAllAsync(jisr, others[40..41])).ShouldBe([""]);
    }

    private static Task<long> LeftAsync(JisrApp jisr) =>
        jisr.CountAsync("SELECT count(*) FROM access_otp_request WHERE state <> 'suppressed'");

    private static async Task<AccountId> AskerAsync(JisrApp jisr, string phone) =>
        await jisr.AccountOfAsync((await jisr.MemberAsync(phone)).Party);

    private static async Task<List<AccountId>> AskersAsync(JisrApp jisr, int count, Func<int, string> phone)
    {
        var all = new List<AccountId>();
        for (var i = 0; i < count; i++)
            all.Add(await AskerAsync(jisr, phone(i)));
        return all;
    }

    private static async Task<List<string>> AskAsync(JisrApp jisr, AccountId account, int times)
    {
        var caps = new List<string>();
        for (var i = 0; i < times; i++)
            caps.Add(await SendAsync(jisr, account, NewId.Next().ToString(), NewId.Next().ToString()));
        return caps;
    }

    private static async Task<List<string>> AskAllAsync(
        JisrApp jisr,
        List<AccountId> accounts,
        string? address = null,
        string? device = null
    )
    {
        var caps = new List<string>();
        foreach (var account in accounts)
            caps.Add(
                await SendAsync(jisr, account, address ?? NewId.Next().ToString(), device ?? NewId.Next().ToString())
            );
        return caps;
    }

    /// <summary>The cap that held it back, or nothing.</summary>
    private static async Task<string> SendAsync(JisrApp jisr, AccountId account, string address, string device)
    {
        var answer = await jisr.SendAsync(
            "code.ask",
            new
            {
                accountId = account,
                channel = "sms",
                addressHash = address,
                deviceHash = device,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(',', answer.Reasons.Select(r => r.Code)));
        return answer.Details?.GetValueOrDefault("cap") ?? "";
    }

    private static string Arabic(string digits) => new([.. digits.Select(c => (char)('٠' + (c - '0')))]);
}
