using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Testing;
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
