using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Consents;
using Jisr.People.Functioning;
using Jisr.People.Matching;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>A paper as it may be shown: its last four signs, unless it is revealed.</summary>
internal sealed record PaperLine(
    Guid Id,
    string Type,
    string Masked,
    string Whole,
    string State,
    string? Issuer,
    DateOnly? ValidUntil
);

/// <summary>A step of her road: a day and what happened.</summary>
internal sealed record RoadLine(DateTimeOffset At, string What, string? Programme);

/// <summary>Her standing in a programme.</summary>
internal sealed record MembershipLine(
    Guid Id,
    ProgrammeId ProgrammeId,
    string Programme,
    string State,
    bool IsOpen,
    DateTimeOffset Since,
    string? StatesInUse
)
{
    /// <summary>The standings that may follow in her programme.</summary>
    public IReadOnlyList<string> Next => MembershipRules.NextOf(State, StatesInUse);
}

/// <summary>A changed field, for the page.</summary>
internal sealed record ChangeLine(DateTimeOffset At, string Field);

/// <summary>One change of one field, with both values.</summary>
internal sealed record HistoryLine(
    Guid Id,
    DateTimeOffset At,
    string Group,
    string Field,
    string Before,
    string After,
    AccountId? By
);

/// <summary>Everything a person page shows of one woman, read at once. What the reader may not see is not in it.</summary>
internal sealed record PersonFile
{
    public required PartyId Id { get; init; }
    public required string Number { get; init; }
    public required UnitId Home { get; init; }
    public required string State { get; init; }
    public required Person Person { get; init; }
    public required IReadOnlyDictionary<string, string> Values { get; init; }
    public required bool HasPhone { get; init; }

    /// <summary>By telephone, WhatsApp or e-mail.</summary>
    public required bool IsReached { get; init; }
    public IReadOnlyList<PaperLine> Papers { get; init; } = [];
    public IReadOnlyDictionary<string, ConsentLine> Consents { get; init; } =
        new Dictionary<string, ConsentLine>(StringComparer.Ordinal);
    public IReadOnlyList<MembershipLine> Memberships { get; init; } = [];
    public IReadOnlyList<RoadLine> Road { get; init; } = [];
    public IReadOnlyDictionary<string, int> Versions { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);
    public IReadOnlyList<ChangeLine> Changes { get; init; } = [];
    public IReadOnlyList<Guid> Conflicts { get; init; } = [];
    public int OpenMatches { get; init; }

    /// <summary>yes, no or unknown (people.md A3.9).</summary>
    public string Disability { get; init; } = "unknown";

    /// <summary>Records that were merged into this one and could be parted again, the newest first.</summary>
    public IReadOnlyList<(Guid Id, DateTimeOffset At)> Merges { get; init; } = [];

    /// <summary>The record that lives on, where this one was merged.</summary>
    public PartyId? MergedInto { get; init; }

    public string Of(string field) => Values.GetValueOrDefault(field, "");

    /// <summary>The version of a group that a form built on this file has seen.</summary>
    public int VersionOf(string group) => Versions.GetValueOrDefault(group, 1);
}

internal sealed class PersonFiles(JisrDb db, PersonValues values, ReadFunctioning functioning, Sealer sealer)
{
    public const int HistoryPageSize = 50;

    /// <summary>Reads a file that <see cref="PersonDoor"/> has opened.</summary>
    public async Task<PersonFile> ReadAsync(PartyId id, bool withContact, bool withPapers, CancellationToken ct)
    {
        var party = await db.Set<Party>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        await values.LoadAsync(id, ct);
        var fields = FieldGroups
            .Fields.Values.SelectMany(f => f)
            .Where(f => withContact || !FieldGroups.IsSealed(f))
            .ToDictionary(f => f, values.Of, StringComparer.Ordinal);
        var changes = await db.Set<FieldChange>()
            .AsNoTracking()
            .Where(c => c.PartyId == id)
            .OrderByDescending(c => c.At)
            .Select(c => new
            {
                c.At,
                c.Group,
                c.Field,
                c.Version,
            })
            .ToListAsync(ct);
        var memberships = await MembershipsAsync(id, ct);
        return new PersonFile
        {
            Id = id,
            Number = party.Number,
            Home = party.HomeUnitId,
            State = party.State,
            Person = values.Person,
            Values = fields,
            HasPhone = values.Phones.Any(),
            IsReached = values.Reached.Any(),
            Papers = withPapers ? await PapersAsync(id, ct) : [],
            Consents = await db.ConsentsOfAsync(id, sealer, ct),
            Memberships = memberships,
            Road = await RoadAsync(id, party, memberships, ct),
            Versions = changes.GroupBy(c => c.Group).ToDictionary(g => g.Key, g => g.Max(c => c.Version)),
            Changes = [.. changes.Take(20).Select(c => new ChangeLine(c.At, c.Field))],
            Conflicts = await db.Set<ConflictTask>()
                .AsNoTracking()
                .Where(t => t.PartyId == id && t.State == "open")
                .OrderBy(t => t.At)
                .Select(t => t.Id)
                .ToListAsync(ct),
            Disability = await functioning.OfAsync(id, ct) is { } asked ? Functions.Disability(asked.Six) : "unknown",
            MergedInto = party.MergedInto,
            Merges =
            [
                .. (
                    await db.Set<Merging.Merge>()
                        .AsNoTracking()
                        .Where(m => m.Survivor == id && m.UndoneAt == null)
                        .OrderByDescending(m => m.At)
                        .Select(m => new { m.Id, m.At })
                        .ToListAsync(ct)
                ).Select(m => (m.Id, m.At)),
            ],
            OpenMatches = await db.Set<PossibleMatch>()
                .CountAsync(m => (m.A == id || m.B == id) && (m.State == "open" || m.State == "unsure"), ct),
        };
    }

