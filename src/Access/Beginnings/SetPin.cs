using System.Text.Json.Serialization;
using Jisr.Access.Accounts;
using Jisr.Access.Pins;
using Jisr.Access.Resets;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Beginnings;

/// <summary>She chooses her PIN herself, with the code that was given to her. Nobody else ever sees it.</summary>
internal sealed record SetPin(Guid BeginningId) : ICommand
{
    public static string Kind => "pin.set";

    // Outside the content hash: what is kept for ever must not help to guess a PIN.
    [JsonIgnore]
    public string? Code { get; init; }

    [JsonIgnore]
    public string? Pin { get; init; }

    [JsonIgnore]
    public string? Again { get; init; }
}

internal sealed class SetPinHandler(JisrDb db, PinBook pins) : IHandle<SetPin>
{
    public async Task<Reach> ReachAsync(SetPin command, CommandScope scope, CancellationToken ct) =>
        Reach.Held(
            await OpenBeginning.FindAsync(db, command.Code, scope.Now, ct) is { } b && b.Id == command.BeginningId
        );

    public void Check(SetPin command, Problems problems, CommandScope scope) =>
        ChosenPin.Check(problems, command.Pin, command.Again);

    public async Task<Outcome> HandleAsync(SetPin command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "access_beginning", "id", command.BeginningId, ct);
        db.ChangeTracker.Clear();
        if (await OpenBeginning.FindAsync(db, command.Code, scope.Now, ct) is not { } beginning)
            return Outcome.No("NOT_FOUND");
        var account = await db.Set<Account>().SingleAsync(a => a.Id == beginning.AccountId.Value, ct);
        if (account.IsClosed)
            return Outcome.No("NOT_FOUND");
        if (await pins.SetAsync(account, command.Pin, scope.Now, ct) is { } refused)
            return refused;
        beginning.UsedAt = scope.Now;
        if (beginning.Why == Beginning.Reset)
            await AfterReset.ApplyAsync(db, account, scope, ct);
        return new Outcome.Done { Subject = account.Id };
    }
}
