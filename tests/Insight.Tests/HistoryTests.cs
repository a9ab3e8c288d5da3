using CsCheck;
using Jisr.Kernel.Access;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary>The invariants of insight.md §8 on random histories, against a recount in memory, on both databases.</summary>
public class HistoryTests
{
    private static readonly string?[] Places = ["MA-10.261", "MA-01", "SY0703", null];
    private static readonly string[] Areas = ["MA-10", "MA-01", "SY07", ""];

    // A person (or nobody: a head count), a place, a day of the year, a quantity, and whether an earlier one is taken back.
    private static readonly Gen<(int Who, int Place, int Day, int Quantity, int Pick)[]> Histories = Gen.Select(
        Gen.Int[0, 6],
        Gen.Int[0, 3],
        Gen.Int[0, 364],
        Gen.Int[1, 3],
        Gen.Int[0, 99]
    ).Array[1, 40];

    [Theory, Databases]
    public async Task Random_histories_count_as_a_slow_recount_says(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        await AddIndicatorsAsync(jisr);
        var year = 1999;
        await Histories.SampleAsync(
            async history =>
            {
                // Each history has a year of its own, so that they do not meet.
                year++;
                await CheckAsync(jisr, manager, year, history);
            },
            iter: 12,
            threads: 1
        );
        year.ShouldBeGreaterThan(2010);
    }

    private static async Task CheckAsync(
        JisrApp jisr,
        Browser manager,
        int year,
        (int Who, int Place, int Day, int Quantity, int Pick)[] history
    )
    {
        var stands = new List<Kept>();
        foreach (var (who, place, day, quantity, pick) in history)
        {
            if (pick < 25 && stands.Count > 0)
            {
                // Taken back weeks later, from another place: it must fall on its own day and place.
                var back = stands[pick % stands.Count];
                stands.Remove(back);
                await jisr.RecordAsync(
                    Event(back) with
                    {
                        TakesBack = true,
                        On = back.On.AddDays(40),
                        PlaceCode = "JO-BA",
                    }
                );
                continue;
            }
            var kept = new Kept(
                NewId.Next(),
                who == 0 ? null : new PartyId(new Guid(year * 100 + who, 0, 0, new byte[8])),
                place,
                new DateOnly(year, 1, 1).AddDays(day),
                quantity
            );
            stands.Add(kept);
            await jisr.RecordAsync(Event(kept));
        }
        await CompareAsync(manager, stands, year);
    }

    private static async Task CompareAsync(Browser manager, List<Kept> stands, int year)
    {
        string[] periods = [$"{year}", $"{year}S1", $"{year}S2", $"{year}Q3", $"{year}04", $"{year}0701-{year}1115"];
        foreach (var code in periods)
        {
            var services = await manager.CountedAsync("contacts", "period=" + code);
            var people = await manager.CountedAsync("attended", "period=" + code);
            var from = DateOnly.Parse(
                services.Json.GetProperty("from").GetString()!,
                System.Globalization.CultureInfo.InvariantCulture
            );
            var to = DateOnly.Parse(
                services.Json.GetProperty("to").GetString()!,
                System.Globalization.CultureInfo.InvariantCulture
            );
            var inside = stands.Where(s => s.On >= from && s.On <= to).ToList();
            services.Total.ShouldBe(inside.Sum(s => (long)s.Quantity), code);
            people.Total.ShouldBe(Unique(inside), code);
            // C ≤ the named part of A; the greatest child ≤ the parent ≤ the sum of the children.
            people.Total!.Value.ShouldBeLessThanOrEqualTo(inside.Count(s => s.Party is not null));
            foreach (var country in (string[])["MA", "SY"])
            {
                var a = await manager.CountedAsync("contacts", $"period={code}&place={country}");
                var c = await manager.CountedAsync("attended", $"period={code}&place={country}");
                var there = inside.Where(s => Areas[s.Place].StartsWith(country, StringComparison.Ordinal)).ToList();
                a.Total.ShouldBe(there.Sum(s => (long)s.Quantity));
                c.Total.ShouldBe(Unique(there));
                foreach (var area in Areas.Where(x => x.StartsWith(country, StringComparison.Ordinal)))
                {
                    a.Area(area).ShouldBe(there.Where(s => Areas[s.Place] == area).Sum(s => (long)s.Quantity));
                    c.Area(area).ShouldBe(Unique(there.Where(s => Areas[s.Place] == area)));
                }
                c.Areas.Select(x => x!.Value).DefaultIfEmpty(0).Max().ShouldBeLessThanOrEqualTo(c.Total!.Value);
                c.Areas.Sum(x => x!.Value).ShouldBeGreaterThanOrEqualTo(c.Total!.Value);
            }
        }
        // A of a period is the sum of A of its days; C is not.
        long days = 0;
        foreach (var on in stands.Select(s => s.On).Distinct())
            days += (await manager.CountedAsync("contacts", "period=" + Records.Day(on))).Total!.Value;
        days.ShouldBe(stands.Sum(s => (long)s.Quantity));
    }

