using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.People.Tests.Matching;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Links and the full run, through the verb that an operator starts.</summary>
public class MatchRunTests
{
    private const string One = "هناء/مصطفى/ديب/السباعي; 1991-06-23; phone 0955731806; at SY04 SY040400";
    private const string Two = "هناء/مصطفى/-/السباعي; 1991-06-23; phone 0955731806; at SY04 SY040400";

    [Theory, Databases]
    public async Task MT35_a_link_that_would_join_two_papers_goes_to_review(string database)
    {
        await using var register = await Register.OpenAsync(database);
        await register.AddAsync("أحلام/ناصر/سالم/الزعبي; 1993-08-08; phone 0795731806; paper 9932154919; at JO-IR -");
        await register.AddAsync("أحلام/ناصر/سالم/الزعبي; 1993-08-08; phone 0795731806; at JO-IR -");
        await register.AddAsync("أحلام/ناصر/سالم/الزعبي; 1993-08-08; paper 9937650021; at JO-IR -");
        (await LinksAsync(register)).ShouldBe(1);
        (await register.Jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE strength = 'weak'")).ShouldBe(
            2
        );
        (await register.Jisr.VerbAsync("match", "people")).Exit.ShouldBe(0);
        (await LinksAsync(register)).ShouldBe(1);
    }

    // The first and the third share no number and no full date: only the second knows both.
    private static readonly string[] Three =
    [
        "وصال/خالد/-/المرعي; 1979-03-14; at SY04 SY040400",
        "وصال/خالد/-/المرعي; 1979-03-14; phone 0955731823; at SY04 SY040400",
        "وصال/خالد/-/المرعي; 1979; phone 0955731823; at SY04 SY040400",
    ];

    [Theory, Databases]
    public async Task Whom_links_have_joined_nobody_is_asked_about_until_one_is_taken_back(string database)
    {
        await using var register = await Register.OpenAsync(database);
        // Once in an order in which each meets the one that joins it, once in one in which the outer two meet first.
        foreach (
            var order in (int[][])
                [
                    [0, 1, 2],
                    [0, 2, 1],
                ]
        )
        {
            await register.Jisr.ExecuteAsync("DELETE FROM people_same_woman");
            await register.Jisr.ExecuteAsync("DELETE FROM people_possible_match");
            await register.Jisr.ExecuteAsync("UPDATE people_party SET state = 'merged' WHERE kind = 'person'");
            await register.Jisr.ExecuteAsync("DELETE FROM people_match_key");
            foreach (var i in order)
                await register.AddAsync(Three[i]);
            var pairs = Path.Combine(register.Jisr.Folder, "pairs.csv");
            var run = await register.Jisr.VerbAsync("match", "people", "--out", pairs);
            run.Exit.ShouldBe(0, run.Errors);
            run.Output.ShouldContain("links      3");
            run.Output.ShouldContain("reviews    0");
            (await File.ReadAllLinesAsync(pairs)).Count(l => l.EndsWith(",link", StringComparison.Ordinal)).ShouldBe(3);
            (await LinksAsync(register)).ShouldBe(2);
            (await StateAsync(register, "open")).ShouldBe(2);
        }
        using var lead = await register.Centre.BrowserAsync(Roles.UnitLead);
        await lead.SendAsync(await lead.GetAsync((await lead.GetAsync("/matches")).Link("وصال")), "form.one");
        (await LinksAsync(register)).ShouldBe(1);
        var again = await register.Jisr.VerbAsync("match", "people");
        again.Exit.ShouldBe(0, again.Errors);
        again.Output.ShouldContain("links      1");
        again.Output.ShouldContain("reviews    2");
    }

