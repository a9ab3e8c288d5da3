using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.People.Matching;
using Jisr.People.Places;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>What a list of people is asked for. Nothing in it tells of a person: it stands in addresses.</summary>
internal sealed record PeopleFilter
{
    public UnitId? Unit { get; init; }

    /// <summary>First day of a month of registration.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>Only those who registered by themselves and wait for a worker to speak with them.</summary>
    public bool Unconfirmed { get; init; }

    /// <summary>Only those with an open possible match.</summary>
    public bool Match { get; init; }

    /// <summary>new, name.</summary>
    public string Sort { get; init; } = "new";

    /// <summary>The last person of the page before.</summary>
    public PartyId? After { get; init; }

    /// <summary>Only those who said yes to sharing with this receiver, and did not take it back.</summary>
    public string? SharedWith { get; init; }
}

/// <summary>One line of a list of people.</summary>
internal sealed record PeopleRow(
    PartyId Id,
    string Number,
    string Name,
    DateOnly? BirthDate,
    string BirthPrecision,
    string? Place,
    UnitId Unit,
    DateOnly On,
    string Door,
    bool Confirmed,
    bool HasMatch
)
{
    public string Birth => FieldReader.WriteBirth(BirthDate, BirthPrecision);
}

/// <summary>What a search found: her own people, and which centres may know more.</summary>
internal sealed record PeopleFound(IReadOnlyList<PeopleRow> Own, IReadOnlyList<UnitId> Ask, string By)
{
    /// <summary>More may fit than were read.</summary>
    public bool IsCut { get; init; }
}