    private async Task<IReadOnlyList<PaperLine>> PapersAsync(PartyId id, CancellationToken ct)
    {
        var papers = await db.Set<Identifier>().AsNoTracking().Where(i => i.PartyId == id).ToListAsync(ct);
        return
        [
            .. papers.Select(p =>
            {
                var whole = sealer.Open(p.Value, Identifier.Table, "value", p.Id);
                return new PaperLine(
                    p.Id,
                    p.Type,
                    "•••• " + (whole.Length > 6 ? whole[^4..] : ""),
                    whole,
                    p.State,
                    p.Issuer,
                    p.ValidUntil
                );
            }),
        ];
    }

    /// <summary>What was changed since she was registered, the newest first. Of a file that <see cref="PersonDoor"/> has
    /// opened; sealed values come open and are shown only where they may be.</summary>
    public async Task<(IReadOnlyList<HistoryLine> Lines, Guid? Next)> HistoryAsync(
        PartyId id,
        Guid? after,
        CancellationToken ct
    )
    {
        var changes = db.Set<FieldChange>().AsNoTracking().Where(c => c.PartyId == id);
        if (after is { } last && await changes.SingleOrDefaultAsync(c => c.Id == last, ct) is { } from)
            changes = changes.Where(c => c.At < from.At || (c.At == from.At && c.Id < from.Id));
        var rows = await changes
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Take(HistoryPageSize + 1)
            .ToListAsync(ct);
        var page = rows.Take(HistoryPageSize).ToList();
        HistoryLine[] lines =
        [
            .. page.Select(c => new HistoryLine(
                c.Id,
                c.At,
                c.Group,
                c.Field,
                sealer.Open(c.Before, FieldChange.Table, "before", c.Id),
                sealer.Open(c.After, FieldChange.Table, "after", c.Id),
                c.By
            )),
        ];
        return (lines, rows.Count > HistoryPageSize ? page[^1].Id : null);
    }

    /// <summary>Her programmes, the newest first.</summary>
    public async Task<IReadOnlyList<MembershipLine>> MembershipsAsync(PartyId id, CancellationToken ct)
    {
        var rows = await (
            from membership in db.Set<Membership>().AsNoTracking()
            join programme in db.Set<Programme>() on membership.ProgrammeId equals programme.Id
            where membership.PartyId == id
            orderby membership.Since descending
            select new
            {
                membership,
                programme.NameAr,
                programme.NameFr,
                programme.NameEn,
                programme.States,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new MembershipLine(
                r.membership.Id,
                r.membership.ProgrammeId,
                (
                    Kernel.Language.Words.Language switch
                    {
                        "fr" => r.NameFr,
                        "en" => r.NameEn,
                        _ => null,
                    }
                ) ?? r.NameAr,
                r.membership.State,
                r.membership.IsOpen,
                r.membership.Since,
                r.States
            )),
        ];
    }

    private async Task<IReadOnlyList<RoadLine>> RoadAsync(
        PartyId id,
        Party party,
        IReadOnlyList<MembershipLine> memberships,
        CancellationToken ct
    )
    {
        var steps = await (
            from step in db.Set<MembershipEvent>().AsNoTracking()
            join membership in db.Set<Membership>() on step.MembershipId equals membership.Id
            where membership.PartyId == id
            orderby step.At descending
            select new
            {
                step.At,
                step.ToState,
                membership.Id,
            }
        )
            .Take(100)
            .ToListAsync(ct);
        return
        [
            .. steps.Select(s => new RoadLine(s.At, s.ToState, memberships.First(m => m.Id == s.Id).Programme)),
            new RoadLine(party.CreatedAt, "registered", null),
        ];
    }
}