    [Theory, Databases]
    public async Task MT36_a_link_taken_back_counts_her_twice_again_and_is_not_made_again(string database)
    {
        await using var register = await Register.OpenAsync(database);
        await register.AddAsync(One);
        await register.AddAsync(Two);
        (await PeopleAsync(register)).ShouldBe(1);
        using var lead = await register.Centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.GetAsync((await lead.GetAsync("/matches")).Link("هناء"));
        page.Text.ShouldContain("Counted as one for now");
        page = await lead.SendAsync(page, "form.one");
        (await PeopleAsync(register)).ShouldBe(2);
        (await LinksAsync(register)).ShouldBe(0);
        var run = await register.Jisr.VerbAsync("match", "people");
        run.Exit.ShouldBe(0, run.Errors);
        (await LinksAsync(register)).ShouldBe(0);
        (await PeopleAsync(register)).ShouldBe(2);
        run.Output.ShouldContain("reviews    1");
    }

    [Theory, Databases]
    public async Task MT38_another_centre_learns_only_whom_to_ask(string database)
    {
        await using var register = await Register.OpenAsync(database);
        await register.AddAsync(One);
        var other = await Centre.OpenAsync(register.Jisr, "centre-b", "SY0404");
        (await other.SendAsync("هناء مصطفى السباعي", "1991-06-23", "0955731806", district: null)).IsDone.ShouldBeTrue();
        using var worker = other.Browser();
        var list = await worker.GetAsync("/matches");
        list.Text.ShouldContain("ask Centre harem-1");
        var pair = await worker.GetAsync(list.Link("هناء"));
        foreach (var page in new[] { list, pair })
        foreach (var tell in (string[])["ديب", "alike", "speaks", "Very", "Counted as one", "same</td>"])
            page.Html.ShouldNotContain(tell);
        pair.Document.QuerySelectorAll("td")
            .Select(t => t.TextContent)
            .ShouldNotContain(t => t.Contains("الرستن", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task MT39_the_same_records_give_the_same_file_in_whatever_order_they_came(string database)
    {
        string[] rows =
        [
            "R1,هناء,مصطفى,ديب,السباعي,F,1991-06-23,0955731806,",
            "R2,هناء,مصطفى,,السباعي,F,1991-06-23,0955731806,",
            "R3,زكية,ماهر,فواز,الداود,F,1985,,",
            "R4,زكية,ماهر,فواز,الداود,F,1985,0955731999,",
            "R5,ربيعة,عدنان,,الصالح,F,1990-12-01,,02290154873",
            "R6,ربيعه,عدنان,,صالح,F,1990,,2290154873",
            "R7,سميرة,خالد,,العمر,F,1979-03-14,,",
        ];
        var files = new List<string>();
        foreach (
            var order in (int[][])
                [
                    [0, 1, 2, 3, 4, 5, 6],
                    [6, 3, 5, 1, 4, 0, 2],
                ]
        )
        {
            await using var register = await Register.OpenAsync(database);
            var file = Path.Combine(register.Jisr.Folder, "rows.csv");
            await File.WriteAllTextAsync(
                file,
                "record_id,given_name,father_name,grandfather_name,family_name,sex,birth_date,phone,national_id\n"
                    + string.Concat(order.Select(i => rows[i] + "\n"))
            );
            (await register.Jisr.VerbAsync("import", "people", file, "--unit", "harem-1")).Exit.ShouldBe(0);
            var pairs = Path.Combine(register.Jisr.Folder, "pairs.csv");
            var run = await register.Jisr.VerbAsync("match", "people", "--out", pairs);
            run.Exit.ShouldBe(0, run.Errors);
            run.Output.ShouldContain("records    7");
            files.Add(await File.ReadAllTextAsync(pairs));
            (await register.Jisr.VerbAsync("match", "people", "--out", pairs)).Exit.ShouldBe(0);
            (await File.ReadAllTextAsync(pairs)).ShouldBe(files[^1]);
        }
        files[0].ShouldBe(files[1]);
        files[0].ShouldStartWith("record_id_a,record_id_b,score,band\n");
        files[0].ShouldContain("R1,R2,");
        files[0].ShouldContain(",link\n");
        files[0].ShouldNotContain("\uFEFF");
        var scores = files[0]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(l => double.Parse(l.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        scores.ShouldBe(scores.OrderDescending());
    }

    [Theory, Databases]
    public async Task She_herself_may_say_that_a_registration_is_not_hers(string database)
    {
        await using var register = await Register.OpenAsync(database);
        var her = await register.AddAsync(One);
        await register.AddAsync(Two);
        using var she = register.Jisr.BrowserOf(await register.Jisr.AccountOfAsync(her));
        var page = await she.GetAsync("/me");
        page.Text.ShouldContain("A registration at Centre harem-1");
        var match = page.Document.QuerySelector("button[name=no]")!.GetAttribute("value")!;
        await she.SendAsync(page, "form.one", ("no", match));
        (await LinksAsync(register)).ShouldBe(0);
        (await PeopleAsync(register)).ShouldBe(2);
        (await she.GetAsync("/me")).Text.ShouldContain("You said: not mine");
        using var lead = await register.Centre.BrowserAsync(Roles.UnitLead);
        (await lead.GetAsync((await lead.GetAsync("/matches")).Link("هناء"))).Text.ShouldContain("not both are hers");
    }

    [Theory, Databases]
    public async Task A_pair_that_two_must_read_waits_for_the_second_and_a_third_decides(string database)
    {
        await using var register = await Register.OpenAsync(database, ("Jisr:SecondReaderEvery", "1"));
        await register.AddAsync("وصال/خالد/-/المرعي; 1979; at SY04 SY040400");
        await register.AddAsync("وصال/خالد/-/المرعي; 1979; at SY04 SY040400");
        using var first = await register.Centre.BrowserAsync(Roles.UnitLead);
        using var second = await register.Centre.BrowserAsync(Roles.UnitLead);
        using var third = await register.Centre.BrowserAsync(Roles.UnitLead);
        var address = (await first.GetAsync("/matches")).Link("وصال");
        await first.SendAsync(await first.GetAsync(address), ("decision", "same"));
        (await StateAsync(register, "open")).ShouldBe(1);
        (await first.GetAsync("/matches")).Text.ShouldContain("No pair is waiting");
        var unseen = await second.GetAsync(address);
        unseen.Document.QuerySelectorAll("input[name=decision][checked]").ShouldBeEmpty();
        await second.SendAsync(unseen, ("decision", "different"));
        (await StateAsync(register, "open")).ShouldBe(1);
        (await first.SendAsync(await first.GetAsync(address), ("decision", "same"))).Status.ShouldBe(422);
        await third.SendAsync(await third.GetAsync(address), ("decision", "same"));
        (await StateAsync(register, "same")).ShouldBe(1);
        (await PeopleAsync(register)).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_pair_that_waited_two_weeks_goes_up_one_unit(string database)
    {
        await using var register = await Register.OpenAsync(database);
        var above = await Centre.OpenAsync(register.Jisr, "region", "SY07");
        await register.Jisr.ExecuteAsync(
            "UPDATE people_unit_link SET parent_id = (SELECT id FROM people_unit WHERE code = 'region') WHERE unit_id = (SELECT id FROM people_unit WHERE code = 'harem-1')"
        );
        await register.AddAsync("وصال/خالد/-/المرعي; 1979; at SY04 SY040400");
        await register.AddAsync("وصال/خالد/-/المرعي; 1979; at SY04 SY040400");
        var account = await register.Jisr.AccountWithRoleAsync(Roles.UnitLead, above.Unit, below: false);
        using var lead = register.Jisr.BrowserOf(account);
        (await lead.GetAsync("/matches")).Text.ShouldNotContain("وصال");
        register.Jisr.Clock.Advance(TimeSpan.FromDays(15));
        var list = await lead.GetAsync("/matches");
        list.Text.ShouldContain("وصال");
        await lead.SendAsync(await lead.GetAsync(list.Link("وصال")), ("decision", "different"));
        (await StateAsync(register, "different")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Records_keyed_by_an_older_version_are_keyed_anew_and_found(string database)
    {
        await using var register = await Register.OpenAsync(database);
        await register.AddAsync(One);
        await register.Jisr.ExecuteAsync("UPDATE people_match_key SET key = key + 1, key_version = 0");
        await register.Jisr.ExecuteAsync("UPDATE people_person SET match_form = '1.1.0' || substr(match_form, 6)");
        var run = await register.Jisr.VerbAsync("match", "rekey");
        run.Exit.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("1 records keyed anew.");
        (await register.Jisr.CountAsync("SELECT count(*) FROM people_match_key WHERE key_version = 0")).ShouldBe(0);
        (await register.BandOfAsync(Two)).ShouldBe("link");
        (await register.Jisr.VerbAsync("match", "rekey")).Output.ShouldContain("0 records keyed anew.");
    }

    [Fact]
    public async Task Keys_of_a_file_stand_apart_for_a_while_and_are_found_before_and_after()
    {
        await using var register = await Register.OpenAsync(DatabasesAttribute.Sqlite);
        var jisr = register.Jisr;
        Task<long> KeysAsync(int part) => jisr.CountAsync($"SELECT count(*) FROM people_match_key WHERE part = {part}");
        async Task ImportAsync(string row)
        {
            var file = Path.Combine(jisr.Folder, row[..2] + ".csv");
            await File.WriteAllTextAsync(
                file,
                "record_id,given_name,father_name,family_name,sex,birth_date\n" + row + "\n"
            );
            (await jisr.VerbAsync("import", "people", file, "--unit", "harem-1")).Exit.ShouldBe(0);
        }

        await ImportAsync("R1,وصال,خالد,المرعي,F,1979-03-14");
        var apart = await KeysAsync(1);
        apart.ShouldBeGreaterThan(0);
        (await KeysAsync(0)).ShouldBe(0);
        (await register.BandOfAsync("وصال/خالد/-/المرعي; 1979-03-14")).ShouldNotBe("ignore");

        // So many that the next file puts them in their place.
        await jisr.ExecuteAsync(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
            INSERT INTO people_match_key (part, key, birth_year, party_id, key_version)
            SELECT 1, i, 0, (SELECT id FROM people_party WHERE kind = 'person' LIMIT 1), 0 FROM n
            """
        );
        await ImportAsync("R2,سميرة,عدنان,الصالح,F,1985-07-01");
        (await KeysAsync(1)).ShouldBeInRange(1, apart * 2);
        (await KeysAsync(0)).ShouldBeGreaterThan(60_000);
        (await register.BandOfAsync("سميرة/عدنان/-/الصالح; 1985-07-01")).ShouldNotBe("ignore");
        (await register.BandOfAsync("وصال/خالد/-/المرعي; 1979-03-14; at SY04 SY040400")).ShouldNotBe("ignore");
    }

    [Theory, Databases]
    public async Task A_model_is_taken_by_an_operator_named_in_every_pair_and_logged(string database)
    {
        await using var register = await Register.OpenAsync(database);
        var file = Path.Combine(register.Jisr.Folder, "model.json");
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repo.Root, "src/People/Matching/Data/model.json"));
        await File.WriteAllTextAsync(file, shipped.Replace("\"2026-11\"", "\"2027-01\"", StringComparison.Ordinal));
        (await register.Jisr.VerbAsync("match", "take", file)).Exit.ShouldBe(0);
        await register.AddAsync(One);
        await register.AddAsync(Two);
        (
            await register.Jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE model_version = '2027-01'")
        ).ShouldBe(1);
        (
            await register.Jisr.CountAsync("SELECT count(*) FROM people_same_woman WHERE model_version = '2027-01'")
        ).ShouldBe(1);
        (await register.Jisr.CountAsync("SELECT count(*) FROM kernel_audit WHERE kind = 'match.take'")).ShouldBe(1);
        await File.WriteAllTextAsync(file, "{}");
        (await register.Jisr.VerbAsync("match", "take", file)).Exit.ShouldBe(2);
    }

    private static Task<long> LinksAsync(Register register) =>
        register.Jisr.CountAsync("SELECT count(*) FROM people_same_woman WHERE undone_at IS NULL");

    private static Task<long> StateAsync(Register register, string state) =>
        register.Jisr.CountAsync($"SELECT count(*) FROM people_possible_match WHERE state = '{state}'");

    // Unique people, as the figures count them.
    private static Task<long> PeopleAsync(Register register) =>
        register.Jisr.CountAsync(
            "SELECT count(DISTINCT canonical_party_id) FROM insight_fact WHERE kind = 'PersonRegistered' AND counts"
        );
}