    [Theory, Databases]
    public async Task A_fact_that_is_taken_back_leaves_every_figure_as_before(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        await AddIndicatorsAsync(jisr);
        var kept = new Kept(NewId.Next(), NewId.Of<PartyId>(), 0, new DateOnly(2026, 3, 5), 2);
        await jisr.RecordAsync(Event(kept));
        var before = await WholeAsync(manager);
        var other = kept with { Source = NewId.Next(), Party = NewId.Of<PartyId>(), Quantity = 5 };
        await jisr.RecordAsync(Event(other));
        (await WholeAsync(manager)).ShouldNotBe(before);
        await jisr.RecordAsync(Event(other) with { TakesBack = true, On = new DateOnly(2026, 9, 1) });
        (await WholeAsync(manager)).ShouldBe(before);
        // Said again, and taken back again.
        await jisr.RecordAsync(Event(other));
        await jisr.RecordAsync(Event(other) with { TakesBack = true });
        (await WholeAsync(manager)).ShouldBe(before);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE reverses_id IS NOT NULL")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact")).ShouldBe(5);
    }

    [Theory, Databases]
    public async Task People_do_not_add_up_over_months_or_over_areas(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        await AddIndicatorsAsync(jisr);
        var woman = NewId.Of<PartyId>();
        for (var month = 1; month <= 6; month++)
            await jisr.RecordAsync(Event(new Kept(NewId.Next(), woman, month % 2, new DateOnly(2022, month, 10), 1)));
        (await manager.CountedAsync("contacts", "period=2022S1")).Total.ShouldBe(6);
        var people = await manager.CountedAsync("attended", "period=2022S1&place=MA");
        people.Total.ShouldBe(1);
        people.Area("MA-10").ShouldBe(1);
        people.Area("MA-01").ShouldBe(1);
        (await manager.CountedAsync("attended", "period=202204")).Total.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task What_a_fact_says_cannot_be_changed_or_deleted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await jisr.RecordAsync([.. Records.Women(1, "MA-10.261", new DateOnly(2026, 1, 1))]);
        foreach (
            var sql in (string[])
                [
                    "DELETE FROM insight_fact",
                    "UPDATE insight_fact SET quantity = 9",
                    "UPDATE insight_fact SET day = 1",
                    "UPDATE insight_fact SET party_id = NULL",
                ]
        )
            (await Should.ThrowAsync<Exception>(() => jisr.ExecuteAsync(sql))).Message.ShouldContain("append-only");
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE quantity = 1")).ShouldBe(1);
    }

    private static async Task<string> WholeAsync(Browser manager) =>
        (await manager.CountedAsync("contacts", "period=2026&place=MA")).Json.GetRawText()
        + (await manager.CountedAsync("attended", "period=2026&place=MA")).Json.GetRawText()
        + (await manager.CountedAsync("contacts", "period=202603")).Json.GetRawText()
        + (await manager.CountedAsync("attended", "period=202609")).Json.GetRawText();

    /// <summary>New indicators of a module to come: rows of data, nothing else.</summary>
    private static async Task AddIndicatorsAsync(JisrApp jisr)
    {
        foreach (var (code, measure) in ((string, string)[])[("contacts", "Services"), ("attended", "People")])
            await jisr.ExecuteAsync(
                $"""
                INSERT INTO insight_indicator
                  (code, name_ar, name_fr, name_en, words_ar, words_fr, words_en, measure, time_rule, kind, details,
                   sex, split_by, target_adds, about_people, "order", version)
                VALUES ('{code}', 'ع', 'f', 'e', 'ع', 'f', 'e', '{measure}', 'During', 'SessionAttended', '', '', '', false, true, 500, 1)
                """
            );
    }

    private static long Unique(IEnumerable<Kept> facts) =>
        facts.Select(f => f.Party).OfType<PartyId>().Distinct().LongCount();

    private static JisrEvent Event(Kept kept) =>
        new SessionAttended
        {
            On = kept.On,
            SourceId = kept.Source,
            PartyId = kept.Party,
            PlaceCode = Places[kept.Place],
            Quantity = kept.Quantity,
        };

    private sealed record Kept(Guid Source, PartyId? Party, int Place, DateOnly On, int Quantity);
}
