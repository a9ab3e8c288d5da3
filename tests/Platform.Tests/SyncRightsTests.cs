using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Platform.Tests;

/// <summary>Who may send what by the outbox door, and what it does with what it cannot take (doors.md §6, §11).</summary>
public class SyncRightsTests
{
    [Theory, Databases]
    public async Task Bad_records_are_answered_one_by_one_and_the_rest_goes_on(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await OfflineCentre.OpenAsync(jisr);
        var device = centre.Device;
        var shape = centre.Register("أ");
        shape["id"] = "123";
        var flipped = centre.Register("ب");
        flipped["id"] = NewId.Next();
        var large = device.Seal(NewId.Next(), new string('x', 300 * 1024));
        var other = device.Save("party.register", centre.Woman("ج"));
        other["kid"] = "of-somebody-else";
        var answers = await device.SendAsync(
            shape,
            flipped,
            large,
            other,
            device.Seal(NewId.Next(), "no command"),
            device.Save("party.fly", new { }),
            // Not a thing that is done from a tablet, whoever holds it.
            device.Save("role.grant", new { accountId = centre.Worker, role = Roles.Administrator }),
            device.Save("party.change", new { partyId = NewId.Next(), group = "contact" }),
            centre.Register("د")
        );
        answers
            .Select(a => a.Code())
            .ShouldBe([
                "ID_SHAPE",
                "CANNOT_OPEN",
                "TOO_LARGE",
                "KEY_UNKNOWN",
                "NOT_A_COMMAND",
                "KIND_UNKNOWN",
                "KIND_NOT_OFFLINE",
                "NOT_FOUND",
                null,
            ]);
        answers.Select(a => a.Is("kept")).ShouldBe([false, false, false, false, false, true, true, true, false]);
        answers[^1].Result().ShouldBe("accepted");
        (await centre.PeopleAsync()).ShouldBe(1);
        (await centre.WaitingAsync("open")).ShouldBe(3);
        // Of what could not be read nothing is kept but a count.
        (await jisr.CountAsync("SELECT not_kept FROM access_outbox_device")).ShouldBe(5);
    }

    [Theory, Databases]
    public async Task A_device_that_nobody_knows_and_a_ticket_that_nobody_gave_open_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await OfflineCentre.OpenAsync(jisr);
        using var browser = jisr.Browser();
        using var stranger = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sync")
        {
            Content = JsonContent.Create(new { batch = "b", records = Array.Empty<object>() }),
        };
        stranger.Headers.Authorization = new AuthenticationHeaderValue("Device", "made-up");
        using var refused = await browser.Http.SendAsync(stranger);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var other = await jisr.AccountWithRoleAsync(Roles.UnitLead, centre.Unit);
        var record = centre.Device.SaveAs(other, "party.register", centre.Woman("هدى"));
        var answer = (await centre.Device.SendAsync(record))[0];
        (answer.Code(), answer.Is("kept")).ShouldBe(("TICKET_INVALID", true));
        (await centre.PeopleAsync()).ShouldBe(0);

        // Somebody without a role gets no ticket and no numbers.
        var member = await jisr.AccountOfAsync(NewId.Of<PartyId>());
        var device = await Device.AddAsync(jisr, centre.Unit, "Tablet 3");
        await device.SignInAsync(member);
        device.HasTicket.ShouldBeFalse();
        device.Numbers.ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Keys_change_each_year_and_open_for_half_a_year_more(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var keys = jisr.Services.GetRequiredService<OutboxKeys>();
        var first = await keys.CurrentAsync();
        // The days are let pass on the keys and not on the clock: a year of timers would take minutes.
        await MadeAsync(jisr, first.Kid, daysAgo: 364);
        (await keys.CurrentAsync()).Kid.ShouldBe(first.Kid);
        await MadeAsync(jisr, first.Kid, daysAgo: 366);
        var second = await keys.CurrentAsync();
        second.Kid.ShouldNotBe(first.Kid);
        await MadeAsync(jisr, second.Kid, daysAgo: 179);
        (await keys.FindAsync(first.Kid)).ShouldNotBeNull();
        await MadeAsync(jisr, second.Kid, daysAgo: 181);
        (await keys.FindAsync(first.Kid)).ShouldBeNull();
        (await keys.FindAsync(second.Kid)).ShouldNotBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox_key WHERE private IS NULL")).ShouldBe(1);
    }

    private static async Task MadeAsync(JisrApp jisr, string kid, int daysAgo)
    {
        var at = jisr
            .Clock.GetUtcNow()
            .AddDays(-daysAgo)
            .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await jisr.ExecuteAsync($"UPDATE kernel_outbox_key SET made_at = '{at}' WHERE kid = '{kid}'");
        // What is known in memory is looked up again after a minute.
        jisr.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Theory, Databases]
    public async Task What_is_old_needs_a_second_person_and_nobody_lets_in_her_own(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await OfflineCentre.OpenAsync(jisr);
        var leads = await jisr.AccountWithRoleAsync(Roles.UnitLead, centre.Unit);
        await centre.Device.SignInAsync(leads, left: 100);
        var record = centre.Register("هدى");
        jisr.Clock.Advance(TimeSpan.FromDays(31));
        var answer = (await centre.Device.SendAsync(record))[0];
        (answer.Is("quarantined"), answer.Code()).ShouldBe((true, "SECOND_PERSON"));

        using var lead = jisr.BrowserOf(leads);
        var late = await lead.GetAsync("/worklist/late");
        var address = late.Document.QuerySelector("ul.rows a")!.GetAttribute("href")!;
        var own = await lead.SendAsync(await lead.GetAsync(address), ("do", "release"));
        own.Status.ShouldBe(422);
        (await centre.PeopleAsync()).ShouldBe(0);
        using var worker = jisr.BrowserOf(centre.Worker);
        (await worker.SendAsync(await worker.GetAsync(address), ("do", "release"))).Status.ShouldBe(404);

        using var other = await centre.LeadAsync();
        await other.SendAsync(await other.GetAsync(address), ("do", "release"));
        (await centre.PeopleAsync()).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task The_worklist_of_another_centre_is_not_there_and_what_is_dismissed_says_why(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await OfflineCentre.OpenAsync(jisr);
        await centre.Device.SendAsync(centre.Register(""));
        var elsewhere = await jisr.SendAsync(
            "unit.add",
            new
            {
                code = "idlib-2",
                unitKind = "space",
                place = "SY0703",
                nameAr = "مركز آخر",
            }
        );
        using var stranger = await jisr.BrowserWithRoleAsync(Roles.UnitLead, new UnitId(elsewhere.Subject!.Value));
        (await stranger.GetAsync("/worklist")).Document.QuerySelectorAll("ul.rows li").ShouldBeEmpty();
        using var lead = await centre.LeadAsync();
        var list = await lead.GetAsync("/worklist");
        var address = list.Document.QuerySelector("ul.rows a")!.GetAttribute("href")!;
        (await stranger.GetAsync(address)).Status.ShouldBe(404);
        (await stranger.GetAsync("/register/fast?mend=" + address.Split('/')[^1])).Status.ShouldBe(404);

        var item = await lead.GetAsync(address);
        var empty = await lead.SendAsync(item, ("do", "dismiss"), ("reason", ""));
        empty.Status.ShouldBe(422);
        var done = await lead.SendAsync(empty, ("do", "dismiss"), ("reason", "امتحان للجهاز"));
        done.Address.ShouldBe("/worklist?done=dismissed");
        (await centre.WaitingAsync("dismissed")).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE field_groups = 'worklist'")
        ).ShouldBeGreaterThan(1);
    }
}
