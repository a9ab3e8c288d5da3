using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>A new programme.</summary>
internal sealed record AddProgramme(
    string Code,
    string NameAr,
    string? NameFr = null,
    string? NameEn = null,
    DateOnly? From = null,
    DateOnly? To = null
) : ICommand
{
    public static string Kind => "programme.add";
}

internal sealed class AddProgrammeHandler(JisrDb db) : IHandle<AddProgramme>
{
    public Task<Reach> ReachAsync(AddProgramme command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(AddProgramme command, Problems problems, CommandScope scope)
    {
        if (!Codes.IsCode(command.Code))
            problems.Add("code", "CODE_SHAPE");
        UnitChange.Names(command.NameAr, command.NameFr, command.NameEn, problems);
        if (command.From is { } from && from < OrgUnitDates.First)
            problems.Add("from", "DAY_TOO_EARLY");
        if (command.To is { } to && to < (command.From ?? DateOnly.FromDateTime(scope.Now.UtcDateTime)))
            problems.Add("to", "ENDS_BEFORE_IT_BEGINS");
    }

    public async Task<Outcome> HandleAsync(AddProgramme command, CommandScope scope, CancellationToken ct)
    {
        if (await db.Set<Programme>().AnyAsync(p => p.Code == command.Code, ct))
            return Outcome.No("CODE_TAKEN", "code");
        db.Add(
            new Programme
            {
                Id = new ProgrammeId(scope.Id.Value),
                Code = command.Code,
                NameAr = command.NameAr.Trim(),
                NameFr = UnitChange.Clean(command.NameFr),
                NameEn = UnitChange.Clean(command.NameEn),
                From = command.From ?? DateOnly.FromDateTime(scope.Now.UtcDateTime),
                To = command.To,
                CreatedAt = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value, Number = command.Code };
    }
}
