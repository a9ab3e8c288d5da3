using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Tablets with ODK or Kobo apps send what was filled in (samples of the field, one test for each case).</summary>
public class FormSubmissionTests
{
    public static TheoryData<string> Ids => [.. FormSamples.Cases("submission-cases.json").Select(Id)];

    [Theory, MemberData(nameof(Ids))]
    public Task DO23_each_case_of_the_samples_is_answered_as_it_says(string id) => CaseAsync("sqlite", id);

    [Theory, Databases]
    public async Task DO23_the_same_body_twice_then_other_xml_under_that_id(string database)
    {
        foreach (var id in (string[])["XF-01", "XF-03", "XF-08", "XF-10"])
            await CaseAsync(database, id);
    }

    private static async Task CaseAsync(string database, string id)
    {
        var one = FormSamples.Cases("submission-cases.json").Single(c => Id(c) == id);
        var given = one.GetProperty("given");
        var expect = one.GetProperty("expect");
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(
            jisr,
            given.TryGetProperty("published", out var versions)
                ? [.. versions.EnumerateArray().Select(v => v.GetString()!)]
                : []
        );
        using var tablet = samples.Tablet();
        var status = new List<int>();
        if (given.TryGetProperty("method", out var method))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method.GetString()!), "/openrosa/submission");
            using var response = await tablet.SendAsync(request);
            status.Add((int)response.StatusCode);
            foreach (var header in expect.GetProperty("headers").EnumerateArray())
                response.Headers.Contains(header.GetString()!).ShouldBeTrue(header.GetString());
        }
        else
            foreach (var sent in given.GetProperty("send").EnumerateArray())
            {
                var files = sent.TryGetProperty("files", out var names)
                    ? names.EnumerateArray().Select(n => (n.GetString()!, FormSamples.Picture)).ToList()
                    : [];
                var copies = sent.TryGetProperty("parts", out var parts) ? parts.GetArrayLength() : 1;
                using var response = await FormSamples.PostAsync(tablet, FormSamples.Xml(sent), files, copies);
                status.Add((int)response.StatusCode);
                response.Headers.GetValues("X-OpenRosa-Version").ShouldBe(["1.0"]);
                (await response.Content.ReadAsStringAsync()).ShouldContain("<OpenRosaResponse");
            }
        status.ShouldBe([.. expect.GetProperty("status").EnumerateArray().Select(s => s.GetInt32())]);
        foreach (var expected in expect.EnumerateObject().Where(e => e.Name is not ("status" or "headers")))
            await ExpectAsync(jisr, samples, expected.Name, expected.Value);
    }

    private static async Task ExpectAsync(JisrApp jisr, FormSamples samples, string what, JsonElement value)
    {
        Task<long> Count(string sql) => jisr.CountAsync("SELECT count(*) FROM " + sql);
        switch (what)
        {
            case "people":
                (await Count("people_party")).ShouldBe(value.GetInt32());
                break;
            case "products":
                // What fills no field of ours stays with the form.
                (await RecordAsync(samples))
                    .Document.QuerySelectorAll("dl.answers dt")
                    .Count(d => d.TextContent.Trim().StartsWith("Product name", StringComparison.Ordinal))
                    .ShouldBe(value.GetInt32());
                break;
            case "photos":
                (await Count("people_form_picture")).ShouldBe(value.GetInt32());
                var page = await RecordAsync(samples);
                var address = page.Document.QuerySelector("main img")!.GetAttribute("src")!;
                using (var picture = await samples.Manager.Http.GetAsync(new Uri(address, UriKind.Relative)))
                    picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
                break;
            case "disability":
                (await PersonAsync(samples)).GetProperty("disability").GetString().ShouldBe(value.GetString());
                break;
            case "displacement":
                (await PersonAsync(samples)).GetProperty("displacement").GetString().ShouldBe(value.GetString());
                break;
            case "phoneSafety":
                (
                    await Count($"people_contact_point WHERE safety = '{value.GetString()}' AND channel = 'phone'")
                ).ShouldBe(1);
                break;
            case "consents":
                (await PersonAsync(samples))
                    .GetProperty("consents")
                    .EnumerateObject()
                    .Where(c => c.Value.GetString() == "given")
                    .Select(c => c.Name)
                    .ShouldBe([.. value.EnumerateArray().Select(v => v.GetString()!)], ignoreOrder: true);
                break;
            case "idempotencyKey":
                (await Count($"kernel_command_receipt WHERE door = '{value.GetString()!.Split(':')[0]}'")).ShouldBe(1);
                var subject = (await PersonAsync(samples)).GetProperty("id").GetString();
                value.GetString().ShouldEndWith(subject!);
                break;
            case "name":
                (await PersonAsync(samples)).GetProperty("name").GetString().ShouldBe(value.GetString());
                break;
            case "kept":
                (await samples.Manager.GetAsync("/forms")).Document.QuerySelectorAll(".acts li").Length.ShouldBe(1);
                (await Count($"people_form_record WHERE state = 'kept' AND code = '{value.GetString()}'")).ShouldBe(1);
                break;
            case "worklist":
                (await Count("people_form_record WHERE state = 'kept'")).ShouldBe(value.GetInt32());
                break;
            case "birthDate":
                value.ValueKind.ShouldBe(JsonValueKind.Null);
                (await Count("people_person WHERE birth_precision = 'about'")).ShouldBe(1);
                break;
            case "ageDeclared":
                (
                    await Count(
                        $"people_person WHERE declared_age = {value.GetInt32().ToString(CultureInfo.InvariantCulture)}"
                    )
                ).ShouldBe(1);
                break;
            case "ageDeclaredOn":
                (await Count($"people_person WHERE declared_on = '{value.GetString()}'")).ShouldBe(1);
                break;
            case "ageEstimated":
                (await PersonAsync(samples)).GetProperty("birth").GetString().ShouldStartWith("~");
                break;
            case "refusalsCounted":
                (await jisr.CountAsync("SELECT COALESCE(SUM(count), 0) FROM people_refusal")).ShouldBe(
                    value.GetInt32()
                );
                break;
            case "xmlKept":
                (await Count("people_form_record")).ShouldBe(0);
                break;
            case "nameAnywhere":
                foreach (var file in Directory.GetFiles(jisr.Folder, "*", SearchOption.AllDirectories))
                    Centre.Stands(file, "اسم للتجربة").ShouldBeFalse(file);
                break;
            case "shownAsText":
                var people = await samples.Manager.GetAsync("/people");
                people.Text.ShouldContain(value.GetString()!);
                people.Html.ShouldNotContain(value.GetString()!);
                break;
            default:
                throw new InvalidOperationException("The sample expects what this test does not know: " + what);
        }
    }

    [Theory, Databases]
    public async Task Twenty_tablets_at_once_with_one_form_make_one_woman(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var tablet = samples.Tablet();
        var xml = Encoding.UTF8.GetBytes(FormSamples.Submission);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FormSamples.PostAsync(tablet, xml)));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Accepted).ShouldBe(19);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_form_record")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO22_a_form_version_of_four_months_ago_is_accepted_and_its_codes_mapped(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr, "2026110101");
        // The old version called it otherwise; the manager said then what it means.
        var old = FormSamples.Text(
            "2026080101",
            t => t.Replace("| displacement | idp |", "| displacement | moved_inside |", StringComparison.Ordinal)
        );
        var page = await samples.BringAsync(old);
        var code = page
            .Document.QuerySelectorAll("select")
            .Single(s => s.ParentElement!.TextContent.Contains("Internally displaced", StringComparison.Ordinal))
            .GetAttribute("name")!;
        // A code whose meaning nobody said is not guessed.
        var refused = await samples.Manager.SendAsync(page);
        refused.Status.ShouldBe(422);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("moved_inside");
        (await samples.Manager.SendAsync(refused, (code, "idp"))).Address.ShouldBe("/forms");
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        await samples.PublishAsync(FormSamples.Text("2026120101"));
        jisr.Clock.Advance(TimeSpan.FromDays(122));
        using var tablet = samples.Tablet();
        var sent = FormSamples
            .Submission.Replace("2026120101", "2026080101", StringComparison.Ordinal)
            .Replace(">idp<", ">moved_inside<", StringComparison.Ordinal);
        (await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(sent))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PersonAsync(samples)).GetProperty("displacement").GetString().ShouldBe("idp");

        jisr.Clock.Advance(TimeSpan.FromDays(60));
        var late = sent.Replace("5f1c0f2e", "5f1c0f2f", StringComparison.Ordinal);
        (await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(late))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await jisr.CountAsync("SELECT count(*) FROM people_form_record WHERE code = 'FORM_VERSION_ENDED'")).ShouldBe(
            1
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_kept_form_is_mended_by_a_person_and_the_new_command_replaces_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var tablet = samples.Tablet();
        var sent = FormSamples
            .Submission.Replace("1989-04-02", "", StringComparison.Ordinal)
            .Replace("<age_declared></age_declared>", "<age_declared>7</age_declared>", StringComparison.Ordinal);
        (await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(sent))).StatusCode.ShouldBe(HttpStatusCode.Created);
        // The phone has let go of it; sent again it is known.
        (await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(sent))).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
        using var worker = jisr.BrowserOf(samples.Worker);
        var page = await worker.GetAsync(
            (await worker.GetAsync("/forms")).Document.QuerySelector(".acts a")!.GetAttribute("href")!
        );
        page.Value("fullName").ShouldBe("اسم للتجربة");
        page.Value("age").ShouldBe("7");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'view'")).ShouldBe(1);
        var again = await worker.SendAsync(page, ("age", "8"));
        again.Status.ShouldBe(422);
        again.Value("fullName").ShouldBe("اسم للتجربة");
        var done = await worker.SendAsync(again, ("age", "37"));
        done.Status.ShouldBe(200);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE declared_age = 37")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_form_record WHERE state = 'mended' AND replaced_by IS NOT NULL"
            )
        ).ShouldBe(1);
        // What nobody touched came along.
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_kept_form_may_be_put_aside_with_a_reason_by_its_own_unit_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var tablet = samples.Tablet();
        await FormSamples.PostAsync(
            tablet,
            Encoding.UTF8.GetBytes(FormSamples.Submission.Replace("MA-10-ES-1", "nowhere", StringComparison.Ordinal))
        );
        var address = (await samples.Manager.GetAsync("/forms"))
            .Document.QuerySelector(".acts a")!
            .GetAttribute("href")!;
        using var other = await jisr.BrowserWithRoleAsync(
            Roles.CentreWorker,
            await UnitsTests.UnitAsync(jisr, "other-1", "MA-10.473")
        );
        (await other.GetAsync(address)).Status.ShouldBe(404);
        (await other.GetAsync(address + "/dismiss")).Status.ShouldBe(404);
        (await other.GetAsync("/forms")).Document.QuerySelectorAll(".acts li").Length.ShouldBe(0);
        var page = await samples.Manager.GetAsync(address + "/dismiss");
        (await samples.Manager.SendAsync(page)).Status.ShouldBe(422);
        (await samples.Manager.SendAsync(page, ("reason", "Filled in on trial"))).Text.ShouldContain(
            "Filled in on trial"
        );
        (await samples.Manager.GetAsync("/forms")).Document.QuerySelectorAll(".acts li").Length.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_tablet_comes_with_a_token_as_password_and_without_one_is_asked_for_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var nobody = jisr.Browser().Http;
        using var asked = await FormSamples.PostAsync(nobody, Encoding.UTF8.GetBytes(FormSamples.Submission));
        asked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        asked.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Basic");
        // A page's session is not taken here: a form of another site cannot send it.
        var text = "jisr_test-token-of-a-tablet";
        var id = NewId.Next();
        (
            await jisr.SendAsync(
                "api-token.add",
                new
                {
                    accountId = samples.Worker,
                    name = "tablet",
                    scopes = new[] { "party.register" },
                    until = new DateOnly(2027, 6, 1),
                },
                id,
                new Actor
                {
                    AccountId = samples.Worker,
                    Grants =
                    [
                        new Grant(
                            Roles.CentreWorker,
                            samples.Unit,
                            true,
                            null,
                            new DateOnly(2026, 11, 1),
                            new DateOnly(2027, 8, 1)
                        ),
                    ],
                }
            )
        ).IsDone.ShouldBeTrue();
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        await jisr.ExecuteAsync(
            "UPDATE access_api_token SET key_hash = "
                + (database == "sqlite" ? $"X'{hash}'" : $"decode('{hash}', 'hex')")
        );
        foreach (var pair in (string[])["tablet:" + text, "x:" + text])
        {
            nobody.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
            );
            using var list = await nobody.GetAsync(new Uri("/openrosa/formList", UriKind.Relative));
            list.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await list.Content.ReadAsStringAsync()).ShouldContain("<formID>jisr_registration</formID>");
        }
        (await FormSamples.PostAsync(nobody, Encoding.UTF8.GetBytes(FormSamples.Submission))).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );
        nobody.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("x:jisr_wrong"))
        );
        (await FormSamples.PostAsync(nobody, Encoding.UTF8.GetBytes(FormSamples.Submission))).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        // A token without the right to register sends nothing.
        using var trainer = samples.Tablet(await jisr.AccountWithRoleAsync(Roles.Trainer, samples.Unit));
        (await FormSamples.PostAsync(trainer, Encoding.UTF8.GetBytes(FormSamples.Submission))).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Theory, Databases]
    public async Task An_update_of_a_known_record_comes_with_the_version_it_saw(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var tablet = samples.Tablet();
        await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(FormSamples.Submission));
        var party = (await PersonAsync(samples)).GetProperty("id").GetString()!;
        var visit =
            "| survey |\n| | type | name | label |\n| | text | woman | Woman |\n| | text | preferred_hour | Hour |\n| entities |\n| | dataset | entity_id |\n| | women | ${woman} |\n| settings |\n| | form_title | form_id | version |\n| | Visit | visit | 2026120101 |\n";
        await samples.PublishAsync(Encoding.UTF8.GetBytes(visit));
        string Update(int seen, string hour, int number) =>
            File.ReadAllText(FormSamples.Fixture("entity-update.xml"))
                .Replace("6b1f6b52-0d6a-4f7e-9d3a-111111111111", party, StringComparison.Ordinal)
                .Replace("baseVersion=\"3\"", $"baseVersion=\"{seen}\"", StringComparison.Ordinal)
                .Replace(
                    "<outcome>started_project</outcome>",
                    $"<preferred_hour>{hour}</preferred_hour>",
                    StringComparison.Ordinal
                )
                .Replace("7a0d4bb2f002", $"7a0d4bb2f00{number}", StringComparison.Ordinal);
        async Task<HttpStatusCode> SendAsync(string xml) =>
            (await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(xml))).StatusCode;
        (await SendAsync(Update(1, "evening", 2))).ShouldBe(HttpStatusCode.Created);
        (await SendAsync(Update(1, "evening", 2))).ShouldBe(HttpStatusCode.Accepted);
        // A second telephone saw the same version and says something else: both stay, a person decides.
        (await SendAsync(Update(1, "noon", 3))).ShouldBe(HttpStatusCode.Created);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE preferred_hour = 'evening'")).ShouldBe(
            1
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task WHERE state = 'open'")).ShouldBe(1);
        // A version that never was is kept for a person.
        (await SendAsync(Update(9, "noon", 4))).ShouldBe(HttpStatusCode.Created);
        (await jisr.CountAsync("SELECT count(*) FROM people_form_record WHERE code = 'BASE_UNKNOWN'")).ShouldBe(1);
        // Such a form needs a list of people on the telephone: it is not handed out.
        (await tablet.GetStringAsync(new Uri("/openrosa/formList", UriKind.Relative))).ShouldNotContain("visit");
    }

    [Theory, Databases]
    public async Task What_is_too_large_or_no_form_is_refused_and_nothing_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var tablet = samples.Tablet();
        var large = FormSamples.Submission.Replace("اسم للتجربة", new string('a', 300_000), StringComparison.Ordinal);
        (await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(large))).StatusCode.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
        (await FormSamples.PostAsync(tablet, "no xml"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var json = await tablet.PostAsJsonAsync("/openrosa/submission", new { });
        json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var huge = await FormSamples.PostAsync(
            tablet,
            Encoding.UTF8.GetBytes(FormSamples.Submission),
            [("x.jpg", new byte[11_000_000])]
        );
        huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await jisr.CountAsync("SELECT count(*) FROM people_form_record")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_tablet_whose_clock_is_three_days_ahead_is_put_right(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        jisr.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 6, 22, 5, TimeSpan.Zero));
        using var tablet = samples.Tablet();
        var ahead = FormSamples.Submission.Replace("2026-12-01T09", "2026-12-04T09", StringComparison.Ordinal);
        using var response = await FormSamples.PostAsync(
            tablet,
            Encoding.UTF8.GetBytes(ahead),
            sentAt: new DateTimeOffset(2026, 12, 4, 6, 22, 5, TimeSpan.Zero)
        );
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE registered_on = '2026-12-01'")).ShouldBe(1);
    }

    private static string Id(JsonElement one) => one.GetProperty("id").GetString()!;

    private static async Task<Page> RecordAsync(FormSamples samples) =>
        await samples.Manager.GetAsync(
            (await samples.Manager.GetAsync("/forms"))
                .Document.QuerySelectorAll("ul.plain a")
                .First()
                .GetAttribute("href")!
        );

    private static async Task<JsonElement> PersonAsync(FormSamples samples)
    {
        var list = await samples.Manager.Http.GetFromJsonAsync<JsonElement>("/api/v1/parties");
        var id = list.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString();
        return await samples.Manager.Http.GetFromJsonAsync<JsonElement>("/api/v1/parties/" + id);
    }
}
