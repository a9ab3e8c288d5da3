using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Kernel.Tests;

public class PipelineTests
{
    private static object User(string name) => new { userName = name, displayName = "زينة" };

    [Theory, Databases]
    public async Task DO5_the_same_id_with_other_content_is_refused_and_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var id = NewId.Next();
        (await jisr.SendAsync("user.add", User("n"), id)).Result.ShouldBe(AnswerResult.Accepted);
        var second = await jisr.SendAsync("user.add", User("m"), id);
        second.Result.ShouldBe(AnswerResult.Rejected);
        second.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ID_REUSED");
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE normalized_user_name = 'N'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE normalized_user_name = 'M'")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task DO6_the_same_content_with_keys_in_another_order_is_a_duplicate(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var id = NewId.Next();
        await jisr.SendAsync("user.add", new { userName = "a", displayName = "b" }, id);
        var again = await jisr.SendAsync("user.add", new { displayName = "b", userName = "a" }, id);
        again.Result.ShouldBe(AnswerResult.Duplicate);
        again.First!.Result.ShouldBe(AnswerResult.Accepted);
    }

    [Theory, Databases]
    public async Task DO16_of_twenty_parallel_posts_of_one_id_one_is_accepted_and_nineteen_are_duplicates(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var id = NewId.Next();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => jisr.SendAsync("user.add", User("one"), id)))
        );
        answers.Count(a => a.Result == AnswerResult.Accepted).ShouldBe(1);
        answers.Count(a => a.Result == AnswerResult.Duplicate).ShouldBe(19);
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE normalized_user_name = 'ONE'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_repeat_by_somebody_else_only_learns_that_the_id_is_taken(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = new Actor { AccountId = await jisr.AccountWithRoleAsync(Roles.Administrator) };
        var id = NewId.Next();
        await jisr.SendAsync("user.add", User("x"), id);
        var answer = await jisr.SendAsync("user.add", User("x"), id, admin, Door.Api);
        answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ID_REUSED");
        answer.First.ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_refused_command_leaves_no_receipt_no_audit_and_no_effect(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var answer = await jisr.SendAsync("user.add", User("y"), null, Actor.Anonymous, Door.Api);
        answer.Refusal.ShouldBe(Refusal.SignIn);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_command_receipt")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM access_account")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task An_unknown_kind_is_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        (await jisr.SendAsync("party.fly", new { })).Reasons.ShouldHaveSingleItem().Code.ShouldBe("KIND_UNKNOWN");
    }

    [Theory, Databases]
    public async Task The_first_page_is_served_in_three_languages(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        foreach (var (language, dir) in new[] { ("ar", "rtl"), ("fr", "ltr"), ("en", "ltr") })
        {
            using var browser = jisr.Browser(language);
            var page = await browser.GetAsync("/");
            page.Status.ShouldBe(200);
            page.Document.DocumentElement.GetAttribute("lang").ShouldBe(language);
            page.Document.DocumentElement.GetAttribute("dir").ShouldBe(dir);
        }
    }
}
