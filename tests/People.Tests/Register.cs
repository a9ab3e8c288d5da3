using System.Globalization;
using System.Text.RegularExpressions;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests.Matching;

/// <summary>A register into which records are written as the examples of matching.md write them: «given/father/
/// grandfather/family; date; phone …; paper …; at GOVERNORATE DISTRICT; latin …; head …; sex M».</summary>
internal sealed partial class Register : IAsyncDisposable
{
    private readonly Centre centre;

    private Register(JisrApp jisr, Centre centre) => (Jisr, this.centre) = (jisr, centre);

    public JisrApp Jisr { get; }

    public Centre Centre => centre;

    public static async Task<Register> OpenAsync(string database, params (string Key, string Value)[] settings)
    {
        var jisr = await JisrApp.StartAsync(database, settings);
        return new Register(jisr, await Centre.OpenAsync(jisr));
    }

    public async Task<PartyId> AddAsync(string record, string? governorate = null)
    {
        var (parts, facts) = Read(record);
        var at = facts.GetValueOrDefault("at")?.Split(' ') ?? [];
        string? Part(int slot) => parts.Length == 4 && parts[slot] != "-" ? parts[slot] : null;
        var answer = await Jisr.SendAsync(
            "party.register",
            new
            {
                unitId = centre.Unit,
                recordId = "r" + NewId.Next().ToString("N"),
                givenName = parts.Length == 1 ? parts[0] : Part(0),
                fatherName = Part(1),
                grandfatherName = Part(2),
                familyName = Part(3),
                latinName = facts.GetValueOrDefault("latin"),
                sex = facts.GetValueOrDefault("sex", "F"),
                birthDate = facts.GetValueOrDefault("born"),
                phone = facts.GetValueOrDefault("phone"),
                nationalId = facts.GetValueOrDefault("paper"),
                householdHead = facts.GetValueOrDefault("head"),
                governorate = at.Length > 2 ? at[0] + " " + at[1] : at.ElementAtOrDefault(0) ?? governorate,
                district = at.Length > 1 && at[^1] != "-" ? at[^1] : null,
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
                consentChannel = "spoken",
            },
            actor: centre.Actor,
            door: Door.Api
        );
        answer.IsDone.ShouldBeTrue(
            record + ": " + string.Join(", ", answer.Reasons.Select(r => r.Code + "@" + r.Field))
        );
        return new PartyId(answer.Effective.Subject!.Value);
    }

    /// <summary>Registers two records and gives the levels of the pair, such as <c>given:1 father:0 …</c></summary>
    public async Task<string> LevelsAsync(string a, string b, string? governorate = null)
    {
        var first = await AddAsync(a, governorate);
        var second = await AddAsync(b, governorate);
        var levels = await Jisr.TextAsync(
            $"SELECT signals FROM people_possible_match WHERE (a = {Id(first)} AND b = {Id(second)}) OR (a = {Id(second)} AND b = {Id(first)})"
        );
        levels.ShouldNotBeNull($"{a} / {b}: no pair");
        return levels + " ";
    }

    /// <summary>Registers two records; link, review or ignore.</summary>
    public async Task<string> BandAsync(string a, string b)
    {
        await AddAsync(a);
        return await BandOfAsync(b);
    }

    /// <summary>Registers a record; in which band it meets what stands there already.</summary>
    public async Task<string> BandOfAsync(string b)
    {
        var before = await Jisr.CountAsync("SELECT count(*) FROM people_possible_match");
        var links = await Jisr.CountAsync("SELECT count(*) FROM people_same_woman");
        await AddAsync(b);
        if (await Jisr.CountAsync("SELECT count(*) FROM people_same_woman") > links)
            return "link";
        return await Jisr.CountAsync("SELECT count(*) FROM people_possible_match") > before ? "review" : "ignore";
    }

    /// <summary>True when the record is found by this word of the index.</summary>
    public async Task<bool> FoundByAsync(PartyId party, string word) =>
        await Jisr.CountAsync(
            $"SELECT count(*) FROM kernel_text WHERE owner_id = {Id(party)}"
                + string.Create(CultureInfo.InvariantCulture, $" AND ' ' || folded || ' ' LIKE '% {word} %'")
        ) == 1;

    public ValueTask DisposeAsync() => Jisr.DisposeAsync();

    private string Id(PartyId party) =>
        Jisr.DatabaseSetting.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? $"'{party.Value}'"
            : $"x'{Convert.ToHexString(party.Value.ToByteArray(bigEndian: true))}'";

    private static (string[] Parts, Dictionary<string, string> Facts) Read(string record)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = Array.Empty<string>();
        foreach (var text in record.Split("; "))
            if (Known().Match(text) is { Success: true } known)
                facts[known.Groups[1].Value] = known.Groups[2].Value;
            else if (char.IsAsciiDigit(text[0]))
                facts["born"] = text;
            else
                parts = text.Contains('/', StringComparison.Ordinal) ? text.Split('/') : [text];
        return (parts, facts);
    }

    [GeneratedRegex("^(phone|paper|at|latin|head|sex) (.+)$")]
    private static partial Regex Known();
}