/// <summary>Lists and finds people of the reader's own units, in a fixed number of statements.</summary>
internal sealed class PeopleQuery(
    JisrDb db,
    Sealer sealer,
    AccessGate gate,
    ICurrentActor current,
    Desk desk,
    IUnitTree tree
)
{
    public const int PageSize = 25;
    private const int MostFound = 50;
    private const int FewestDigits = 4;

    /// <summary>One page, and the person after whom the next one starts.</summary>
    public async Task<(IReadOnlyList<PeopleRow> Rows, PartyId? Next)> ListAsync(
        PeopleFilter filter,
        int size,
        CancellationToken ct,
        string permission = PersonRights.Search
    )
    {
        var units = await desk.ReachedAsync(permission, ct);
        if (filter.Unit is { } one)
            units = [.. units.Where(u => u == one)];
        var people = People(units, await OfProgrammesAsync(permission, filter, ct), filter);
        if (filter.After is { } after)
            people = await AfterAsync(people, filter, after, ct);
        var ordered =
            filter.Sort == "name"
                ? people.OrderBy(r => r.Person.FullName).ThenBy(r => r.Party.Number)
                : people.OrderByDescending(r => r.Party.Number);
        var rows = await Rows(ordered.Take(size + 1)).ToListAsync(ct);
        return rows.Count > size ? (rows[..size], rows[size - 1].Id) : (rows, null);
    }

    /// <summary>By number, paper, phone or name. Papers and phones are compared by keyed hash, names folded and by sound in both scripts.</summary>
    public async Task<PeopleFound> FindAsync(string typed, CancellationToken ct)
    {
        var (ids, by) = await IdsAsync(typed, ct);
        if (ids.Count == 0)
            return new PeopleFound([], [], by);
        var actor = await current.GetAsync(ct);
        var rows = await Rows(
                from party in db.Set<Party>().AsNoTracking()
                join person in db.Set<Person>() on party.Id equals person.PartyId
                where ids.Contains(party.Id) && party.State == "active"
                select new Both { Party = party, Person = person }
            )
            .ToListAsync(ct);
        var may = new HashSet<PartyId>();
        foreach (var row in rows)
            if (await PersonRights.MayAsync(db, gate, actor, PersonRights.Search, row.Id, row.Unit, ct))
                may.Add(row.Id);
        var own = rows.Where(r => may.Contains(r.Id)).OrderBy(r => ids.IndexOf(r.Id)).ToList();
        // Of others she hears one thing only: which centre to ask.
        var ask = rows.Where(r => !may.Contains(r.Id)).Select(r => r.Unit).Distinct().Take(3);
        return new PeopleFound(own, [.. ask], by) { IsCut = ids.Count >= MostFound };
    }

    private async Task<(List<PartyId> Ids, string By)> IdsAsync(string typed, CancellationToken ct)
    {
        if (MemberNumber.TryRead(typed, out var number))
            return (
                await db.Set<Party>().AsNoTracking().Where(p => p.Number == number).Select(p => p.Id).ToListAsync(ct),
                "number"
            );
        var country = await CountryAsync(ct);
        if (await WithPaperAsync(typed, country, ct) is { Count: > 0 } withPaper)
            return (withPaper, "document");
        if (PhoneBinder.ReadAll(typed, country) is { IsValue: true, Value: [var phone, ..] })
        {
            var index = sealer.Index("phone", phone);
            return (
                await db.Set<ContactPoint>()
                    .AsNoTracking()
                    .Where(c => c.ValueIndex == index && c.To == null)
                    .Select(c => c.PartyId)
                    .Distinct()
                    .Take(MostFound)
                    .ToListAsync(ct),
                "phone"
            );
        }
        var groups = NameParts
            .Of(typed)
            .Select(p => (IReadOnlyList<string>)[p.Text, .. p.Keys.Select(RegistrationRows.SearchWord)])
            .Take(6)
            .ToList();
        var found = await db.Storage.Search(db).FindAsync("person", groups, beginnings: false, MostFound, ct);
        return ([.. found.Select(f => new PartyId(f))], "name");
    }

    // A paper is known as a whole or not at all: its parts are never looked for.
    private async Task<List<PartyId>> WithPaperAsync(string typed, string country, CancellationToken ct)
    {
        if (
            ArabicText.Fold(typed).Count(char.IsAsciiDigit) < FewestDigits
            || Paper.Read(typed, country) is not { } paper
        )
            return [];
        var index = sealer.Index("paper", paper.Compared);
        return await db.Set<Identifier>()
            .AsNoTracking()
            .Where(i => i.ValueIndex == index)
            .Select(i => i.PartyId)
            .Distinct()
            .Take(MostFound)
            .ToListAsync(ct);
    }

    private async Task<string> CountryAsync(CancellationToken ct) =>
        (await desk.UnitsAsync(PersonRights.Search, ct)) is [{ PlaceCode: { Length: >= 2 } place }, ..]
            ? place[..2]
            : "SY";

    // Those whom a right for one programme reaches; null where she has none of that kind.
    private async Task<IQueryable<PartyId>?> OfProgrammesAsync(
        string permission,
        PeopleFilter filter,
        CancellationToken ct
    )
    {
        IQueryable<PartyId>? all = null;
        foreach (var (programme, reached) in await desk.ProgrammesAsync(permission, ct))
        {
            var units = filter.Unit is { } one ? reached.FindAll(u => u == one) : reached;
            var hers =
                from m in db.Set<Membership>()
                join p in db.Set<Party>() on m.PartyId equals p.Id
                where m.ProgrammeId == programme && PersonRights.Known.Contains(m.State) && units.Contains(p.HomeUnitId)
                select m.PartyId;
            all = all is null ? hers : all.Union(hers);
        }
        return all;
    }

    private IQueryable<Both> People(IReadOnlyList<UnitId> units, IQueryable<PartyId>? ofProgrammes, PeopleFilter filter)
    {
        var parties = db.Set<Party>().AsNoTracking().Where(p => p.State == "active");
        parties = ofProgrammes is null
            ? parties.Where(p => units.Contains(p.HomeUnitId))
            : parties.Where(p => units.Contains(p.HomeUnitId) || ofProgrammes.Contains(p.Id));
        var people =
            from party in parties
            join person in db.Set<Person>() on party.Id equals person.PartyId
            select new Both { Party = party, Person = person };
        if (filter.Month is { } month)
        {
            var end = month.AddMonths(1);
            people = people.Where(r => r.Person.RegisteredOn >= month && r.Person.RegisteredOn < end);
        }
        if (filter.Unconfirmed)
            people = people.Where(r => r.Person.ConfirmedAt == null);
        if (filter.Match)
            people = people.Where(r =>
                db.Set<PossibleMatch>()
                    .Any(m => (m.A == r.Party.Id || m.B == r.Party.Id) && (m.State == "open" || m.State == "unsure"))
            );
        if (filter.SharedWith is { } receiver)
        {
            var (purpose, today) = (ConsentRules.ShareWith(receiver), tree.Today(UnitId.Root));
            people = people.Where(r =>
                db.Set<Consent>()
                    .Where(c => c.PartyId == r.Party.Id && c.Purpose == purpose)
                    .OrderByDescending(c => c.At)
                    .ThenByDescending(c => c.Id)
                    // What is withheld from one of this kind goes to none: a file does not say which one reads it.
                    .Select(c =>
                        (c.ValidUntil == null || c.ValidUntil >= today) && c.WithheldFrom == null ? c.Answer : ""
                    )
                    .FirstOrDefault() == "given"
            );
        }
        return people;
    }

    // By the row itself: its name or number never stands in an address.
    private async Task<IQueryable<Both>> AfterAsync(
        IQueryable<Both> people,
        PeopleFilter filter,
        PartyId after,
        CancellationToken ct
    )
    {
        var last = await (
            from party in db.Set<Party>().AsNoTracking()
            join person in db.Set<Person>() on party.Id equals person.PartyId
            where party.Id == after
            select new { party.Number, person.FullName }
        ).SingleOrDefaultAsync(ct);
        if (last is null)
            return people;
#pragma warning disable CA1309 // Compared by the database, in the order it sorts in.
        return filter.Sort == "name"
            ? people.Where(r =>
                string.Compare(r.Person.FullName, last.FullName) > 0
                || (r.Person.FullName == last.FullName && string.Compare(r.Party.Number, last.Number) > 0)
            )
            : people.Where(r => string.Compare(r.Party.Number, last.Number) < 0);
#pragma warning restore CA1309
    }

    private IQueryable<PeopleRow> Rows(IQueryable<Both> people) =>
        people.Select(r => new PeopleRow(
            r.Party.Id,
            r.Party.Number,
            r.Person.FullName,
            r.Person.BirthDate,
            r.Person.BirthPrecision,
            db.Set<Residence>()
                .Where(p => p.PartyId == r.Party.Id && p.To == null)
                .Select(p => p.PlaceCode)
                .FirstOrDefault(),
            r.Party.HomeUnitId,
            r.Person.RegisteredOn,
            r.Person.Door,
            r.Person.ConfirmedAt != null,
            db.Set<PossibleMatch>().Any(m => (m.A == r.Party.Id || m.B == r.Party.Id) && m.State == "open")
        ));

    private sealed class Both
    {
        public required Party Party { get; init; }
        public required Person Person { get; init; }
    }
}
