using System.Globalization;
using System.Text.Json;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Insight.Tests;

/// <summary>An event of a module that does not stand yet: it must become a fact by itself.</summary>
public sealed record SessionAttended : JisrEvent;

/// <summary>Makes records as modules do: by events inside a transaction, or by real commands.</summary>
internal static class Records
{
    /// <summary>Says what happened, as a handler does, in one transaction.</summary>
    public static async Task RecordAsync(this JisrApp jisr, params JisrEvent[] events)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await using var turn = await db.Storage.WriteTurnAsync(CancellationToken.None);
        await using var tx = await db.Database.BeginTransactionAsync();
        var command = new CommandScope
        {
            Id = NewId.Of<CommandId>(),
            Kind = "test.record",
            Actor = Actor.System,
            Door = Door.System,
            Now = Clock.Now(jisr.Clock),
            OccurredAt = Clock.Now(jisr.Clock),
        };
        foreach (var what in events)
        foreach (var recorder in scope.ServiceProvider.GetServices<IInTransaction>())
            await recorder.OnAsync(what, command, CancellationToken.None);
        foreach (var recorder in scope.ServiceProvider.GetServices<IInTransaction>())
            await recorder.EndAsync(CancellationToken.None);
        await db.SaveChangesAsync();
        await tx.CommitAsync();
    }

    /// <summary>So many women, each registered once, in one place on one day.</summary>
    public static IEnumerable<JisrEvent> Women(int many, string? place, DateOnly on, UnitId? unit = null) =>
        Enumerable
            .Range(0, many)
            .Select(_ =>
            {
                var party = NewId.Of<PartyId>();
                return new PersonRegistered
                {
                    On = on,
                    SourceId = party.Value,
                    PartyId = party,
                    PlaceCode = place,
                    UnitId = unit,
                    Detail = "assisted",
                };
            });

    /// <summary>A unit, by its command.</summary>
    public static async Task<UnitId> UnitAsync(
        this JisrApp jisr,
        string code,
        string place = "MA-10.261",
        string? parent = null
    )
    {
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code,
                unitKind = "space",
                place,
                nameAr = "فضاء " + code,
                nameFr = "Espace " + code,
                nameEn = "Space " + code,
                parentCode = parent,
            }
        );
        answer.IsDone.ShouldBeTrue(answer.Reasons.FirstOrDefault()?.Code);
        return new UnitId(answer.Subject!.Value);
    }

    /// <summary>A woman registered by the real command.</summary>
    public static async Task<PartyId> WomanAsync(
        this JisrApp jisr,
        UnitId unit,
        string name,
        ProgrammeId? programme = null
    )
    {
        var answer = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = unit,
                programmeId = programme,
                fullName = name,
                sex = "F",
                birthDate = "1990",
                governorate = "MA-10",
                district = "MA-10.261",
                consents = new Dictionary<string, string>(StringComparer.Ordinal) { ["register"] = "given" },
                noticeVersion = "1",
                consentChannel = "spoken",
            }
        );
        answer.IsDone.ShouldBeTrue(JsonSerializer.Serialize(answer.Reasons));
        return new PartyId(answer.Subject!.Value);
    }

    /// <summary>An indicator as the API counts it.</summary>
    public static async Task<Counted> CountedAsync(this Browser browser, string code, string query)
    {
        using var response = await browser.Http.GetAsync(
            new Uri($"/api/v1/indicators/{code}?{query}", UriKind.Relative)
        );
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{response.StatusCode}: {text}");
        return new Counted(JsonDocument.Parse(text).RootElement);
    }

    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>What the API said of one indicator.</summary>
internal sealed record Counted(JsonElement Json)
{
    /// <summary>The total; 0 where nothing was recorded, null where it is hidden.</summary>
    public long? Total => Json.GetProperty("total").EnumerateArray().Select(Value).DefaultIfEmpty(0).First();

    /// <summary>An area; 0 where nothing was recorded, null where it is hidden.</summary>
    public long? Area(string key) =>
        Json.GetProperty("areas")
            .EnumerateArray()
            .Where(a => a.GetProperty("area").GetString() == key)
            .Select(Value)
            .DefaultIfEmpty(0)
            .First();

    /// <summary>A part by its code, such as a door; 0 where nothing was recorded, null where it is hidden.</summary>
    public long? Detail(string key) =>
        Json.GetProperty("details")
            .EnumerateArray()
            .Where(d => d.GetProperty("key").GetString() == key)
            .Select(Value)
            .DefaultIfEmpty(0)
            .First();

    public IReadOnlyList<long?> Areas => [.. Json.GetProperty("areas").EnumerateArray().Select(Value)];

    private static long? Value(JsonElement cell) =>
        cell.TryGetProperty("value", out var value) ? value.GetInt64() : null;
}
