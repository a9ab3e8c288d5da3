using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Referrals;

/// <summary>The receiver takes it on.</summary>
internal sealed record AcceptReferral(Guid ReferralId) : ICommand
{
    public static string Kind => "referral.accept";
}

/// <summary>The receiver cannot help.</summary>
internal sealed record RefuseReferral(Guid ReferralId) : ICommand
{
    public static string Kind => "referral.refuse";
}

/// <summary>The receiver has helped.</summary>
internal sealed record FinishReferral(Guid ReferralId) : ICommand
{
    public static string Kind => "referral.finish";
}

/// <summary>Taken back, by the one who asked: she changed her mind, or it is no longer needed.</summary>
internal sealed record RevokeReferral(Guid ReferralId) : ICommand
{
    public static string Kind => "referral.revoke";
}

internal sealed class AcceptReferralHandler(JisrDb db) : IHandle<AcceptReferral>
{
    public Task<Reach> ReachAsync(AcceptReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.ReceiverAsync(db, command.ReferralId, ct);

    public Task<Outcome> HandleAsync(AcceptReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.GoAsync(db, command.ReferralId, Referral.Accepted, scope, ct);
}

internal sealed class RefuseReferralHandler(JisrDb db) : IHandle<RefuseReferral>
{
    public Task<Reach> ReachAsync(RefuseReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.ReceiverAsync(db, command.ReferralId, ct);

    public Task<Outcome> HandleAsync(RefuseReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.GoAsync(db, command.ReferralId, Referral.Refused, scope, ct);
}

internal sealed class FinishReferralHandler(JisrDb db) : IHandle<FinishReferral>
{
    public Task<Reach> ReachAsync(FinishReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.ReceiverAsync(db, command.ReferralId, ct);

    public Task<Outcome> HandleAsync(FinishReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.GoAsync(db, command.ReferralId, Referral.Done, scope, ct);
}

internal sealed class RevokeReferralHandler(JisrDb db) : IHandle<RevokeReferral>
{
    public async Task<Reach> ReachAsync(RevokeReferral command, CommandScope scope, CancellationToken ct) =>
        await ReferralSteps.FindAsync(db, command.ReferralId, ct) is { } row
            ? Reach.Unit(row.FromUnitId)
            : Reach.Missing;

    public Task<Outcome> HandleAsync(RevokeReferral command, CommandScope scope, CancellationToken ct) =>
        ReferralSteps.GoAsync(db, command.ReferralId, Referral.Revoked, scope, ct);
}

/// <summary>Which step may follow which.</summary>
internal static class ReferralSteps
{
    public static bool May(string from, string to) =>
        (from, to) switch
        {
            (Referral.Proposed, Referral.Accepted or Referral.Refused or Referral.Revoked) => true,
            (Referral.Accepted, Referral.Done or Referral.Revoked) => true,
            _ => false,
        };

    public static Task<Referral?> FindAsync(JisrDb db, Guid id, CancellationToken ct) =>
        db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);

    public static async Task<Reach> ReceiverAsync(JisrDb db, Guid id, CancellationToken ct) =>
        await FindAsync(db, id, ct) is { } row ? Reach.Unit(row.ToUnitId) : Reach.Missing;

    public static async Task<Outcome> GoAsync(JisrDb db, Guid id, string to, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Referral.Table, "id", id, ct);
        var row = await db.Set<Referral>().SingleAsync(r => r.Id == id, ct);
        if (!May(row.State, to))
            return Outcome.No("STEP_NOT_POSSIBLE");
        row.State = to;
        if (to is Referral.Accepted or Referral.Refused)
            (row.AnsweredAt, row.AnsweredBy) = (scope.Now, scope.Actor.AccountId);
        if (to != Referral.Accepted)
            row.EndedAt = scope.Now;
        return new Outcome.Done { Subject = id };
    }
}
