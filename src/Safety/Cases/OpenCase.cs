using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Cases;

/// <summary>Opens a confidential file for the woman with this card number.</summary>
internal sealed record OpenCase(string Number, IReadOnlyList<string> Codes, string Blind) : ICommand
{
    public static string Kind => "case.open";
}

internal sealed class OpenCaseHandler(
    JisrDb db,
    CaseKey key,
    IMemberNames names,
    IPartyDirectory people,
    IUnitTree units,
    IStepUp step
) : IHandle<OpenCase>
{
    public async Task<Reach> ReachAsync(OpenCase command, CommandScope scope, CancellationToken ct) =>
        await FindAsync(command.Number, ct) is { } woman ? Reach.Unit(woman.Home) : Reach.Missing;

    public void Check(OpenCase command, Problems problems, CommandScope scope)
    {
        CaseRights.CheckStep(step, problems, scope, command.Blind);
        CaseRights.CheckCodes(command.Codes, problems);
    }

    public async Task<Outcome> HandleAsync(OpenCase command, CommandScope scope, CancellationToken ct)
    {
        var (party, home) = (await FindAsync(command.Number, ct))!.Value;
        var index = await key.IndexOfAsync(party, ct);
        if (
            await db.Set<ConfidentialCase>()
                .AnyAsync(c => c.PartyIndex == index && c.State == ConfidentialCase.Open, ct)
        )
            return Outcome.No("CASE_OPEN", "number");
        // An id of its own: one made from hers, or from the command's, could be found again.
        var id = NewId.Next();
        db.Add(
            new ConfidentialCase
            {
                Id = id,
                PartySealed = await key.SealPartyAsync(party, id, ct),
                PartyIndex = index,
                CodesSealed = await key.SealCodesAsync(command.Codes, id, ct),
                UnitId = home,
                OpenedBy = scope.Actor.AccountId,
                OpenedOn = units.Today(home),
                State = ConfidentialCase.Open,
            }
        );
        return new Outcome.Done { Subject = id };
    }

    // A telephone may be of several women: only a card number says which.
    private async Task<(PartyId Party, UnitId Home)?> FindAsync(string number, CancellationToken ct) =>
        await names.FindAsync(number, ct) is [var party] && await people.HomeUnitAsync(party, ct) is { } home
            ? (party, home)
            : null;
}
