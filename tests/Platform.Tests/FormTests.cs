using System.Net;
using Jisr.Kernel.Access;
using Jisr.Testing;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Jisr.Platform.Tests;

/// <summary>What every form does, shown on the form of the style guide.</summary>
public class FormTests
{
    private static readonly (string Field, string? Value)[] Typed =
    [
        ("name", "زينة <b>&\u200F\"الحلبي"),
        ("phone", "ليس رقماً"),
        ("price", "1,000"),
        ("day.day", "٣١"),
        ("day.month", "شباط"),
        ("day.year", "٢٠٢٧"),
        ("note", "سطر\nوسطر 🙂"),
        ("way", "two"),
    ];

    [Theory, Databases, Asvs("2.2.1", "2.2.2")]
    public async Task XA15_errors_come_back_on_top_and_at_their_fields_with_the_text_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Operator, language: "ar");
        var page = await staff.SendAsync(await staff.GetAsync("/style"), Typed);
        page.Status.ShouldBe(422);
        page.Title.ShouldStartWith("خطأ:");
        page.Errors.Count.ShouldBeGreaterThanOrEqualTo(4);
        page.Errors.ShouldContain(e => e.Contains("1000.000 (ألف دينار)") && e.Contains("1.000 (دينار واحد)"));
        page.Errors.ShouldContain(e => e.Contains("28"));
        foreach (var link in page.Document.QuerySelectorAll("#errors a"))
            page.Document.GetElementById(link.GetAttribute("href")![1..]).ShouldNotBeNull(link.TextContent);
        foreach (var (field, value) in Typed.Where(t => t.Field is not "way"))
            page.Value(field)!.ReplaceLineEndings("\n").ShouldBe(value, field);
        page.Document.QuerySelector("[name=way][value=two]")!.HasAttribute("checked").ShouldBeTrue();
        page.Html.ShouldNotContain("<b>&");
    }

    [Fact]
    public async Task DO27_a_refused_form_gets_a_fresh_id_and_is_done_when_mended()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Operator, language: "ar");
        var first = await staff.GetAsync("/style");
        var refused = await staff.SendAsync(first, Typed);
        refused.Value(FormState.IdField).ShouldNotBe(first.Value(FormState.IdField));
        var done = await staff.SendAsync(
            refused,
            ("phone", "٠٩٤٤ ٥٦٧ ٨٩٠"),
            ("price", "١٢٫٥"),
            ("day.day", "28"),
            ("country", "SY"),
            ("agree", "yes"),
            ("way", "one")
        );
        done.Status.ShouldBe(200);
        done.Errors.ShouldBeEmpty();
        done.Document.QuerySelector(".notice.ok").ShouldNotBeNull();
    }

    [Theory, Databases]
    public async Task K6_the_language_buttons_keep_the_page_and_the_typed_text(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Operator, language: "ar");
        var page = await staff.SendAsync(await staff.GetAsync("/style"), [.. Typed, (FormState.LanguageField, "fr")]);
        page.Status.ShouldBe(200);
        page.Address.ShouldBe("/style");
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        page.Document.DocumentElement.GetAttribute("dir").ShouldBe("ltr");
        page.Errors.ShouldBeEmpty();
        foreach (var (field, value) in Typed.Where(t => t.Field is not "way"))
            page.Value(field)!.ReplaceLineEndings("\n").ShouldBe(value, field);
        // The choice stays.
        (await staff.GetAsync("/help"))
            .Document.DocumentElement.GetAttribute("lang")
            .ShouldBe("fr");
    }

    [Theory, Databases, Asvs("3.5.1")]
    public async Task A_form_whose_token_is_not_ours_is_not_done_and_loses_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Operator, language: "ar");
        var page = await staff.SendAsync(
            await staff.GetAsync("/style"),
            [.. Typed, ("__RequestVerificationToken", "forged")]
        );
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        page.Status.ShouldBe(200);
        page.Errors.ShouldBeEmpty();
        page.Document.QuerySelector(".notice").ShouldNotBeNull();
        foreach (var (field, value) in Typed.Where(t => t.Field is not "way"))
            page.Value(field)!.ReplaceLineEndings("\n").ShouldBe(value, field);
        // Another browser that learns the address sees nothing of it.
        using var other = await jisr.BrowserWithRoleAsync(Roles.Operator, language: "ar");
        (await other.GetAsync(page.Address)).Value("name").ShouldBeNullOrEmpty();
        // What waits there is sealed, and goes after an hour.
        (await jisr.CountAsync("SELECT count(*) FROM kernel_kept_form")).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromHours(2));
        (await staff.GetAsync(page.Address)).Value("name").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_form_without_its_command_id_is_given_a_fresh_one_and_not_done()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Operator);
        var page = await staff.SendAsync(await staff.GetAsync("/style"), [.. Typed, (FormState.IdField, "")]);
        page.Status.ShouldBe(400);
        Guid.TryParse(page.Value(FormState.IdField), out _).ShouldBeTrue();
        page.Value("name").ShouldBe(Typed[0].Value);
    }

    [Fact]
    public async Task Five_thousand_letters_where_five_hundred_fit_are_counted_and_kept()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Operator);
        var text = new string('ن', 5000);
        var page = await staff.SendAsync(await staff.GetAsync("/style"), ("note", text));
        page.Status.ShouldBe(422);
        page.Errors.ShouldContain(e => e.Contains("500") && e.Contains("4500"));
        page.Value("note").ShouldBe(text);
    }

    [Fact, Asvs("15.3.3")]
    public void Fields_that_nobody_asked_for_are_known_and_left_alone()
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.ContentType = "application/x-www-form-urlencoded";
        http.Request.Form = new FormCollection(
            new Dictionary<string, StringValues>(StringComparer.Ordinal)
            {
                ["_handler"] = "f",
                [FormState.IdField] = Guid.CreateVersion7().ToString(),
                ["name"] = "x",
                ["role"] = "administrator",
            }
        );
        var form = FormState.Read(http, "f");
        form.Text("name").ShouldBe("x");
        form.Unread.ShouldBe(["role"]);
        FormState.Read(http, "another").Text("name").ShouldBeNull();
    }
}
