using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Papers;

/// <summary>Another paper of hers. None is ever needed, and a number that somebody else has stops nothing: both papers
/// are looked into (people.md A3.3).</summary>
internal sealed record AddPaper(PartyId PartyId, string? Number) : ICommand
{
    public static string Kind => "paper.add";

    /// <summary>Who gave it out.</summary>
    public string? Issuer { get; init; }
    public DateOnly? ValidUntil { get; init; }
}

internal sealed class AddPaperHandler(JisrDb db, Sealer sealer, MatchFinder matches, IUnitTree units)
    : IHandle<AddPaper>
{
    private (PartyId Id, UnitId Home)? who;

    public async Task<Reach> ReachAsync(AddPaper command, CommandScope scope, CancellationToken ct)
    {
        who = await LivesOn.FindAsync(db, command.PartyId, ct);
        return who is { } w ? Reach.Unit(w.Home) : Reach.Missing;
    }

    public void Check(AddPaper command, Problems problems, CommandScope scope)
    {
        problems.Text("number", command.Number, 60);
        problems.Text("issuer", command.Issuer, 80, required: false);
        if (problems.Count == 0 && Read(command) is null)
            problems.Add("number", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(AddPaper command, CommandScope scope, CancellationToken ct)
    {
        var party = who!.Value.Id;
        await db.Storage.LockRowAsync(db, "people_party", "id", party.Value, ct);
        var paper = Read(command)!;
        var index = sealer.Index("paper", paper.Compared);
        var same = await db.Set<Identifier>()
            .Where(i => i.PartyId == party && i.ValueIndex == index && i.Type == paper.Type && i.State != "invalid")
            .Select(i => (Guid?)i.Id)
            .FirstOrDefaultAsync(ct);
        if (same is { } there)
            return new Outcome.There(there);
        var clashes = await matches.MarkPaperAsync(index, paper.Type, ct);
        var id = scope.Id.Value;
        db.Add(
            new Identifier
            {
                Id = id,
                PartyId = party,
                Type = paper.Type,
                Value = sealer.Seal(paper.Typed, Identifier.Table, "value", id),
                ValueIndex = index,
                Country = paper.Country,
                Issuer = string.IsNullOrWhiteSpace(command.Issuer) ? null : command.Issuer.Trim(),
                ValidUntil = command.ValidUntil,
                State = clashes || !paper.FitsAForm ? "needs-investigation" : "pending",
            }
        );
        return new Outcome.Done
        {
            Subject = id,
            Notes = paper.FitsAForm ? [] : [new Problem("IDENTIFIER_PATTERN", "number")],
        };
    }

    private Paper? Read(AddPaper command) => Paper.Read(command.Number, units.Find(who!.Value.Home)?.Country ?? "SY");
}

/// <summary>Somebody looked into a paper: it is hers, or it is not.</summary>
internal sealed record JudgePaper(Guid PaperId, string State) : ICommand
{
    public static string Kind => "paper.judge";
}

internal sealed class JudgePaperHandler(JisrDb db) : IHandle<JudgePaper>
{
    private Identifier? known;

    public async Task<Reach> ReachAsync(JudgePaper command, CommandScope scope, CancellationToken ct)
    {
        var row = await (
            from paper in db.Set<Identifier>()
            join party in db.Set<Party>() on paper.PartyId equals party.Id
            where paper.Id == command.PaperId && party.State == "active"
            select new { paper, party.HomeUnitId }
        ).SingleOrDefaultAsync(ct);
        known = row?.paper;
        return row is null ? Reach.Missing : Reach.Unit(row.HomeUnitId);
    }

    public void Check(JudgePaper command, Problems problems, CommandScope scope)
    {
        if (command.State is not ("valid" or "invalid" or "needs-investigation"))
            problems.Add("state", "CHOOSE_ONE");
    }

    public async Task<Outcome> HandleAsync(JudgePaper command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_party", "id", known!.PartyId.Value, ct);
        await db.Entry(known).ReloadAsync(ct);
        // One number belongs to one woman: where it is hers, another record cannot have it for certain too.
        if (
            command.State == "valid"
            && await db.Set<Identifier>()
                .AnyAsync(
                    i =>
                        i.Id != known.Id
                        && i.PartyId != known.PartyId
                        && i.ValueIndex == known.ValueIndex
                        && i.Type == known.Type
                        && i.State == "valid",
                    ct
                )
        )
            return Outcome.No("PAPER_OF_ANOTHER", "state");
        (known.State, known.JudgedBy, known.JudgedAt) = (command.State, scope.Actor.AccountId, scope.Now);
        return new Outcome.Done { Subject = known.Id };
    }
}
