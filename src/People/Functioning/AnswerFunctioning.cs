using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Functioning;

/// <summary>The six questions were asked; null where one was not. <paramref name="AnsweredBy"/> is self or other.</summary>
internal sealed record AnswerFunctioning(
    PartyId PartyId,
    int? Seeing,
    int? Hearing,
    int? Walking,
    int? Memory,
    int? SelfCare,
    int? Communication,
    string AnsweredBy = "self"
) : ICommand
{
    public static string Kind => "functioning.answer";

    public IReadOnlyList<int?> Six() => [Seeing, Hearing, Walking, Memory, SelfCare, Communication];
}

internal sealed class AnswerFunctioningHandler(JisrDb db, IUnitTree units, Sealer sealer) : IHandle<AnswerFunctioning>
{
    public Task<Reach> ReachAsync(AnswerFunctioning command, CommandScope scope, CancellationToken ct) =>
        PersonRights.ReachAsync(db, command.PartyId, ct);

    public void Check(AnswerFunctioning command, Problems problems, CommandScope scope)
    {
        foreach (var (field, answer) in Functions.Six.Zip(command.Six()))
            if (answer is { } code && !Functions.Codes.Contains(code))
                problems.Add(field, "WG_CODE");
        if (command.Six().All(a => a is null))
            problems.Add(Functions.Six[0], "ANSWER_ONE");
        if (command.AnsweredBy is not ("self" or "other"))
            problems.Add("answeredBy", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(AnswerFunctioning command, CommandScope scope, CancellationToken ct)
    {
        var (party, home) = (await LivesOn.FindAsync(db, command.PartyId, ct))!.Value;
        var id = scope.Id.Value;
        db.Add(
            new FunctioningAnswers
            {
                Id = id,
                PartyId = party,
                Codes = sealer.Seal(Functions.Write(command.Six()), FunctioningAnswers.Table, "codes", id),
                AskedOn = units.Today(home),
                AnsweredBy = command.AnsweredBy,
                At = scope.Now,
                TakenBy = scope.Actor.AccountId,
            }
        );
        return new Outcome.Done { Subject = party.Value };
    }
}

/// <summary>Her newest answers.</summary>
internal sealed class ReadFunctioning(JisrDb db, Sealer sealer)
{
    /// <summary>Null when she was never asked.</summary>
    public async Task<(IReadOnlyList<int?> Six, DateOnly On)?> OfAsync(PartyId party, CancellationToken ct)
    {
        var row = await db.Set<FunctioningAnswers>()
            .AsNoTracking()
            .Where(a => a.PartyId == party)
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .FirstOrDefaultAsync(ct);
        return row is null
            ? null
            : (Functions.Read(sealer.Open(row.Codes, FunctioningAnswers.Table, "codes", row.Id)), row.AskedOn);
    }
}
