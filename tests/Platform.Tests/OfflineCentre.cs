using System.Text.Json.Nodes;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>A centre with a worker and a tablet that both may be without a line.</summary>
internal sealed class OfflineCentre
{
    private readonly JisrApp jisr;

    private OfflineCentre(JisrApp jisr, UnitId unit, AccountId worker, Guid grant, Device device)
    {
        Grant = grant;
        this.jisr = jisr;
        Unit = unit;
        Worker = worker;
        Device = device;
    }

    public UnitId Unit { get; }
    public AccountId Worker { get; }

    /// <summary>The worker's role.</summary>
    public Guid Grant { get; }
    public Device Device { get; }

    public static async Task<OfflineCentre> OpenAsync(JisrApp jisr)
    {
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code = "harem-1",
                unitKind = "space",
                place = "SY0703",
                nameAr = "مركز حارم",
                nameFr = "Centre harem",
                nameEn = "Centre harem",
            }
        );
        answer.IsDone.ShouldBeTrue();
        var unit = new UnitId(answer.Subject!.Value);
        var added = await jisr.SendAsync("user.add", new { userName = "worker", displayName = "Worker" });
        var worker = new AccountId(added.Subject!.Value);
        var today = DateOnly.FromDateTime(jisr.Clock.GetUtcNow().UtcDateTime);
        var granted = await jisr.SendAsync(
            "role.grant",
            new
            {
                accountId = worker,
                role = Roles.CentreWorker,
                unitId = unit,
                below = true,
                from = today,
                to = today.AddMonths(6),
            }
        );
        granted.IsDone.ShouldBeTrue();
        var device = await Device.AddAsync(jisr, unit);
        await device.SignInAsync(worker);
        return new OfflineCentre(jisr, unit, worker, granted.Subject!.Value, device);
    }

    public Task<Browser> LeadAsync() => jisr.BrowserWithRoleAsync(Roles.UnitLead, Unit);

    /// <summary>What the form of the device saves.</summary>
    public object Woman(string? name, string? number = null, string? district = "SY0703") =>
        new
        {
            unitId = Unit,
            number,
            fullName = name,
            sex = "F",
            age = "34",
            phone = "0944567890",
            phoneSafety = "shared",
            governorate = "SY07",
            district,
            language = "ar",
            consents = new Dictionary<string, string> { ["register"] = "given" },
            noticeVersion = "2026-11",
            consentChannel = "spoken",
        };

    public JsonObject Register(string? name, Guid? id = null, DateTimeOffset? savedAt = null) =>
        Device.Save("party.register", Woman(name), id, savedAt);

    public Task<long> PeopleAsync() => jisr.CountAsync("SELECT count(*) FROM people_party");

    public Task<long> WaitingAsync(string state, string? code = null) =>
        jisr.CountAsync(
            $"SELECT count(*) FROM kernel_worklist_item WHERE state = '{state}'"
                + (code is null ? "" : $" AND code = '{code}'")
        );
}
