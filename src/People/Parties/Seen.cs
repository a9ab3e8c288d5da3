using System.Globalization;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>One look at her data, for her to read.</summary>
internal sealed record Look(long Seq, DateTimeOffset At, string Role, UnitId? Unit, string Action, string? Purpose);

/// <summary>Writes looks at many people, and reads who looked at one.</summary>
internal sealed class Seen(
    JisrDb db,
    ReadLog log,
    PersonDoor doors,
    ICurrentActor current,
    Sealer sealer,
    ReadLogDays days
)
{
    public const int PageSize = 25;
    private const string Groups = "name,birth,place";

    public Task ListAsync(IReadOnlyCollection<PeopleRow> rows, string permission, CancellationToken ct) =>
        WriteAsync(ReadAction.List, rows, permission, null, ct);

    /// <summary>The text itself is not kept: a keyed hash of it, and how many were found.</summary>
    public Task SearchAsync(string typed, PeopleFound found, CancellationToken ct) =>
        WriteAsync(
            ReadAction.Search,
            found.Own,
            PersonRights.Search,
            found.By
                + ":"
                + Convert.ToHexStringLower(sealer.Index("search", ArabicText.Fold(typed)).AsSpan(0, 8))
                + " "
                + found.Own.Count.ToString(CultureInfo.InvariantCulture),
            ct
        );

    public Task ExportAsync(
        IReadOnlyCollection<PeopleRow> rows,
        ReadAction action,
        string purpose,
        CancellationToken ct,
        string? more = null
    ) =>
        WriteAsync(
            action,
            rows,
            PersonRights.Export,
            purpose + " " + rows.Count.ToString(CultureInfo.InvariantCulture),
            ct,
            more is null ? Groups : Groups + "," + more
        );

    public Task RefusedAsync(string permission, CancellationToken ct) =>
        WriteAsync(ReadAction.Refused, [], permission, null, ct);

    /// <summary>Looks at her file by others, newest first. Looks of the safeguarding role alone are told
    /// inside the compartment only: somebody who works at the centre too is seen as that. Refused tries showed nothing.</summary>
    public async Task<IReadOnlyList<Look>> OfAsync(PartyId party, long? before, CancellationToken ct)
    {
        var me =
            (await current.GetAsync(ct)) is { AccountId: { } account } self && self.Is(party)
                ? account.Value
                : (Guid?)null;
        return await (
            from subject in db.Set<ReadLogSubject>().AsNoTracking()
            join row in db.Set<ReadLogRow>() on subject.Seq equals row.Seq
            where
                subject.PartyId == party
                && row.Action != "refused"
                && row.ActorRole != Roles.SafeguardingOfficer
                && (me == null || row.ActorId == null || row.ActorId != me)
                && (before == null || row.Seq < before)
            orderby row.Seq descending
            select new Look(row.Seq, row.At, row.ActorRole, row.UnitId, row.Action, row.Reason)
        )
            .Take(PageSize + 1)
            .ToListAsync(ct);
    }

    /// <summary>Looks at the women of these units, whoever looked and from wherever, newest first; those of the
    /// safeguarding role stay inside the compartment here too. One more than a page, so that a next one is known.</summary>
    public async Task<IReadOnlyList<Look>> AtAsync(IReadOnlyList<UnitId> units, long? before, CancellationToken ct) =>
        await db.Set<ReadLogRow>()
            .AsNoTracking()
            .Where(r => r.Action != "refused" && r.ActorRole != Roles.SafeguardingOfficer)
            .Where(r => before == null || r.Seq < before)
            .Where(r =>
                (
                    from s in db.Set<ReadLogSubject>()
                    join p in db.Set<Party>() on s.PartyId equals p.Id
                    where s.Seq == r.Seq && units.Contains(p.HomeUnitId)
                    select s
                ).Any()
            )
            .OrderByDescending(r => r.Seq)
            .Take(PageSize + 1)
            .Select(r => new Look(r.Seq, r.At, r.ActorRole, r.UnitId, r.Action, r.Reason))
            .ToListAsync(ct);

    /// <summary>The newest days that are sealed outside the database, and whether the log still fits them.</summary>
    public async Task<IReadOnlyList<(ReadLogDay Day, bool Kept)>> DaysAsync(int most, CancellationToken ct)
    {
        var shown = new List<(ReadLogDay, bool)>();
        foreach (var day in days.Read().Reverse().Take(most))
            shown.Add((day, await ReadLogDays.LastOfAsync(db, day.Day, ct) == day));
        return shown;
    }

    private async Task WriteAsync(
        ReadAction action,
        IReadOnlyCollection<PeopleRow> rows,
        string permission,
        string? reason,
        CancellationToken ct,
        string groups = Groups
    ) =>
        await log.WriteAsync(
            action,
            [.. rows.Select(r => r.Id)],
            groups,
            doors.ActsAt(await current.GetAsync(ct), permission),
            reason,
            ct
        );
}
