using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Consents;
using Jisr.People.Functioning;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Following;

/// <summary>A woman whom the reader's organisation follows. <paramref name="Worker"/>: me, other, nobody.</summary>
internal sealed record FollowedLine(
    Guid Id,
    PartyId Party,
    string Name,
    string Number,
    UnitId Organisation,
    DateOnly? Due,
    bool IsLate,
    string Worker
);

/// <summary>A contact that took place.</summary>
internal sealed record ContactLine(DateOnly On, string How, string Note);

/// <summary>What the one who follows her may see (people.md A7, column of the accompanying association).</summary>
internal sealed record FollowedFile(
    FollowedLine Line,
    UnitId Home,
    bool MayShare,
    bool HasPhone,
    string Displacement,
    string Disability,
    IReadOnlyList<ContactLine> Contacts
)
{
    /// <summary>After which note the next page starts; null on the last.</summary>
    public Guid? Next { get; init; }
}

/// <summary>Reads caseloads within the reader's rights; each look is written down.</summary>
internal sealed class ReadFollowing(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    IUnitTree units,
    Desk desk,
    ReadLog log,
    PersonDoor doors,
    ReadFunctioning functioning,
    Sealer sealer
)
{
    public const int PageSize = 50;

    /// <summary>Those in touch with whom somebody must get, the longest overdue first. <paramref name="mine"/>: only
    /// those whom the reader herself follows, or nobody yet.</summary>
    public async Task<(IReadOnlyList<FollowedLine> Lines, Guid? Next)> ListAsync(
        bool mine,
        Guid? after,
        CancellationToken ct
    )
    {
        var actor = await current.GetAsync(ct);
        var at = await desk.ReachedAsync(NoteContact.Kind, ct);
        var me = actor.AccountId;
        var last = after is { } id
            ? await db.Set<Accompaniment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct)
            : null;
        // Those without a day come last.
        var never = DateOnly.MaxValue;
        var lastDue = last?.NextContactDue ?? never;
        var rows = await (
            from a in db.Set<Accompaniment>().AsNoTracking()
            join p in db.Set<Party>() on a.PartyId equals p.Id
            join person in db.Set<Person>() on a.PartyId equals person.PartyId
            where a.To == null && p.State == "active" && at.Contains(a.OrganisationId)
            where !mine || a.WorkerId == null || a.WorkerId == me
            where
                last == null
                || (a.NextContactDue ?? never) > lastDue
                || ((a.NextContactDue ?? never) == lastDue && a.Id > last.Id)
            orderby a.NextContactDue ?? never, a.Id
            select new
            {
                a,
                p.Number,
                person.FullName,
            }
        )
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var page = rows.Take(PageSize).Select(r => Line(r.a, r.FullName, r.Number, me)).ToList();
        await log.WriteAsync(
            ReadAction.List,
            [.. page.Select(l => l.Party)],
            "name,contact-due",
            doors.ActsAt(actor, NoteContact.Kind),
            "following",
            ct
        );
        return (page, rows.Count > PageSize ? page[^1].Id : null);
    }

    /// <summary>Null: not followed by an organisation of hers, or no longer.</summary>
    public async Task<FollowedFile?> OpenAsync(Guid id, Guid? after, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var row = await (
            from a in db.Set<Accompaniment>().AsNoTracking()
            join p in db.Set<Party>() on a.PartyId equals p.Id
            join person in db.Set<Person>() on a.PartyId equals person.PartyId
            where a.Id == id
            select new
            {
                a,
                p.Number,
                p.HomeUnitId,
                p.State,
                person.FullName,
            }
        ).SingleOrDefaultAsync(ct);
        var may =
            row is { a.To: null, State: "active" }
            && gate.May(actor, NoteContact.Kind, Reach.Unit(row.a.OrganisationId));
        await log.WriteAsync(
            may ? ReadAction.View : ReadAction.Refused,
            row is null ? [] : [row.a.PartyId],
            "name,contact-due,displacement,functioning",
            doors.ActsAt(actor, NoteContact.Kind),
            "following",
            ct
        );
        if (!may)
            return null;
        var party = row!.a.PartyId;
        var shares = await MaySharedAsync(party, row.a.OrganisationId, row.HomeUnitId, ct);
        var displaced = shares
            ? await db.Set<DisplacementFact>()
                .Where(d => d.PartyId == party)
                .OrderByDescending(d => d.OnDate)
                .ThenByDescending(d => d.Id)
                .Select(d => d.Status)
                .FirstOrDefaultAsync(ct)
            : null;
        var six = shares ? await functioning.OfAsync(party, ct) : null;
        var (notes, next) = await NotesAsync(id, after, ct);
        return new FollowedFile(
            Line(row.a, row.FullName, row.Number, actor.AccountId),
            row.HomeUnitId,
            shares,
            await db.Set<ContactPoint>().AnyAsync(c => c.PartyId == party && c.Channel == "phone" && c.To == null, ct),
            displaced ?? "",
            six is { } asked ? Functions.Disability(asked.Six) : "",
            [
                .. notes.Select(n => new ContactLine(
                    n.On,
                    n.How,
                    sealer.Open(n.Note, AccompanimentNote.Table, "note", n.Id)
                )),
            ]
        )
        {
            Next = next,
        };
    }

    private async Task<(IReadOnlyList<AccompanimentNote> Notes, Guid? Next)> NotesAsync(
        Guid id,
        Guid? after,
        CancellationToken ct
    )
    {
        var all = db.Set<AccompanimentNote>().AsNoTracking().Where(n => n.AccompanimentId == id);
        if (after is { } last && await all.SingleOrDefaultAsync(n => n.Id == last, ct) is { } from)
            all = all.Where(n => n.At < from.At || (n.At == from.At && n.Id < from.Id));
        var rows = await all.OrderByDescending(n => n.At)
            .ThenByDescending(n => n.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }

    /// <summary>Her number, written down as a reveal; null without her consent.</summary>
    public async Task<(string Numbers, string Safety, string AnsweredBy)?> RevealAsync(
        FollowedFile file,
        CancellationToken ct
    )
    {
        var actor = await current.GetAsync(ct);
        await log.WriteAsync(
            file.MayShare ? ReadAction.Reveal : ReadAction.Refused,
            [file.Line.Party],
            "contact",
            doors.ActsAt(actor, NoteContact.Kind),
            "following",
            ct
        );
        if (!file.MayShare)
            return null;
        var values = new PersonValues(db, sealer);
        await values.LoadAsync(file.Line.Party, ct);
        return (values.Of("phone"), values.Of("phoneSafety"), values.Of("answeredBy"));
    }

    /// <summary>Who follows a woman, for her centre's page: the organisation and the day, no note.</summary>
    public async Task<IReadOnlyList<(Guid Id, UnitId Organisation, DateOnly From, DateOnly? Due)>> OfAsync(
        PartyId party,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Set<Accompaniment>()
                    .AsNoTracking()
                    .Where(a => a.PartyId == party && a.To == null)
                    .OrderBy(a => a.From)
                    .ToListAsync(ct)
            ).Select(a => (a.Id, a.OrganisationId, a.From, a.NextContactDue)),
        ];

    // Her own centre needs no consent to share with itself.
    private async Task<bool> MaySharedAsync(PartyId party, UnitId organisation, UnitId home, CancellationToken ct) =>
        units.IsAtOrBelow(home, organisation)
        || await db.MayShareAsync(party, "association", organisation, units.Today(home), ct);

    private FollowedLine Line(Accompaniment row, string name, string number, AccountId? me) =>
        new(
            row.Id,
            row.PartyId,
            name,
            number,
            row.OrganisationId,
            row.NextContactDue,
            row.NextContactDue < units.Today(row.OrganisationId),
            row.WorkerId is null ? "nobody"
                : row.WorkerId == me ? "me"
                : "other"
        );
}
