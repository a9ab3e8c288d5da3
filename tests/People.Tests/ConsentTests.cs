using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Her answers for each purpose: how long they hold, to whom they do not go, and on what ground they stand.</summary>
public class ConsentTests
{
    [Theory, Databases]
    public async Task A_yes_ends_after_its_last_day_and_does_not_go_to_whom_she_withheld_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var other = await Centre.OpenAsync(jisr, "union-1");
        var woman = await centre.WomanAsync("هدى محمود العلي");
        using var worker = centre.Browser();
        using var lead = await centre.BrowserAsync(Roles.UnitLead);

        var form = await worker.GetAsync($"/people/{woman}/consent/share-with:council");
        form.Status.ShouldBe(200, form.Text);
        // The last day must be to come; what she typed stands there still.
        form = await worker.SendAsync(
            form,
            ("answer", "given"),
            ("validUntil.day", "1"),
            ("validUntil.month", "11"),
            ("validUntil.year", "2026"),
            ("why", "قريبي يعمل هناك")
        );
        form.Status.ShouldBe(422);
        form.Errors.ShouldHaveSingleItem().ShouldContain("over");
        form.Value("why").ShouldBe("قريبي يعمل هناك");
        var saved = await worker.SendAsync(form, ("validUntil.day", "30"), ("validUntil.month", "11"), ("why", ""));
        saved.Address.ShouldStartWith($"/people/{woman}");
        saved.Text.ShouldContain("until 30 November 2026");
        saved.Text.ShouldContain("Her consent");
        saved.Text.ShouldContain("2026-11");

        (await ExportAsync(lead)).ShouldContain("هدى");
        jisr.Clock.Advance(TimeSpan.FromDays(7));
        (await ExportAsync(lead)).ShouldNotContain("هدى");

        // Withheld from one of them: what goes to «the council» no longer has her, and the one she named cannot follow her.
        var withheld = await worker.SendAsync(
            await worker.GetAsync($"/people/{woman}/consent/share-with:council"),
            ("answer", "given"),
            ("validUntil.day", ""),
            ("validUntil.month", ""),
            ("validUntil.year", ""),
            ("not1", other.Unit.ToString()),
            ("why", "قريبي يعمل هناك")
        );
        withheld.Text.ShouldContain("not to " + other.Name);
        (await ExportAsync(lead)).ShouldNotContain("هدى");
        (
            await jisr.SendAsync(
                "accompaniment.start",
                new { partyId = woman, organisationId = other.Unit },
                actor: centre.Actor,
                door: Door.Api
            )
        )
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("SHE_WITHHELD_IT");
        (
            await jisr.SendAsync(
                "referral.propose",
                new
                {
                    partyId = woman,
                    toUnitId = other.Unit,
                    purpose = "training",
                    sheAgreed = true,
                },
                actor: centre.Actor,
                door: Door.Api
            )
        ).Reasons.ShouldHaveSingleItem().Code.ShouldBe("SHE_WITHHELD_IT");
        // Why is hers: sealed, so nowhere to be read in the file of the database.
        (await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE withheld_why IS NOT NULL")).ShouldBe(1);
        if (database == "sqlite")
            Centre.Stands(jisr.DatabaseSetting["sqlite:".Length..], "قريبي يعمل هناك").ShouldBeFalse();
    }

    [Theory, Databases]
    public async Task A_no_where_she_was_not_asked_is_a_refusal_and_a_no_after_a_yes_a_withdrawal(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سعاد أحمد");
        using var worker = centre.Browser();
        var page = await worker.GetAsync($"/people/{woman}");
        await worker.SendAsync(page, "form:has(input[value=consent])", ("withdraw", "photo"));
        (await AnswerAsync(jisr, woman, "photo")).ShouldBe("refused");
        await worker.SendAsync(
            await worker.GetAsync($"/people/{woman}"),
            "form:has(input[value=consent])",
            ("give", "photo")
        );
        await worker.SendAsync(
            await worker.GetAsync($"/people/{woman}"),
            "form:has(input[value=consent])",
            ("withdraw", "photo")
        );
        (await AnswerAsync(jisr, woman, "photo")).ShouldBe("withdrawn");
        (await jisr.CountAsync($"SELECT count(*) FROM people_consent WHERE purpose = 'photo'")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task The_ground_of_a_purpose_is_set_by_an_administrator_and_stands_on_answers_from_then_on(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var before = await centre.WomanAsync("مريم سالم");
        using var worker = centre.Browser();
        (await worker.GetAsync("/consents/bases")).Status.ShouldBe(403);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        (await admin.GetAsync("/consents/bases")).Text.ShouldContain("Her consent");
        var form = await admin.GetAsync("/consents/bases/register");
        var without = await admin.SendAsync(form, ("basis", "public-interest"));
        without.Status.ShouldBe(422);
        var saved = await admin.SendAsync(without, ("ground", "قرار وزاري 12/2026"));
        saved.Address.ShouldStartWith("/consents/bases");
        saved.Text.ShouldContain("A task in the public interest");
        saved.Text.ShouldContain("قرار وزاري 12/2026");
        var after = await centre.WomanAsync("أمل يوسف");
        (await BasisAsync(jisr, before)).ShouldBe("consent");
        (await BasisAsync(jisr, after)).ShouldBe("public-interest");
    }

    [Theory, Databases]
    public async Task She_answers_on_her_own_page_with_the_same_reach(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("رنا خليل");
        using var her = jisr.BrowserOf(await jisr.AccountOfAsync(woman));
        var saved = await her.SendAsync(
            await her.GetAsync("/me/consents/promotion"),
            ("answer", "given"),
            ("validUntil.day", "31"),
            ("validUntil.month", "12"),
            ("validUntil.year", "2026")
        );
        saved.Address.ShouldStartWith("/me");
        saved.Text.ShouldContain("until 31 December 2026");
        saved.Text.ShouldContain("On her own page");
        (await her.GetAsync("/me/consents/register")).Status.ShouldBe(404);
        (await her.GetAsync($"/people/{woman}/consent/promotion")).Status.ShouldBe(403);
    }

    private static async Task<string> ExportAsync(Browser lead) =>
        await lead.Http.GetStringAsync(new Uri("/people/export/file?purpose=share-with:council", UriKind.Relative));

    private static Task<string?> AnswerAsync(JisrApp jisr, PartyId woman, string purpose) =>
        jisr.TextAsync(
            $"SELECT answer FROM people_consent WHERE purpose = '{purpose}' ORDER BY at DESC, id DESC LIMIT 1"
        );

    private static Task<string?> BasisAsync(JisrApp jisr, PartyId woman) =>
        jisr.TextAsync(
            "SELECT c.basis FROM people_consent c JOIN people_party p ON p.id = c.party_id WHERE c.purpose = 'register' AND p.number = ("
                + $"SELECT number FROM people_party q WHERE q.id = {Sql(jisr, woman.Value)})"
        );

    private static string Sql(JisrApp jisr, Guid id) =>
        jisr.DatabaseSetting.StartsWith("sqlite:", StringComparison.Ordinal)
            ? "x'" + Convert.ToHexString(id.ToByteArray(bigEndian: true)) + "'"
            : $"'{id}'";
}
