using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary><c>jisr indicators</c>: computed now, as text and as JSON.</summary>
public class VerbTests
{
    [Theory, Databases]
    public async Task The_verb_counts_what_the_records_say(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await jisr.RecordAsync([
            .. Records.Women(121, "MA-10.261", new DateOnly(2022, 6, 11)),
            .. Records.Women(5, "MA-10.261", new DateOnly(2022, 7, 1)),
        ]);
        var verb = await jisr.VerbAsync("indicators", "--period", "2022S1", "--json");
        verb.Exit.ShouldBe(0, verb.Errors);
        var json = JsonDocument.Parse(verb.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        json.GetProperty("to").GetString().ShouldBe("2022-06-30");
        var people = json.GetProperty("indicators")
            .EnumerateArray()
            .Single(i => i.GetProperty("code").GetString() == "people-registered");
        people.GetProperty("total")[0].GetProperty("value").GetInt64().ShouldBe(121);
        people.GetProperty("areas")[0].GetProperty("area").GetString().ShouldBe("MA-10");
        people.GetProperty("measure").GetString().ShouldBe("unique-people");
        people.GetProperty("how").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("--period", "2022S3", "PERIOD_UNKNOWN")]
    [InlineData("--unit", "nowhere", "no unit nowhere")]
    [InlineData("--programme", "nothing", "no programme nothing")]
    public async Task What_it_does_not_know_is_said_and_the_exit_is_2(string option, string value, string why)
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        var verb = await jisr.VerbAsync("indicators", option, value);
        verb.Exit.ShouldBe(2);
        verb.Errors.ShouldContain(why);
        verb.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_one_unit_it_counts_that_unit_and_those_below_it()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        await jisr.RecordAsync([.. Records.Women(9, "MA-10.261", new DateOnly(2022, 6, 11))]);
        // The first verb makes the unit, so that its key stands where the second looks for it.
        (await jisr.VerbAsync("indicators", "--unit", "jisr", "--period", "2022")).Output.ShouldContain(
            "people-registered                 9"
        );
    }
}
