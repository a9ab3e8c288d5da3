using Jisr.Access.Beginnings;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Resets;

/// <summary>A second person, in another role, has seen for herself who it is. She gets a code of 15 minutes for the woman,
/// who chooses her PIN herself.</summary>
internal sealed record ConfirmReset(Guid ResetId, string ProofKind) : ICommand
{
    public static string Kind => "pin-reset.confirm";

    /// <summary>card-photo: the picture on her card. known-member: another member whom the centre knows vouches.</summary>
    public static readonly IReadOnlyList<string> Proofs = ["card-photo", "known-member"];

    /// <summary>The beginning that a confirmation makes.</summary>
    public static Guid BeginningOf(Guid reset) => NameUuid.Of("begin after reset", reset.ToString());
}

internal sealed class ConfirmResetHandler(JisrDb db, AccessGate gate, Sealer sealer) : IHandle<ConfirmReset>
{
    public async Task<Reach> ReachAsync(ConfirmReset command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ResetRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.ResetId, ct) is { } reset
            ? Reach.Unit(reset.UnitId)
            : Reach.Missing;

    public void Check(ConfirmReset command, Problems problems, CommandScope scope)
    {
        if (!ConfirmReset.Proofs.Contains(command.ProofKind))
            problems.Add("proof", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(ConfirmReset command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "access_reset_request", "id", command.ResetId, ct);
        var reset = await db.Set<ResetRequest>().SingleAsync(r => r.Id == command.ResetId, ct);
        if (scope.Actor.Is(reset.PartyId))
            return Outcome.No("NOT_FOR_HERSELF");
        if (scope.Actor.AccountId == reset.StartedBy)
            return Outcome.No("NEEDS_ANOTHER_PERSON");
        if (ResetDuties.RolesFor(gate, scope.Actor, ConfirmReset.Kind, reset.UnitId).All(r => r == reset.StartedAs))
            return Outcome.No("NEEDS_ANOTHER_ROLE");
        if (reset.State != ResetRequest.Started || scope.Now - reset.StartedAt >= ResetRequest.Waits)
            return Outcome.No("RESET_OVER");
        reset.State = ResetRequest.Confirmed;
        reset.ConfirmedBy = scope.Actor.AccountId;
        reset.ConfirmedAt = scope.Now;
        reset.ProofKind = command.ProofKind;
        await OpenBeginning.MakeAsync(
            db,
            sealer,
            ConfirmReset.BeginningOf(reset.Id),
            reset.AccountId,
            Beginning.Reset,
            scope.Now,
            ct
        );
        return new Outcome.Done { Subject = reset.Id };
    }
}

/// <summary>It is not she, or nobody can say: nothing changes.</summary>
internal sealed record RefuseReset(Guid ResetId) : ICommand
{
    public static string Kind => "pin-reset.refuse";
}

internal sealed class RefuseResetHandler(JisrDb db) : IHandle<RefuseReset>
{
    public async Task<Reach> ReachAsync(RefuseReset command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ResetRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.ResetId, ct) is { } reset
            ? Reach.Unit(reset.UnitId)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(RefuseReset command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "access_reset_request", "id", command.ResetId, ct);
        var reset = await db.Set<ResetRequest>().SingleAsync(r => r.Id == command.ResetId, ct);
        if (reset.State is not (ResetRequest.Started or ResetRequest.Confirmed))
            return Outcome.No("RESET_OVER");
        reset.State = ResetRequest.Refused;
        var beginning = ConfirmReset.BeginningOf(reset.Id);
        await db.Set<Beginning>().Where(b => b.Id == beginning && b.UsedAt == null).ExecuteDeleteAsync(ct);
        return new Outcome.Done { Subject = reset.Id };
    }
}
