using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;

namespace Jisr.People.Units;

/// <summary>The number that the organisation gives to the public, for all below it that have none of their own.
/// Empty takes it away.</summary>
internal sealed record SetUnitPhone(UnitId UnitId, string? Phone) : ICommand
{
    public static string Kind => "unit.set-phone";
}

internal sealed class SetUnitPhoneHandler(JisrDb db, UnitTree tree) : IHandle<SetUnitPhone>
{
    public Task<Reach> ReachAsync(SetUnitPhone command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(UnitChange.ReachOf(tree, command.UnitId));

    public void Check(SetUnitPhone command, Problems problems, CommandScope scope) =>
        UnitPhone.Read(command.Phone, tree.Find(command.UnitId)?.Country ?? "SY", problems);

    public async Task<Outcome> HandleAsync(SetUnitPhone command, CommandScope scope, CancellationToken ct)
    {
        if (await UnitChange.OpenAsync(db, command.UnitId, ct) is not { } unit)
            return Outcome.No("UNIT_CLOSED");
        unit.Phone = UnitPhone.Read(command.Phone, tree.Find(command.UnitId)?.Country ?? "SY", []);
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = unit.Id.Value, Number = unit.Code };
    }
}

/// <summary>The organisation's number as it is typed: one number of any country, its own country first.</summary>
internal static class UnitPhone
{
    public static string? Read(string? typed, string country, Problems problems)
    {
        var reading = PhoneBinder.Read(typed, country);
        if (reading.Error is not (null or "EMPTY"))
            problems.Add("phone", "UNIT_PHONE_INVALID");
        return reading.Value;
    }
}
