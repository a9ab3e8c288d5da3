using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Hashing;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Cases;

/// <summary>A file as it is shown.</summary>
internal sealed record CaseView(Guid Id, string Name, IReadOnlyList<string> Codes, DateOnly OpenedOn, UnitId Unit);

/// <summary>The one way into the compartment: the right is asked and the look is written down before anything is
/// opened. The page around it has asked for the own sign-in step.</summary>
internal sealed class CaseDoor(
    JisrDb db,
    CaseKey key,
    AccessGate gate,
    ICurrentActor current,
    IPartyDirectory people,
    TimeProvider clock
)
{
    public const int PageSize = 50;
    private const int Tries = 4;

    /// <summary>Open files of the officer's units, the newest first, and after which one the next page starts.</summary>
    public async Task<(IReadOnlyList<CaseView> Files, Guid? Next)> ListAsync(Guid? after, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var units = await db.Set<ConfidentialCase>().Select(c => c.UnitId).Distinct().ToListAsync(ct);
        var hers = units.Where(u => gate.May(actor, CaseRights.See, Reach.Unit(u))).ToList();
        var all = db.Set<ConfidentialCase>().AsNoTracking().Where(c => hers.Contains(c.UnitId));
        // The last one of the page before may be closed meanwhile: its place stays.
        if (after is { } last && await all.SingleOrDefaultAsync(c => c.Id == last, ct) is { } from)
            all = all.Where(c => c.OpenedOn < from.OpenedOn || (c.OpenedOn == from.OpenedOn && c.Id > from.Id));
        var rows = await all.Where(c => c.State == ConfidentialCase.Open)
            .OrderByDescending(c => c.OpenedOn)
            .ThenBy(c => c.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var page = rows.Take(PageSize).ToList();
        await WriteAsync([.. page.Select(r => r.Id)], "list", ct);
        return (await ShowAsync(page, actor, ct), rows.Count > PageSize ? page[^1].Id : null);
    }

    /// <summary>One file, or null when it is not there for her.</summary>
    public async Task<CaseView?> OpenAsync(Guid id, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        if (
            await db.Set<ConfidentialCase>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row
            || row.State != ConfidentialCase.Open
            || !gate.May(actor, CaseRights.See, Reach.Unit(row.UnitId))
        )
            return null;
        await WriteAsync([id], "view", ct);
        return (await ShowAsync([row], actor, ct))[0];
    }

    /// <summary>Her own file and who looked into it; null when there is none.</summary>
    public async Task<(IReadOnlyList<string> Codes, IReadOnlyList<DateTimeOffset> Looks)?> OwnAsync(
        PartyId me,
        CancellationToken ct
    )
    {
        var index = await key.IndexOfAsync(me, ct);
        var row = await db.Set<ConfidentialCase>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.PartyIndex == index && c.State == ConfidentialCase.Open, ct);
        if (row is null)
            return null;
        await WriteAsync([row.Id], "own", ct);
        var looks = await db.Set<CaseLook>()
            .AsNoTracking()
            .Where(l => l.CaseId == row.Id && l.Action != "own")
            .OrderByDescending(l => l.Seq)
            .Take(25)
            .Select(l => l.At)
            .ToListAsync(ct);
        return (await key.CodesOfAsync(row, ct), looks);
    }

    /// <summary>The first look whose seal does not fit, or null when the chain is whole.</summary>
    public static async Task<long?> FirstBrokenAsync(JisrDb db, CancellationToken ct)
    {
        var prev = CaseLook.Genesis;
        long seq = 0;
        await foreach (
            var look in db.Set<CaseLook>().AsNoTracking().OrderBy(l => l.Seq).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            if (
                look.Seq != ++seq
                || !look.PrevHash.AsSpan().SequenceEqual(prev)
                || !HashOf(look.Seq, look.CaseId, look.At, look.ActorId, look.Action, prev)
                    .AsSpan()
                    .SequenceEqual(look.Hash)
            )
                return look.Seq;
            prev = look.Hash;
        }
        return null;
    }

    private async Task<IReadOnlyList<CaseView>> ShowAsync(
        IReadOnlyList<ConfidentialCase> rows,
        Actor actor,
        CancellationToken ct
    )
    {
        var parties = new Dictionary<Guid, PartyId>();
        foreach (var row in rows)
            parties[row.Id] = await key.PartyOfAsync(row, ct);
        var names = await people.NamesOfAsync([.. parties.Values], actor, ct);
        var shown = new List<CaseView>();
        foreach (var row in rows)
            shown.Add(
                new CaseView(
                    row.Id,
                    names.GetValueOrDefault(parties[row.Id], "–"),
                    await key.CodesOfAsync(row, ct),
                    row.OpenedOn,
                    row.UnitId
                )
            );
        return shown;
    }

    private async Task WriteAsync(IReadOnlyList<Guid> cases, string action, CancellationToken ct)
    {
        if (cases.Count == 0)
            return;
        var by = (await current.GetAsync(ct)).AccountId;
        var at = Clock.Now(clock);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            var last = await db.Set<CaseLook>().AsNoTracking().OrderByDescending(l => l.Seq).FirstOrDefaultAsync(ct);
            var (seq, prev) = (last?.Seq ?? 0, last?.Hash ?? CaseLook.Genesis);
            foreach (var id in cases)
            {
                var hash = HashOf(++seq, id, at, by, action, prev);
                db.Add(
                    new CaseLook
                    {
                        Seq = seq,
                        CaseId = id,
                        At = at,
                        ActorId = by,
                        Action = action,
                        PrevHash = prev,
                        Hash = hash,
                    }
                );
                prev = hash;
            }
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateException e) when (attempt < Tries && db.Storage.IsUniqueBreach(e))
            {
                // Somebody else looked at this moment: hers comes after that.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static byte[] HashOf(long seq, Guid id, DateTimeOffset at, AccountId? by, string action, byte[] prev)
    {
        using var hash = new PartsHash("jisr/case-look/1");
        return hash.Bytes(prev).Long(seq).Id(id).Long(at.ToUnixTimeMilliseconds()).Id(by?.Value).Text(action).Done();
    }
}
