using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Tests;

/// <summary>How long data is kept, and the seal of a day's looks.</summary>
public class RetentionTests
{
    [Theory, Databases, Asvs("14.2.7")]
    public async Task PE21_an_applicant_who_never_joined_is_nameless_after_a_year_and_the_run_says_so(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await jisr.SendAsync("programme.add", new { code = "tamkin", nameAr = "تمكين" });
        programme.IsDone.ShouldBeTrue();
        var gone = await centre.WomanAsync("رغد العلي", "1991", "0944567890", paper: "01020304050");
        var joined = await centre.WomanAsync("هالة العمر", "1990", "0944567891");
        var without = await centre.WomanAsync("سمر القاسم", "1989", "0944567892");
        foreach (var woman in (PartyId[])[gone, joined])
            (
                await jisr.SendAsync("membership.apply", new { partyId = woman, programmeId = programme.Subject })
            ).IsDone.ShouldBeTrue();
        await jisr.ExecuteAsync(
            $"UPDATE people_membership SET state = 'enrolled' WHERE party_id = {Id(database, joined)}"
        );
        await jisr.AccountOfAsync(gone);
        foreach (var woman in (PartyId[])[gone, joined])
            (
                await jisr.SendAsync(
                    "payout-target.set",
                    new
                    {
                        partyId = woman,
                        targetKind = "wallet",
                        label = "محفظة رغد",
                        last4 = "7788",
                        ofAnother = false,
                    }
                )
            ).IsDone.ShouldBeTrue();
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        (await lead.GetAsync("/retention")).Text.ShouldContain("Nothing was due so far.");

        // Thirteen months pass; the server does it by itself.
        jisr.Clock.Advance(TimeSpan.FromDays(396));
        for (var i = 0; i < 200 && await Runs() == 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        (await Runs()).ShouldBe(1);
        await using (var scope = jisr.Services.CreateAsyncScope())
        {
            // Her name is in no table, her number and paper neither by their keyed hashes.
            foreach (
                var table in (string[])
                    ["people_contact_point", "people_identifier", "people_match_key", "people_record"]
            )
                (await jisr.CountAsync($"SELECT count(*) FROM {table} WHERE party_id = {Id(database, gone)}")).ShouldBe(
                    0,
                    table
                );
            foreach (
                var (table, column) in ((string, string)[])
                    [("people_person", "full_name"), ("people_person", "match_form"), ("kernel_text", "folded")]
            )
                (await jisr.CountAsync($"SELECT count(*) FROM {table} WHERE {column} LIKE '%رغد%'")).ShouldBe(
                    0,
                    column
                );
        }
        // Nor where she wanted her money, and her account opens nothing.
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM ledger_payout_target WHERE party_id = {Id(database, gone)} AND (label <> '' OR last4 IS NOT NULL OR replaced_at IS NULL)"
            )
        ).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_payout_target WHERE last4 = '7788'")).ShouldBe(1);
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM access_account WHERE party_id = {Id(database, gone)} AND is_closed AND display_name = ''"
            )
        ).ShouldBe(1);
        // That somebody applied stays, under a number that nobody can give a name to.
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM people_membership WHERE state = 'applied' AND party_id = {Id(database, gone)}"
            )
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'anonymised'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'PersonRegistered'")).ShouldBe(3);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE full_name LIKE '%هالة%'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE full_name LIKE '%سمر%'")).ShouldBe(1);
        without.Value.ShouldNotBe(Guid.Empty);

        using var later = await centre.BrowserAsync(Roles.UnitLead);
        (await later.GetAsync("/retention")).Document.QuerySelector("#done")!.TextContent.ShouldContain("1 anonymised");
        (await later.GetAsync($"/people/{gone}")).Status.ShouldBe(404);
        (await later.GetAsync("/people")).Text.ShouldNotContain("رغد");
        // By the verb's command again: nothing is left to do.
        var again = await jisr.SendAsync("retention.run", new { });
        again.Details!["never-enrolled"].ShouldBe("0");
        (await jisr.SendAsync("retention.run", new { }, actor: centre.Actor)).Refusal.ShouldBe(
            Jisr.Kernel.Commands.Refusal.Role
        );

        Task<long> Runs() => jisr.CountAsync("SELECT count(*) FROM people_retention_line WHERE count > 0");
    }

    [Theory, Databases]
    public async Task PE21_after_that_no_table_holds_her_name_her_number_or_her_paper(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var other = await Centre.OpenAsync(jisr, "other-1");
        var programme = await jisr.SendAsync("programme.add", new { code = "tamkin", nameAr = "تمكين" });
        const string name = "زمردة الياقوتي";
        var gone = await centre.WomanAsync(name, "1991", "0944567890", paper: "01020304050");
        (
            await jisr.SendAsync("membership.apply", new { partyId = gone, programmeId = programme.Subject })
        ).IsDone.ShouldBeTrue();
        // Two telephones say two things: the second answer holds both.
        (await centre.ChangeAsync(gone, "name", 1, new { fullName = name + " الأولى" })).IsDone.ShouldBeTrue();
        var clash = NewId.Next();
        var answer = await centre.ChangeAsync(gone, "name", 1, new { fullName = name + " الثانية" }, clash);
        answer.Conflict!.Yours!.ShouldContain("زمردة");
        // What people wrote about her in their own words.
        (
            await jisr.SendAsync(
                "membership.change",
                new
                {
                    membershipId = await MembershipAsync(),
                    to = "not-eligible",
                    reason = "other",
                    note = "زمردة lives elsewhere",
                }
            )
        ).IsDone.ShouldBeTrue();
        var number = await PersonFindTests.NumberAsync(jisr, centre, gone);
        (
            await jisr.SendAsync(
                "glass.break",
                new { number, reason = "زمردة fainted here and we must know her family" },
                actor: other.Actor,
                door: Door.Form
            )
        ).IsDone.ShouldBeTrue();
        using (var looks = jisr.BrowserOf(other.Worker))
            (await looks.GetAsync($"/people/{gone}")).Status.ShouldBe(200);
        // A device sent something about her that waits for a person, and her registration once more.
        var kept = await KeepAsync(
            "party.change",
            NewId.Next(),
            new { partyId = gone, values = new { fullName = name } }
        );
        var again = await KeepAsync("party.register", gone.Value, new { fullName = name, phone = "0944567890" });
        var another = await KeepAsync("party.register", NewId.Next(), new { fullName = "هالة العمر" });
        (await HoldingAsync(jisr, database, "زمردة")).Count.ShouldBeGreaterThan(2);
        (await NotesAsync()).ShouldBe(1);

        jisr.Clock.Advance(TimeSpan.FromDays(396));
        for (
            var i = 0;
            i < 200 && await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'anonymised'") == 0;
            i++
        )
            await Task.Delay(50, TestContext.Current.CancellationToken);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'anonymised'")).ShouldBe(1);
        (await NotesAsync()).ShouldBe(0);
        foreach (var said in (string[])["زمردة", "الياقوتي", "زمرده", "الياقوتى", "944567890", "01020304050"])
            (await HoldingAsync(jisr, database, said)).ShouldBeEmpty(said);
        (await OpenAsync(kept)).ShouldBe("{}");
        (await OpenAsync(again)).ShouldBe("{}");
        (await OpenAsync(another)).ShouldContain("هالة");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_worklist_item WHERE state = 'open'")).ShouldBe(1);
        // The receipt stays, and a repeat is known by it.
        var repeat = await centre.ChangeAsync(gone, "name", 1, new { fullName = name + " الثانية" }, clash);
        repeat.Result.ShouldBe(AnswerResult.Duplicate);
        repeat.First!.Conflict!.Field.ShouldBe("fullName");
        repeat.First.Conflict.Yours.ShouldBeNull();

        Task<long> NotesAsync() =>
            jisr.CountAsync("SELECT count(*) FROM people_membership_event WHERE note IS NOT NULL");

        async Task<Guid> MembershipAsync() =>
            Guid.Parse(
                (
                    await jisr.TextAsync(
                        database == DatabasesAttribute.Sqlite
                            ? "SELECT hex(id) FROM people_membership"
                            : "SELECT id::text FROM people_membership"
                    )
                )!
            );

        async Task<Guid> KeepAsync(string kind, Guid id, object payload)
        {
            await using var scope = jisr.Services.CreateAsyncScope();
            var item = await scope
                .ServiceProvider.GetRequiredService<Worklist>()
                .KeepAsync(
                    new ToKeep(
                        new JsonCommand(id, kind, JsonSerializer.SerializeToElement(payload, CanonicalJson.Options)),
                        centre.Unit,
                        Door.Outbox,
                        jisr.Clock.GetUtcNow()
                    ),
                    WorklistStates.Open,
                    new Problem("REQUIRED"),
                    TestContext.Current.CancellationToken
                );
            return item.Id;
        }

        async Task<string> OpenAsync(Guid id)
        {
            await using var scope = jisr.Services.CreateAsyncScope();
            var item = await scope
                .ServiceProvider.GetRequiredService<JisrDb>()
                .Set<WorklistItem>()
                .SingleAsync(i => i.Id == id);
            return scope.ServiceProvider.GetRequiredService<Worklist>().Open(item).Payload.GetRawText();
        }
    }

    [Theory, Databases]
    public async Task The_administrator_changes_a_rule_with_a_reason_and_the_next_run_keeps_to_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await jisr.SendAsync("programme.add", new { code = "tamkin", nameAr = "تمكين" });
        var woman = await centre.WomanAsync("رغد العلي", "1991");
        (
            await jisr.SendAsync("membership.apply", new { partyId = woman, programmeId = programme.Subject })
        ).IsDone.ShouldBeTrue();
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var list = await admin.GetAsync("/retention");
        list.Html.ShouldContain("/retention/never-enrolled");
        var page = await admin.GetAsync("/retention/never-enrolled");
        page.Text.ShouldContain("Until now: 12 months, then made nameless");
        var earlier = await admin.GetAsync("/retention/never-enrolled");
        var wrong = await admin.SendAsync(page, ("months", "-3"), ("reason", ""));
        wrong.Status.ShouldBe(422);
        wrong.Errors.Count.ShouldBe(2);
        (await admin.SendAsync(page, ("months", "12"), ("reason", "No change"))).Status.ShouldBe(422);
        var saved = await admin.SendAsync(page, ("months", "٢٤"), ("reason", "Law 12 of 2026"));
        saved.Text.ShouldContain("Applicants who never joined: 24 months");
        (await admin.GetAsync("/retention/never-enrolled")).Text.ShouldContain("From 12 to 24 months: Law 12 of 2026");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_audit WHERE kind = 'retention.set-rule'")).ShouldBe(1);
        // Another page was open meanwhile: who saw 12 cannot change 24.
        (await admin.SendAsync(earlier, ("months", "6"), ("reason", "An earlier page"))).Text.ShouldContain(
            "Somebody else has changed this rule meanwhile"
        );
        (
            await jisr.CountAsync("SELECT months FROM people_retention_rule WHERE data_class = 'never-enrolled'")
        ).ShouldBe(24);

        jisr.Clock.Advance(TimeSpan.FromDays(396));
        (await jisr.SendAsync("retention.run", new { })).Details!["never-enrolled"].ShouldBe("0");
        jisr.Clock.Advance(TimeSpan.FromDays(396));
        (await jisr.SendAsync("retention.run", new { })).IsDone.ShouldBeTrue();
        for (var i = 0; i < 200 && await Nameless() == 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        (await Nameless()).ShouldBe(1);

        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        (await lead.GetAsync("/retention")).Html.ShouldNotContain("/retention/never-enrolled");
        (await lead.GetAsync("/retention/never-enrolled")).Status.ShouldBe(403);

        Task<long> Nameless() => jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'anonymised'");
    }

    /// <summary>The tables in which any column holds these letters, in the clear.</summary>
    private static async Task<IReadOnlyList<string>> HoldingAsync(JisrApp jisr, string database, string said)
    {
        var sqlite = database == DatabasesAttribute.Sqlite;
        var columns = await jisr.TextAsync(
            sqlite
                ? "SELECT group_concat(m.name || '.' || c.name, ' ') FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
                : "SELECT string_agg(table_name || '.' || column_name, ' ') FROM information_schema.columns WHERE table_schema = 'public'"
        );
        var found = new List<string>();
        foreach (var table in columns!.Split(' ').ToLookup(c => c.Split('.')[0], c => c.Split('.')[1]))
        {
            var where = sqlite
                ? string.Join(" OR ", table.Select(c => $"instr(CAST(\"{c}\" AS BLOB), CAST('{said}' AS BLOB)) > 0"))
                : $"t::text LIKE '%{said}%'";
            if (await jisr.CountAsync($"SELECT count(*) FROM \"{table.Key}\" t WHERE {where}") > 0)
                found.Add(table.Key);
        }
        return found;
    }

    [Theory, Databases]
    public async Task The_last_seal_of_a_day_stands_outside_the_database_and_on_the_page_of_the_unit_lead(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي");
        using (var worker = centre.Browser())
            await worker.GetAsync($"/people/{id}");
        jisr.Clock.Advance(TimeSpan.FromDays(1));
        var days = jisr.Services.GetRequiredService<ReadLogDays>();
        for (var i = 0; i < 100 && days.Read().Count == 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        days.Read().Count.ShouldBe(1);
        var file = await File.ReadAllTextAsync(
            Path.Combine(jisr.Folder, "read-log-days.txt"),
            TestContext.Current.CancellationToken
        );
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.GetAsync("/people/looks");
        page.Text.ShouldContain("A worker of Centre harem-1 opened the file");
        var seal = page.Document.QuerySelector("#seals .code")!.TextContent;
        file.ShouldContain(seal);
        page.Document.QuerySelector("#seals .tag")!.TextContent.ShouldBe("Kept outside too");

        // Somebody makes the whole chain anew, so that it fits itself: the page still tells.
        await jisr.ExecuteAsync("DELETE FROM kernel_read_log_subject");
        await jisr.ExecuteAsync("DELETE FROM kernel_read_log");
        (await lead.GetAsync("/people/looks"))
            .Document.QuerySelector("#seals .tag")!
            .TextContent.ShouldBe("Not the same outside");
        await using var scope = jisr.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        (await days.FirstDifferentAsync(db, TestContext.Current.CancellationToken)).ShouldBe(
            new DateOnly(2026, 11, 24)
        );
    }

    private static string Id(string database, PartyId id) =>
        database == DatabasesAttribute.Sqlite
            ? "x'" + Convert.ToHexString(id.Value.ToByteArray(bigEndian: true)) + "'"
            : $"'{id}'";
}
