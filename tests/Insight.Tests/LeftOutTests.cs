using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary>Reports count her without her name only where she did not say no (people.md A3.12, insight.md IN32).</summary>
public class LeftOutTests
{
    private static readonly DateOnly LastHalf = new(2026, 3, 3);
    private const string Period = "period=2026S1&place=MA";
    private const string How = "/figures/how?indicator=people-registered&period=2026S1&country=MA";

    [Theory, Databases]
    public async Task IN32_who_said_no_is_left_out_of_what_partners_see_and_two_are_too_few_to_say_so(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var women = Records.Women(400, "MA-01", LastHalf).Cast<PersonRegistered>().ToList();
        await jisr.RecordAsync([.. women.Select((w, i) => i < 2 ? w with { LeftOutOfReports = true } : w)]);
        using var partner = await jisr.BrowserWithRoleAsync(Roles.PartnerReader);
        (await partner.CountedAsync("people-registered", Period)).Total.ShouldBe(398);
        // What adds up from the sums of days leaves them out as well.
        (await partner.CountedAsync("registrations", Period)).Total.ShouldBe(398);
        (await partner.GetAsync(How)).Text.ShouldNotContain("said no to being counted");
        // The centre's own work is not a report.
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        (await manager.CountedAsync("people-registered", Period)).Total.ShouldBe(400);

        await jisr.RecordAsync([.. women.Skip(2).Take(8).Select(w => Answered(w.PartyId!.Value, true))]);
        (await partner.CountedAsync("people-registered", Period)).Total.ShouldBe(390);
        var page = await partner.GetAsync(How);
        page.Text.ShouldContain("Left out because they said no to being counted in reports");
        page.Document.QuerySelector("main")!.TextContent.ShouldContain("10");
        (await partner.GetAsync("/figures?period=2026S1&country=MA")).Text.ShouldContain("390");

        // Taken back, it acts at once.
        await jisr.RecordAsync([.. women.Take(10).Select(w => Answered(w.PartyId!.Value, false))]);
        (await partner.CountedAsync("people-registered", Period)).Total.ShouldBe(400);
    }

    [Theory, Databases]
    public async Task One_no_of_hers_is_enough_on_whichever_record(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var women = Records.Women(40, "MA-01", LastHalf).Cast<PersonRegistered>().ToList();
        await jisr.RecordAsync([.. women]);
        var link = NewId.Next();
        await jisr.RecordAsync(
            new PartiesLinked
            {
                On = LastHalf,
                SourceId = link,
                PartyId = women[0].PartyId,
                Other = women[1].PartyId!.Value,
            }
        );
        using var partner = await jisr.BrowserWithRoleAsync(Roles.PartnerReader);
        (await partner.CountedAsync("people-registered", Period)).Total.ShouldBe(39);
        foreach (var record in women.Take(2))
        {
            await jisr.RecordAsync(Answered(record.PartyId!.Value, true));
            (await partner.CountedAsync("people-registered", Period)).Total.ShouldBe(38);
            await jisr.RecordAsync(Answered(record.PartyId!.Value, false));
            (await partner.CountedAsync("people-registered", Period)).Total.ShouldBe(39);
        }
    }

    [Theory, Databases]
    public async Task Her_answer_by_the_real_command_moves_what_partners_see(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var unit = await jisr.UnitAsync("guelmim-1");
        var woman = await jisr.WomanAsync(unit, "هدى محمود");
        (await jisr.SendAsync("consent.withdraw", new { partyId = woman, purpose = "reports" })).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM insight_left_out")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'ReportsAnswered'")).ShouldBe(0);
        (await jisr.SendAsync("consent.give", new { partyId = woman, purpose = "reports" })).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM insight_left_out")).ShouldBe(0);
        // Where reports stand on a duty by law, a no does not leave her out.
        (
            await jisr.SendAsync(
                "consent.set-basis",
                new
                {
                    purpose = "reports",
                    basis = "legal-obligation",
                    ground = "Law 1",
                }
            )
        ).IsDone.ShouldBeTrue();
        (await jisr.SendAsync("consent.withdraw", new { partyId = woman, purpose = "reports" })).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM insight_left_out")).ShouldBe(0);
    }

    private static ReportsAnswered Answered(PartyId party, bool refused) =>
        new()
        {
            On = LastHalf,
            SourceId = NewId.Next(),
            PartyId = party,
            Refused = refused,
        };
}
