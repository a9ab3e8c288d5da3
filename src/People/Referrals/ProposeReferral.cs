using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Consents;
using Jisr.People.Parties;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Referrals;

/// <summary>Asks another organisation to help her. She has said yes to it.</summary>
internal sealed record ProposeReferral(PartyId PartyId, UnitId ToUnitId, string Purpose, bool SheAgreed) : ICommand
{
    public static string Kind => "referral.propose";
}

internal sealed class ProposeReferralHandler(JisrDb db) : IHandle<ProposeReferral>
{
    public async Task<Reach> ReachAsync(ProposeReferral command, CommandScope scope, CancellationToken ct) =>
        await HomeAsync(command.PartyId, ct) is { } home ? Reach.Unit(home) : Reach.Missing;

    public void Check(ProposeReferral command, Problems problems, CommandScope scope)
    {
        if (!Referral.Purposes.Contains(command.Purpose))
            problems.Add("purpose", "CHOICE_UNKNOWN");
        if (!command.SheAgreed)
            problems.Add("agreed", "SHE_MUST_AGREE");
    }

    public async Task<Outcome> HandleAsync(ProposeReferral command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_party", "id", command.PartyId.Value, ct);
        var home = (await HomeAsync(command.PartyId, ct))!.Value;
        if (
            command.ToUnitId == home
            || !await db.Set<OrgUnit>().AnyAsync(u => u.Id == command.ToUnitId && u.ClosedOn == null, ct)
        )
            return Outcome.No("ORG_UNIT_UNKNOWN", "toUnit");
        if (await db.IsWithheldAsync(command.PartyId, command.ToUnitId, ct))
            return Outcome.No("SHE_WITHHELD_IT", "toUnit");
        var isOpen = await db.Set<Referral>()
            .AnyAsync(
                r =>
                    r.PartyId == command.PartyId
                    && r.ToUnitId == command.ToUnitId
                    && (r.State == Referral.Proposed || r.State == Referral.Accepted),
                ct
            );
        if (isOpen)
            return Outcome.No("REFERRED_ALREADY", "toUnit");
        db.Add(
            new Referral
            {
                Id = scope.Id.Value,
                PartyId = command.PartyId,
                FromUnitId = home,
                ToUnitId = command.ToUnitId,
                Purpose = command.Purpose,
                State = Referral.Proposed,
                At = scope.Now,
                ProposedBy = scope.Actor.AccountId,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    private Task<UnitId?> HomeAsync(PartyId party, CancellationToken ct) =>
        db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == party && p.Kind == "person" && p.State == "active")
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
}
