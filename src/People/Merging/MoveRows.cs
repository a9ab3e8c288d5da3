using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Following;
using Jisr.People.Functioning;
using Jisr.People.Groups;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.People.Photos;
using Jisr.People.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Merging;

/// <summary>Gives the rows of a merged record to the one that lives on, and back. The stricter consent and the safer
/// contact hold (people.md A3.16). Every row is written down, so that undoing needs no guess.</summary>
internal sealed class MoveRows(JisrDb db)
{
    private static readonly string[] Safest = ["do-not-write", "shared", "mine"];

    public async Task ToSurvivorAsync(
        Merge merge,
        PersonValues survivor,
        PersonValues source,
        CommandScope scope,
        CancellationToken ct
    )
    {
        // What was taken over is in the database before rows are moved beside the tracker.
        await db.SaveChangesAsync(ct);
        await MembershipsAsync(merge, ct);
        await PapersAsync(merge, ct);
        await PairsAsync(merge, ct);
        await ConsentsAsync(merge, scope, ct);
        await PhotoAsync(merge, ct);
        await RoadAsync(merge, ct);
        Safer(merge, survivor, source);
    }

    public async Task BackAsync(Merge merge, CancellationToken ct)
    {
        var rows = await db.Set<MergedRow>().AsNoTracking().Where(r => r.MergeId == merge.Id).ToListAsync(ct);
        await GiveMembershipsAsync(Of(rows, "membership"), merge.Survivor, merge.Source, ct);
        var papers = Of(rows, "identifier");
        await db.Set<Identifier>()
            .Where(i => papers.Contains(i.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.PartyId, merge.Source), ct);
        var (first, second) = (Of(rows, "match-a"), Of(rows, "match-b"));
        await db.Set<PossibleMatch>()
            .Where(m => first.Contains(m.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.A, merge.Source), ct);
        await db.Set<PossibleMatch>()
            .Where(m => second.Contains(m.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.B, merge.Source), ct);
        var photos = Of(rows, "photo");
        await db.Set<PersonPhoto>()
            .Where(p => photos.Contains(p.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.PartyId, merge.Source), ct);
        await GiveRoadAsync(kind => Of(rows, kind), merge.Survivor, merge.Source, ct);
        // Written by the merge, said by nobody: it goes with the merge.
        var consents = Of(rows, "consent");
        await db.Set<Consent>().Where(c => consents.Contains(c.Id)).ExecuteDeleteAsync(ct);
        foreach (var row in rows.Where(r => r.Kind == "safety"))
            await db.Set<ContactPoint>()
                .Where(c => c.Id == row.RowId)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Safety, row.Was!), ct);
        foreach (var row in rows.Where(r => r.Kind == "paper-state"))
            await db.Set<Identifier>()
                .Where(i => i.Id == row.RowId)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, row.Was!), ct);
    }

    public Task GiveMembershipsAsync(IReadOnlyCollection<Guid> ids, PartyId from, PartyId to, CancellationToken ct) =>
        db.Set<Membership>()
            .Where(m => ids.Contains(m.Id) && m.PartyId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.PartyId, to), ct);

    private static Guid[] Of(List<MergedRow> rows, string kind) =>
        [.. rows.Where(r => r.Kind == kind).Select(r => r.RowId)];

    private async Task MembershipsAsync(Merge merge, CancellationToken ct)
    {
        // Two open ones in a programme cannot stand on one record: the source keeps its own, at rest.
        var open = await db.Set<Membership>()
            .Where(m => m.PartyId == merge.Survivor && m.IsOpen)
            .Select(m => m.ProgrammeId)
            .ToListAsync(ct);
        var ids = await db.Set<Membership>()
            .Where(m => m.PartyId == merge.Source && !(m.IsOpen && open.Contains(m.ProgrammeId)))
            .Select(m => m.Id)
            .ToListAsync(ct);
        await GiveMembershipsAsync(ids, merge.Source, merge.Survivor, ct);
        Note(merge, "membership", ids);
    }

    private async Task PapersAsync(Merge merge, CancellationToken ct)
    {
        var hers = await db.Set<Identifier>().AsNoTracking().Where(i => i.PartyId == merge.Survivor).ToListAsync(ct);
        var others = await db.Set<Identifier>().AsNoTracking().Where(i => i.PartyId == merge.Source).ToListAsync(ct);
        bool Same(Identifier a, Identifier b) => a.Type == b.Type && a.ValueIndex.AsSpan().SequenceEqual(b.ValueIndex);
        Guid[] ids = [.. others.Where(o => !hers.Exists(h => Same(h, o))).Select(o => o.Id)];
        await db.Set<Identifier>()
            .Where(i => ids.Contains(i.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.PartyId, merge.Survivor), ct);
        Note(merge, "identifier", ids);
        // One paper on both was in doubt only because they were two.
        foreach (var paper in hers.Where(h => h.State == "needs-investigation" && others.Exists(o => Same(h, o))))
        {
            await db.Set<Identifier>()
                .Where(i => i.Id == paper.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "valid"), ct);
            Note(merge, "paper-state", [paper.Id], paper.State);
        }
    }

    private async Task PairsAsync(Merge merge, CancellationToken ct)
    {
        var pairs = await db.Set<PossibleMatch>()
            .AsNoTracking()
            .Where(m =>
                m.Id != merge.MatchId
                && (m.A == merge.Source || m.B == merge.Source || m.A == merge.Survivor || m.B == merge.Survivor)
            )
            .ToListAsync(ct);
        PartyId Other(PossibleMatch pair, PartyId side) => pair.A == side ? pair.B : pair.A;
        var hers = pairs
            .Where(p => p.A == merge.Survivor || p.B == merge.Survivor)
            .Select(p => Other(p, merge.Survivor))
            .ToHashSet();
        var given = pairs
            .Where(p => p.A == merge.Source || p.B == merge.Source)
            .Where(p => !hers.Contains(Other(p, merge.Source)))
            .ToList();
        Guid[] first = [.. given.Where(p => p.A == merge.Source).Select(p => p.Id)];
        Guid[] second = [.. given.Where(p => p.B == merge.Source).Select(p => p.Id)];
        await db.Set<PossibleMatch>()
            .Where(m => first.Contains(m.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.A, merge.Survivor), ct);
        await db.Set<PossibleMatch>()
            .Where(m => second.Contains(m.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.B, merge.Survivor), ct);
        Note(merge, "match-a", first);
        Note(merge, "match-b", second);
    }

    private async Task ConsentsAsync(Merge merge, CommandScope scope, CancellationToken ct)
    {
        var rows = await db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.PartyId == merge.Survivor || c.PartyId == merge.Source)
            .OrderBy(c => c.At)
            .ThenBy(c => c.Id)
            .ToListAsync(ct);
        foreach (var purpose in rows.GroupBy(c => c.Purpose, StringComparer.Ordinal))
        {
            var hers = purpose.LastOrDefault(c => c.PartyId == merge.Survivor);
            var others = purpose.LastOrDefault(c => c.PartyId == merge.Source);
            // A no on either record is a no; a yes counts only where the survivor never answered; of two the narrower one.
            if (others is null || (hers is not null && hers.Answer != "given"))
                continue;
            var (until, withheld) = Narrower(hers, others);
            if (
                hers is not null
                && others.Answer == "given"
                && until == hers.ValidUntil
                && withheld == hers.WithheldFrom
            )
                continue;
            var kept = new Consent
            {
                Id = NewId.Next(),
                PartyId = merge.Survivor,
                Purpose = others.Purpose,
                Basis = others.Basis,
                Answer = others.Answer,
                At = scope.Now,
                Channel = others.Channel,
                NoticeVersion = others.NoticeVersion,
                Language = others.Language,
                TakenBy = others.TakenBy,
                ValidUntil = others.Answer == "given" ? until : null,
                WithheldFrom = others.Answer == "given" ? withheld : null,
            };
            db.Add(kept);
            Note(merge, "consent", [kept.Id]);
        }
    }

    private static (DateOnly? Until, string? Withheld) Narrower(Consent? hers, Consent others)
    {
        if (hers is null)
            return (others.ValidUntil, others.WithheldFrom);
        var until =
            (hers.ValidUntil ?? DateOnly.MaxValue) < (others.ValidUntil ?? DateOnly.MaxValue)
                ? hers.ValidUntil
                : others.ValidUntil;
        string[] withheld =
        [
            .. ((string?[])[hers.WithheldFrom, others.WithheldFrom])
                .OfType<string>()
                .SelectMany(w => w.Split(' '))
                .Distinct(StringComparer.Ordinal),
        ];
        return (until, withheld.Length == 0 ? null : string.Join(' ', withheld));
    }

    // Each has one picture at most: the survivor keeps her own.
    private async Task PhotoAsync(Merge merge, CancellationToken ct)
    {
        if (await db.Set<PersonPhoto>().AnyAsync(p => p.PartyId == merge.Survivor, ct))
            return;
        var ids = await db.Set<PersonPhoto>().Where(p => p.PartyId == merge.Source).Select(p => p.Id).ToListAsync(ct);
        await db.Set<PersonPhoto>()
            .Where(p => ids.Contains(p.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.PartyId, merge.Survivor), ct);
        Note(merge, "photo", ids);
    }

    // Who follows her, to whom she was referred, her household and co-operative, and her answers to the six questions.
    private async Task RoadAsync(Merge merge, CancellationToken ct)
    {
        // What may be open once only stays at rest where the survivor has the same.
        var followed = await db.Set<Accompaniment>()
            .Where(a => a.PartyId == merge.Survivor && a.To == null)
            .Select(a => a.OrganisationId)
            .ToListAsync(ct);
        var groups = await db.Set<PartyLink>()
            .Where(l => l.PersonId == merge.Survivor && l.To == null)
            .Select(l => l.GroupId)
            .ToListAsync(ct);
        var given = new Dictionary<string, Guid[]>(StringComparer.Ordinal)
        {
            ["accompaniment"] = await db.Set<Accompaniment>()
                .Where(a => a.PartyId == merge.Source && !(a.To == null && followed.Contains(a.OrganisationId)))
                .Select(a => a.Id)
                .ToArrayAsync(ct),
            ["link"] = await db.Set<PartyLink>()
                .Where(l => l.PersonId == merge.Source && !(l.To == null && groups.Contains(l.GroupId)))
                .Select(l => l.Id)
                .ToArrayAsync(ct),
            ["functioning"] = await db.Set<FunctioningAnswers>()
                .Where(a => a.PartyId == merge.Source)
                .Select(a => a.Id)
                .ToArrayAsync(ct),
            ["referral"] = await db.Set<Referral>()
                .Where(r => r.PartyId == merge.Source)
                .Select(r => r.Id)
                .ToArrayAsync(ct),
        };
        await GiveRoadAsync(kind => given[kind], merge.Source, merge.Survivor, ct);
        foreach (var (kind, rows) in given)
            Note(merge, kind, rows);
    }

    private async Task GiveRoadAsync(Func<string, Guid[]> rowsOf, PartyId from, PartyId to, CancellationToken ct)
    {
        var (followed, links) = (rowsOf("accompaniment"), rowsOf("link"));
        await db.Set<Accompaniment>()
            .Where(a => a.PartyId == from && followed.Contains(a.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PartyId, to), ct);
        await db.Set<PartyLink>()
            .Where(l => l.PersonId == from && links.Contains(l.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.PersonId, to), ct);
        var (answers, referrals) = (rowsOf("functioning"), rowsOf("referral"));
        await db.Set<FunctioningAnswers>()
            .Where(a => a.PartyId == from && answers.Contains(a.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PartyId, to), ct);
        await db.Set<Referral>()
            .Where(r => r.PartyId == from && referrals.Contains(r.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.PartyId, to), ct);
    }

    private void Safer(Merge merge, PersonValues survivor, PersonValues source)
    {
        if (source.Reached.Select(p => p.Safety).MinBy(s => Array.IndexOf(Safest, s)) is not { } safety)
            return;
        foreach (
            var contact in survivor.Reached.Where(p => Array.IndexOf(Safest, safety) < Array.IndexOf(Safest, p.Safety))
        )
        {
            Note(merge, "safety", [contact.Id], contact.Safety);
            contact.Safety = safety;
        }
    }

    private void Note(Merge merge, string kind, IReadOnlyCollection<Guid> rows, string? was = null) =>
        db.AddRange(
            rows.Select(id => new MergedRow
            {
                Id = NewId.Next(),
                MergeId = merge.Id,
                Kind = kind,
                RowId = id,
                Was = was,
            })
        );
}
