using System.Text;
using System.Xml.Linq;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>What is understood of a form, what is said before it is published, and what tablets fetch.</summary>
public class FormReadingTests
{
    [Theory, Databases]
    public async Task The_form_that_tablets_fetch_is_the_one_that_pyxform_makes(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        using var tablet = samples.Tablet();
        var list = XDocument.Parse(await tablet.GetStringAsync(new Uri("/openrosa/formList", UriKind.Relative)));
        XNamespace ns = "http://openrosa.org/xforms/xformsList";
        var one = list.Root!.Elements(ns + "xform").Single();
        one.Element(ns + "version")!.Value.ShouldBe("2026120101");
        var ours = XDocument.Parse(await tablet.GetStringAsync(new Uri(one.Element(ns + "downloadUrl")!.Value)));
        (await tablet.GetStringAsync(new Uri(one.Element(ns + "manifestUrl")!.Value))).ShouldContain("<manifest");
        var sample = XDocument.Load(FormSamples.Fixture("registration.xform.xml"));
        foreach (var part in (Func<XDocument, IEnumerable<string>>[])[Binds, Texts, Choices, Controls, Fields])
        {
            part(ours).Except(part(sample), StringComparer.Ordinal).ShouldBeEmpty();
            part(sample).Except(part(ours), StringComparer.Ordinal).ShouldBeEmpty();
            part(ours).Count().ShouldBe(part(sample).Count());
        }
        (
            await tablet.GetAsync(new Uri("/openrosa/forms/" + NewId.Next() + "/form.xml", UriKind.Relative))
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        // Another centre's tablet does not see it.
        using var other = samples.Tablet(
            await jisr.AccountWithRoleAsync(
                Roles.CentreWorker,
                await UnitsTests.UnitAsync(jisr, "other-1", "MA-10.473")
            )
        );
        (await other.GetStringAsync(new Uri("/openrosa/formList", UriKind.Relative))).ShouldNotContain(
            "jisr_registration"
        );
    }

    [Theory, Databases]
    public async Task Workbook_and_text_form_are_understood_alike_and_the_languages_have_their_directions(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr, "2026110101");
        var text = await samples.BringAsync(FormSamples.Text("2026120101"));
        var book = await samples.BringAsync(
            await File.ReadAllBytesAsync(FormSamples.Fixture("registration.xlsx")),
            "registration.xlsx"
        );
        string Plain(Page page) => page.Document.QuerySelector("main")!.TextContent;
        Plain(book).ShouldBe(Plain(text));
        Plain(text).ShouldContain("العربية (ar) (from right to left)");
        Plain(text).ShouldContain("Français (fr) (from left to right)");
        // Computed values are said to be read and not trusted.
        Plain(text).ShouldContain("«disability_wgss» is computed");
    }

