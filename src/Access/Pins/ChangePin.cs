using System.Text.Json.Serialization;
using Jisr.Access.Accounts;
using Jisr.Access.Sessions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Pins;

/// <summary>She puts a new PIN in place of her old one, having just shown the old; her other sessions end.</summary>
internal sealed record ChangePin(AccountId AccountId, Guid? SessionId) : ICommand
{
    public static string Kind => "pin.change";

    // Outside the content hash: what is kept for ever must not help to guess a PIN.
    [JsonIgnore]
    public string? Pin { get; init; }

    [JsonIgnore]
    public string? Again { get; init; }
}

internal sealed class ChangePinHandler(JisrDb db, PinBook pins) : IHandle<ChangePin>
{
    // Only the page knows that she has just proved who she is.
    public Task<Reach> ReachAsync(ChangePin command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            scope.Actor.AccountId == command.AccountId && scope.Door == Door.Form ? Reach.Held(true) : Reach.Missing
        );

    public void Check(ChangePin command, Problems problems, CommandScope scope) =>
        ChosenPin.Check(problems, command.Pin, command.Again);

    public async Task<Outcome> HandleAsync(ChangePin command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == command.AccountId.Value, ct);
        if (!await pins.HasAsync(account.Id, ct))
            return Outcome.No("NOT_FOUND");
        if (await pins.IsRightAsync(account, command.Pin, ct))
            return Outcome.No("PIN_SAME", "pin");
        if (await pins.SetAsync(account, command.Pin, scope.Now, ct) is { } refused)
            return refused;
        await OpenSessions.EndAsync(db, command.AccountId, scope.Now, ct, except: command.SessionId);
        return new Outcome.Done { Subject = account.Id };
    }
}

/// <summary>What can be said of a chosen PIN without asking who she is.</summary>
internal static class ChosenPin
{
    public static void Check(Problems problems, string? pin, string? again)
    {
        if (string.IsNullOrWhiteSpace(pin))
            problems.Add("pin", "REQUIRED");
        else if (PinText.Read(pin) is not { } first)
            problems.Add("pin", "PIN_SHAPE");
        else if (PinText.Read(again) != first)
            problems.Add("again", "PIN_DIFFERENT");
    }
}
