using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>A unit no longer carries a programme in this role; today is its last day. The row stays.</summary>
internal sealed record EndPartner(ProgrammeId ProgrammeId, Guid PartnerId) : ICommand
{
    public static string Kind => "programme.end-partner";
}

internal sealed class EndPartnerHandler(JisrDb db, UnitTree tree) : IHandle<EndPartner>
{
    public async Task<Reach> ReachAsync(EndPartner command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ProgrammePartner>()
            .AnyAsync(p => p.Id == command.PartnerId && p.ProgrammeId == command.ProgrammeId, ct)
            ? Reach.Unit(UnitId.Root, command.ProgrammeId)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(EndPartner command, CommandScope scope, CancellationToken ct)
    {
        var partner = await db.Set<ProgrammePartner>().SingleAsync(p => p.Id == command.PartnerId, ct);
        if (partner.To is not null)
            return Outcome.No("PARTNER_ENDED");
        var today = tree.Today(partner.UnitId);
        partner.To = today < partner.From ? partner.From : today;
        return new Outcome.Done { Subject = command.PartnerId };
    }
}
