using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>A unit joins those who carry a programme.</summary>
internal sealed record AddPartner(ProgrammeId ProgrammeId, UnitId UnitId, string Role, DateOnly? From = null) : ICommand
{
    public static string Kind => "programme.add-partner";

    /// <summary>people.md A2.</summary>
    public static readonly IReadOnlyList<string> PartnerRoles =
    [
        "ministry",
        "council",
        "agency",
        "association",
        "centre",
    ];
}

internal sealed class AddPartnerHandler(JisrDb db, UnitTree tree) : IHandle<AddPartner>
{
    public Task<Reach> ReachAsync(AddPartner command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root, command.ProgrammeId));

    public void Check(AddPartner command, Problems problems, CommandScope scope)
    {
        if (!AddPartner.PartnerRoles.Contains(command.Role))
            problems.Add("role", "PARTNER_ROLE_UNKNOWN");
        if (command.UnitId == UnitId.Root || tree.Find(command.UnitId) is null)
            problems.Add("unitId", "ORG_UNIT_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(AddPartner command, CommandScope scope, CancellationToken ct)
    {
        if (!await db.Set<Programme>().AnyAsync(p => p.Id == command.ProgrammeId, ct))
            return Outcome.No("PROGRAMME_UNKNOWN", "programmeId");
        var open = await db.Set<ProgrammePartner>()
            .AnyAsync(
                p =>
                    p.ProgrammeId == command.ProgrammeId
                    && p.UnitId == command.UnitId
                    && p.Role == command.Role
                    && p.To == null,
                ct
            );
        if (open)
            return Outcome.No("PARTNER_THERE", "unitId");
        db.Add(
            new ProgrammePartner
            {
                Id = scope.Id.Value,
                ProgrammeId = command.ProgrammeId,
                UnitId = command.UnitId,
                Role = command.Role,
                From = command.From ?? tree.Today(command.UnitId),
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
