using System.Net.Http.Json;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>The reference places of three countries, and their history.</summary>
public class PlacesTests
{
    [Theory, Databases]
    public async Task All_three_countries_are_there_from_the_first_start(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        foreach (
            var (country, upper, middle, lower) in ((string, int, int, int)[])
                [("SY", 14, 62, 272), ("JO", 12, 51, 89), ("MA", 12, 75, 904)]
        )
        {
            long[] counts =
            [
                await CountAsync(jisr, country, 1),
                await CountAsync(jisr, country, 2),
                await CountAsync(jisr, country, 3),
            ];
            counts.ShouldBe([upper, middle, lower], country);
        }
        // Every place but the first level has one parent, and every name is there in Arabic.
        (await jisr.CountAsync("SELECT count(*) FROM people_place_link")).ShouldBe(62 + 272 + 51 + 89 + 75 + 904);
        (await jisr.CountAsync("SELECT count(*) FROM people_place_name WHERE ar = '' OR fr = '' OR en = ''")).ShouldBe(
            0
        );
    }

    [Theory, Databases]
    public async Task MT18_places_are_found_by_what_people_write_and_never_guessed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var anyone = jisr.Browser();
        (await FindAsync(anyone, "أكادير إداوتنان", "MA"))
            .GetProperty("place")
            .GetProperty("code")
            .GetString()
            .ShouldBe("MA-09.001");
        foreach (var typed in (string[])["محافظة الحسكة", "الحسكه", "Hassaké"])
            (await FindAsync(anyone, typed, "SY"))
                .GetProperty("place")
                .GetProperty("code")
                .GetString()
                .ShouldBe("SY08", typed);
        var unknown = await FindAsync(anyone, "طانتان", "MA");
        unknown.TryGetProperty("place", out var place).ShouldBe(place.ValueKind == JsonValueKind.Null);
        unknown
            .GetProperty("near")
            .EnumerateArray()
            .Select(p => p.GetProperty("nameAr").GetString())
            .ShouldContain("طانطان");
    }

    [Theory, Databases]
    public async Task Nearly_all_places_of_the_sample_are_read(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var anyone = jisr.Browser();
        var typed = ImportTests
            .Rows(ImportTests.Fixture("registrations-dev-1k.csv"))
            .Select(r => r["governorate"])
            .Where(g => g.Length > 0)
            .ToList();
        var found = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var name in typed.Distinct())
            found[name] =
                (await FindAsync(anyone, name, "SY")).TryGetProperty("place", out var p)
                && p.ValueKind != JsonValueKind.Null;
        var share = typed.Count(t => found[t]) / (double)typed.Count;
        share.ShouldBeGreaterThanOrEqualTo(0.995, string.Join(", ", found.Where(f => !f.Value).Select(f => f.Key)));
    }

    [Theory, Databases]
    public async Task A_renamed_and_moved_place_keeps_its_history(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        const string head =
            "code,country,level,kind,parent_code,name_ar,name_fr,name_en,aliases,iso_3166_2,wikidata,latitude,longitude,population,population_year\n";
        var file = ImportTests.Write(
            jisr,
            "new.csv",
            head + "SY0703,SY,2,district,SY08,اسم جديد,Nouveau nom,New name,,,,,,1000,2027\n"
        );
        var run = await jisr.VerbAsync(
            "places",
            "import",
            file,
            "--data-version",
            "2027-01-01",
            "--from",
            "2026-11-01"
        );
        run.Exit.ShouldBe(0, run.Errors);
        (await jisr.CountAsync("SELECT count(*) FROM people_place_name WHERE place_code = 'SY0703'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_place_link WHERE place_code = 'SY0703'")).ShouldBe(2);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_place_name WHERE place_code = 'SY0703' AND \"to\" = '2026-10-31'"
            )
        ).ShouldBe(1);
        using var fresh = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        var page = await fresh.GetAsync("/places/SY0703");
        page.Text.ShouldContain("اسم جديد");
        page.Text.ShouldContain("What it was called and where it belonged");

        // The same version again, and an older one, change nothing; a day before the last change is refused.
        (await jisr.VerbAsync("places", "import", file, "--data-version", "2027-01-01")).Output.ShouldContain(
            "nothing changed"
        );
        var back = await jisr.VerbAsync(
            "places",
            "import",
            file,
            "--data-version",
            "2027-06-01",
            "--from",
            "2026-10-01"
        );
        back.Exit.ShouldBe(2);
        back.Errors.ShouldContain("must come after 2026-11-01");
        (await jisr.CountAsync("SELECT count(*) FROM people_place_name WHERE place_code = 'SY0703'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_place_file_that_is_none_changes_nothing()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        const string head =
            "code,country,level,kind,parent_code,name_ar,name_fr,name_en,aliases,iso_3166_2,wikidata,latitude,longitude,population,population_year\n";
        foreach (
            var text in (string[])
                [
                    "",
                    "a,b\n1,2\n",
                    head,
                    head + "SY07,SY,x,governorate,,إدلب,,,,,,,,,\n",
                    head + "SY07,SY,1,governorate,,,,,,,,,,,\n",
                    head + "SY0703,SY,2,district,,أريحا,,,,,,,,,\n",
                    head + "SY07,SY,1,governorate,,إدلب,,,,,,,,,\nSY07,SY,1,governorate,,إدلب,,,,,,,,,\n",
                    head + "SY07,SY,1,governorate,,إدلب\n",
                ]
        )
        {
            var run = await jisr.VerbAsync(
                "places",
                "import",
                ImportTests.Write(jisr, "bad.csv", text),
                "--data-version",
                "2027-01-01"
            );
            run.Exit.ShouldBe(2, text + run.Output + run.Errors);
            run.Errors.ShouldContain("Nothing was changed.");
        }
        (await jisr.CountAsync("SELECT count(*) FROM people_place WHERE data_version = '2027-01-01'")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Staff_browse_places_in_three_languages_and_see_the_units_there(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ImportTests.AddUnitAsync(jisr);
        foreach (
            var (language, region, province) in ((string, string, string)[])
                [("ar", "جهة كلميم - واد نون", "كلميم"), ("fr", "Guelmim", "Guelmim"), ("en", "Guelmim", "Guelmim")]
        )
        {
            using var staff = await jisr.BrowserWithRoleAsync(Roles.CentreWorker, language: language);
            var places = await staff.GetAsync("/places");
            places.Status.ShouldBe(200);
            var link = places.Document.QuerySelector("a[href='/places/MA-10']");
            link.ShouldNotBeNull();
            link.TextContent.ShouldContain(region.Split(' ')[^1], Case.Sensitive, language);
            var page = await staff.GetAsync("/places/MA-10");
            page.Document.QuerySelector("a[href='/places/MA-10.261']")!.TextContent.ShouldContain(province);
            page.Document.QuerySelector("a[href='/units/guelmim-1']").ShouldNotBeNull();
        }
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        (await worker.GetAsync("/places?q=" + Uri.EscapeDataString("طانتان"))).Text.ShouldContain(
            "No place has this name"
        );
        (await worker.GetAsync("/places?q=" + Uri.EscapeDataString("الحسكه"))).Html.ShouldContain("/places/SY08");
        (await worker.GetAsync("/places/NOWHERE")).Status.ShouldBe(404);
    }

    private static Task<long> CountAsync(JisrApp jisr, string country, int level) =>
        jisr.CountAsync($"SELECT count(*) FROM people_place WHERE country = '{country}' AND level = {level}");

    private static Task<JsonElement> FindAsync(Browser browser, string typed, string country) =>
        browser.Http.GetFromJsonAsync<JsonElement>(
            $"/api/v1/places/find?name={Uri.EscapeDataString(typed)}&country={country}"
        );
}