    [Theory, Databases]
    public async Task What_is_not_taken_is_named_with_its_row_before_import(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr, "2026110101");
        var page = await samples.BringAsync(
            Sheet(
                "| | text | full_name | Name | yes | | |",
                "| | select_one yesno | consent_register | Agree? | yes | | |",
                "| | geopoint | home | Where? | | | |",
                "| | barcode | code | Scan | | | |",
                "| | text | note_to | Note | | pulldata('a','b','c','d') = 'x' | |"
            )
        );
        page.Text.ShouldContain("Row 4: the question «home» (geopoint) asks for a point on the map");
        page.Text.ShouldContain("Row 5: the question «code» has the type «barcode»");
        page.Text.ShouldContain("«relevant: pulldata()» is computed by the tablet only");
        (await samples.Manager.SendAsync(page)).Address.ShouldBe("/forms");
        using var tablet = samples.Tablet();
        (await tablet.GetStringAsync(new Uri("/openrosa/formList", UriKind.Relative))).ShouldContain(
            "<formID>odd</formID>"
        );
    }

    [Theory, Databases]
    public async Task A_form_that_cannot_be_right_stops_before_it_is_published(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr, "2026110101");
        var page = await samples.BringAsync(
            Sheet(
                "| | begin_repeat | a | A | | | |",
                "| | begin_repeat | b | B | | | |",
                "| | text | full_name | Name | | ${nobody} = 1 | |",
                "| | end_repeat | | | | | |",
                "| | end_repeat | | | | | |",
                "| | end_group | | | | | |",
                "| | select_one nolist | choice | Choose | | | |",
                "| | text | bad name | Bad | | | |"
            )
        );
        foreach (
            var said in (string[])
                [
                    "the repeat «b» stands inside another",
                    "«relevant: ${nobody}» points to a question that is not there",
                    "«end_group» does not close",
                    "there is no list of choices «nolist»",
                    "the name «bad name» must be",
                ]
        )
            page.Text.ShouldContain(said);
        page.Document.QuerySelector("form#f").ShouldBeNull();
        foreach (
            var (file, said) in new (byte[], string)[]
            {
                ("| choices |\n"u8.ToArray(), "no sheet survey"),
                (Encoding.UTF8.GetBytes("name,age\nx,3\n"), "no sheet survey"),
                ([0x50, 0x4B, 3, 4, 9], "damaged"),
            }
        )
            (await samples.BringAsync(file)).Text.ShouldContain(said);
        // A version that is given to tablets is never changed below them.
        (await samples.BringAsync(FormSamples.Text("2026110101")))
            .Errors.ShouldHaveSingleItem()
            .ShouldContain("published already");
    }

    [Theory, Databases]
    public async Task The_mapping_of_the_last_version_is_proposed_again(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr, "2026110101");
        string[] Of(Page p) =>
            [
                .. p
                    .Document.QuerySelectorAll("select")
                    .OfType<AngleSharp.Html.Dom.IHtmlSelectElement>()
                    .Select(s => s.Name + "=" + s.Value),
            ];
        var page = await samples.BringAsync(FormSamples.Text("2026110102"));
        var phone = page
            .Document.QuerySelectorAll("select")
            .OfType<AngleSharp.Html.Dom.IHtmlSelectElement>()
            .Single(s => s.Value == "phone")
            .Name!;
        (await samples.Manager.SendAsync(page, (phone, ""))).Address.ShouldBe("/forms");
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await samples.BringAsync(FormSamples.Text("2026110103"));
        Of(next).ShouldNotContain(phone + "=phone");
        Of(next).Count(v => v.EndsWith('=')).ShouldBe(Of(page).Count(v => v.EndsWith('=')) + 1);
    }

    [Theory, Databases]
    public async Task The_six_questions_are_read_as_the_samples_say(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        string[] questions = ["seeing", "hearing", "walking", "memory", "selfCare", "communication"];
        foreach (var one in FormSamples.Cases("wg-cases.json"))
        {
            var answers = one.GetProperty("given").GetProperty("answers").EnumerateArray().ToList();
            var said = questions
                .Zip(answers)
                .Where(a => a.Second.ValueKind == System.Text.Json.JsonValueKind.Number)
                .ToDictionary(a => a.First, a => a.Second.GetRawText());
            var answer = await jisr.SendAsync(
                "party.register",
                new
                {
                    unitId = centre.Unit,
                    fullName = "اسم للتجربة",
                    functioning = said,
                    consents = new Dictionary<string, string> { ["register"] = "given" },
                    noticeVersion = "2026-11",
                },
                actor: centre.Actor,
                door: Door.Api
            );
            var expect = one.GetProperty("expect");
            if (expect.TryGetProperty("rejected", out var code))
            {
                answer
                    .Reasons.ShouldHaveSingleItem()
                    .ShouldSatisfyAllConditions(
                        r => r.Code.ShouldBe(code.GetString()),
                        r => r.Field.ShouldBe(expect.GetProperty("field").GetString())
                    );
                continue;
            }
            using var worker = centre.Browser();
            var json = await worker.Http.GetStringAsync(new Uri("/api/v1/parties/" + answer.Subject, UriKind.Relative));
            System
                .Text.Json.JsonDocument.Parse(json)
                .RootElement.GetProperty("disability")
                .GetString()
                .ShouldBe(expect.GetProperty("disability").GetString(), one.GetProperty("id").GetString());
        }
    }

    private static byte[] Sheet(params string[] rows) =>
        Encoding.UTF8.GetBytes(
            "| survey |\n| | type | name | label | required | relevant | constraint |\n"
                + string.Join('\n', rows)
                + "\n| choices |\n| | list_name | name | label |\n| | yesno | yes | Yes |\n| | yesno | no | No |\n"
                + "| settings |\n| | form_title | form_id | version |\n| | Odd | odd | 1 |\n"
        );

    private static IEnumerable<string> Binds(XDocument form) =>
        Of(form, "bind")
            .Select(b =>
                string.Join(
                    ' ',
                    b.Attributes().Select(a => a.Name.LocalName + "=" + Squeezed(a.Value)).Order(StringComparer.Ordinal)
                )
            );

    private static IEnumerable<string> Texts(XDocument form) =>
        Of(form, "text")
            .Select(t =>
                t.Parent!.Attribute("lang")!.Value
                + "|"
                + t.Attribute("id")!.Value
                + "|"
                + t.Value.Replace("’", "'", StringComparison.Ordinal)
            );

    private static IEnumerable<string> Choices(XDocument form) =>
        Of(form, "item")
            .Select(i =>
                i.Ancestors().First(a => a.Name.LocalName == "instance").Attribute("id")!.Value + "|" + i.Value
            );

    private static IEnumerable<string> Controls(XDocument form) =>
        form.Root!.Elements()
            .Last()
            .Descendants()
            .Select(e =>
                e.Name.LocalName
                + "|"
                + string.Join(
                    ' ',
                    e.Attributes().Select(a => a.Name.LocalName + "=" + a.Value).Order(StringComparer.Ordinal)
                )
            );

    private static IEnumerable<string> Fields(XDocument form) =>
        Of(form, "data")
            .Single()
            .DescendantsAndSelf()
            .Select(e => string.Join('/', e.AncestorsAndSelf().Select(a => a.Name.LocalName).Reverse()));

    private static IEnumerable<XElement> Of(XDocument form, string name) =>
        form.Descendants().Where(e => e.Name.LocalName == name);

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
