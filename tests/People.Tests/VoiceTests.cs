using System.Text.Json;
using System.Text.RegularExpressions;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Recorded voices for women who do not read (experience.md L-2).</summary>
public class VoiceTests
{
    private const string Consent = "هل توافقين على تسجيلكِ؟";

    [Theory, Databases]
    public async Task A_question_that_somebody_recorded_is_heard_in_that_language_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await Centre.OpenAsync(jisr);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, language: "ar");
        using var woman = jisr.Browser("ar");
        (await SpeakersAsync(woman)).ShouldBeEmpty("nobody recorded anything");
        var consent = await TextOfAsync(manager, "ar-SY", Consent);
        var page = await manager.GetAsync(consent);
        var wrong = await manager.UploadAsync(page, [("sound", "a.ogg", "audio/ogg", "no sound"u8.ToArray())]);
        wrong.Status.ShouldBe(422);
        var empty = await manager.SendAsync(wrong);
        empty.Status.ShouldBe(422);
        var large = await manager.UploadAsync(empty, [("sound", "a.wav", "audio/wav", new byte[500_000])]);
        large.Status.ShouldBe(422);
        page = await manager.UploadAsync(large, [("sound", "a.wav", "audio/wav", Sounds.Wave())]);
        page.Address.ShouldBe("/recordings?voice=ar-SY&done=yes", string.Join(" / ", page.Errors));

        var heard = (await SpeakersAsync(woman)).ShouldHaveSingleItem();
        using var clip = await woman.Http.GetAsync(heard, TestContext.Current.CancellationToken);
        clip.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        clip.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        (await clip.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Sounds.Wave());
        using var french = jisr.Browser("fr");
        (await SpeakersAsync(french)).ShouldBeEmpty();

        // Read again it is another address, and the first one is gone.
        await manager.UploadAsync(await manager.GetAsync(consent), [("sound", "b.wav", "audio/wav", Sounds.Wave(400))]);
        var again = (await SpeakersAsync(woman)).ShouldHaveSingleItem();
        again.ShouldNotBe(heard);
        (await woman.GetAsync(heard)).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task XA22_a_text_that_changed_leaves_its_recording_on_the_list_of_old_ones(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var consent = await TextOfAsync(manager, "ar-SY", Consent);
        await manager.UploadAsync(await manager.GetAsync(consent), [("sound", "a.wav", "audio/wav", Sounds.Wave())]);
        (await jisr.VerbAsync("voices", "list")).Exit.ShouldBe(0);
        // A new version of the program asks in other words: what was recorded spoke the old ones.
        await jisr.ExecuteAsync("UPDATE people_voice SET text = 'هل تقبلين التسجيل؟'");
        var list = await jisr.VerbAsync("voices", "list", "--json");
        list.Exit.ShouldBe(1);
        var stale = JsonDocument.Parse(list.Output).RootElement.GetProperty("stale").EnumerateArray().Single();
        stale.GetProperty("voice").GetString().ShouldBe("ar-SY");
        stale.GetProperty("text").GetString().ShouldBe("هل تقبلين التسجيل؟");
        var page = await manager.GetAsync("/recordings?voice=ar-SY");
        page.Document.QuerySelector("ul.rows li")!.TextContent.ShouldContain("The words on the page changed");
        jisr.Clock.Advance(TimeSpan.FromMinutes(2));
        using var woman = jisr.Browser("ar");
        (await SpeakersAsync(woman)).ShouldBeEmpty("a voice never says other words than the page");
        page = await manager.GetAsync(page.Link("Take away"));
        page = await manager.SendAsync(page);
        page.Address.ShouldBe("/recordings?voice=ar-SY&done=yes");
        (await jisr.CountAsync("SELECT count(*) FROM people_voice")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Every_text_of_the_list_is_one_that_the_registration_asks(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var pages = "";
        foreach (var file in (string[])["Registration/StepFields.razor", "Functioning/FunctioningWords.cs"])
            pages += await File.ReadAllTextAsync(
                Path.Combine(Repo.Root, "src/People", file),
                TestContext.Current.CancellationToken
            );
        // The words of the six questions stand one to a line.
        pages = Regex.Replace(pages, "words\\[\\s*(\"[^\"]+\")\\s*\\]", "L[$1]");
        var page = await manager.GetAsync("/recordings?voice=en");
        var listed = page.Document.QuerySelectorAll("ul.rows bdi").SelectMany(b => b.TextContent.Split('\n')).ToList();
        listed.Count.ShouldBeGreaterThan(15);
        listed.Where(q => !pages.Contains($"L[\"{q}\"]", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<string> TextOfAsync(Browser manager, string voice, string text)
    {
        var page = await manager.GetAsync("/recordings?voice=" + voice);
        var line = page
            .Document.QuerySelectorAll("ul.rows li")
            .Single(l => l.QuerySelector("bdi")!.TextContent == text);
        return line.QuerySelector("a")!.GetAttribute("href")!;
    }

    private static async Task<string[]> SpeakersAsync(Browser woman)
    {
        var page = await woman.GetAsync("/join");
        page = await woman.GetAsync(page.Document.QuerySelectorAll("main a.button").First().GetAttribute("href")!);
        return [.. page.Document.QuerySelectorAll("a.speak").Select(a => a.GetAttribute("href")!)];
    }
}
