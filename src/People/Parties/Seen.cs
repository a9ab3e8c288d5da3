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
internal sealed class Seen(JisrDb db, ReadLog log, PersonDoor doors, ICurrentActor current, Sealer sealer)
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
        CancellationToken ct
    ) =>
        WriteAsync(
            action,
            rows,
            PersonRights.Export,
            purpose + " " + rows.Count.ToString(CultureInfo.InvariantCulture),
            ct
        );

    public Task RefusedAsync(string permission, CancellationToken ct) =>
        WriteAsync(ReadAction.Refused, [], permission, null, ct);

    /// <summary>Looks at her file by others, newest first. Looks of the safeguarding role are told inside the
    /// compartment only; refused tries showed nothing.</summary>
    public async Task<IReadOnlyList<Look>> OfAsync(PartyId party, long? before, CancellationToken ct)
    {
        var me =
            (await current.GetAsync(ct)) is { AccountId: { } account, PartyId: { } own } && own == party
                ? account.Value
                : (Guid?)null;
        return await (
            from subject in db.Set<ReadLogSubject>().AsNoTracking()
            join row in db.Set<ReadLogRow>() on subject.Seq equals row.Seq
            where
                subject.PartyId == party
                && row.Action != "refused"
                && !row.ActorRole.Contains(Roles.SafeguardingOfficer)
                && (me == null || row.ActorId == null || row.ActorId != me)
                && (before == null || row.Seq < before)
            orderby row.Seq descending
            select new Look(row.Seq, row.At, row.ActorRole, row.UnitId, row.Action, row.Reason)
        )
            .Take(PageSize + 1)
            .ToListAsync(ct);
    }

    private async Task WriteAsync(
        ReadAction action,
        IReadOnlyCollection<PeopleRow> rows,
        string permission,
        string? reason,
        CancellationToken ct
    ) =>
        await log.WriteAsync(
            action,
            [.. rows.Select(r => r.Id)],
            Groups,
            doors.ActsAt(await current.GetAsync(ct), permission),
            reason,
            ct
        );
}
