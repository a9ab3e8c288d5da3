using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>The rows that make up one person now, and each field of them as one text.</summary>
internal sealed class PersonValues(JisrDb db, Sealer sealer)
{
    public Person Person { get; private set; } = null!;
    public IReadOnlyList<ContactPoint> Contacts { get; private set; } = [];
    public Residence? Residence { get; private set; }
    public DisplacementFact? Displacement { get; private set; }

    /// <summary>The paper she is compared by: the first she showed.</summary>
    public Identifier? Paper { get; private set; }

    public IEnumerable<ContactPoint> Phones => On("phone");

    /// <summary>All ways to reach her herself; her telephone first.</summary>
    public IEnumerable<ContactPoint> Reached =>
        Contacts.Where(c => c.Channel != "through-centre").OrderBy(c => c.Channel == "phone" ? 0 : 1);

    /// <summary>Numbers that somebody may answer.</summary>
    private IEnumerable<ContactPoint> Numbers => Reached.Where(c => c.Channel != "email");

    // All of them were tried, or it is not said: the oldest day counts.
    private DateTimeOffset? VerifiedAt =>
        Numbers.Any() && Numbers.All(c => c.VerifiedAt is not null) ? Numbers.Min(c => c.VerifiedAt) : null;

    private IEnumerable<ContactPoint> On(string channel) => Contacts.Where(c => c.Channel == channel);

    public async Task LoadAsync(PartyId party, CancellationToken ct)
    {
        Person = await db.Set<Person>().SingleAsync(p => p.PartyId == party, ct);
        Contacts = await db.Set<ContactPoint>().Where(c => c.PartyId == party && c.To == null).ToListAsync(ct);
        Residence = await db.Set<Residence>().FirstOrDefaultAsync(r => r.PartyId == party && r.To == null, ct);
        Paper = await db.Set<Identifier>()
            .Where(i => i.PartyId == party && i.State != "invalid")
            .OrderBy(i => i.Id)
            .FirstOrDefaultAsync(ct);
        Displacement = await db.Set<DisplacementFact>()
            .Where(d => d.PartyId == party)
            .OrderByDescending(d => d.OnDate)
            .ThenByDescending(d => d.Id)
            .FirstOrDefaultAsync(ct);
    }

    public string Of(string field) =>
        field switch
        {
            "fullName" => Person.FullName,
            "latinName" => Person.LatinName ?? "",
            "birthDate" => FieldReader.WriteBirth(Person.BirthDate, Person.BirthPrecision),
            "phone" or "whatsApp" or "email" => string.Join(
                " / ",
                On(ChannelOf(field)).Select(NumberOf).Order(StringComparer.Ordinal)
            ),
            "phoneSafety" => Reached.FirstOrDefault()?.Safety ?? "",
            "preferredHour" => Reached.FirstOrDefault()?.PreferredHour ?? "",
            "answeredBy" => Numbers.Select(AnswererOf).FirstOrDefault(a => a.Length > 0) ?? "",
            "verifiedAt" => VerifiedAt is { } at ? FieldReader.WriteInstant(at) : "",
            "language" => Person.Language,
            "place" => Residence?.PlaceCode ?? "",
            "displacement" => Displacement?.Status ?? "",
            "displacedFrom" => Displacement?.OriginPlace ?? "",
            "householdHead" => Person.HouseholdHead ?? "",
            "makes" => InOrder(Person.Makes),
            "wants" => InOrder(Person.Wants),
            "canRead" => Person.CanRead,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field."),
        };

    public string NumberOf(ContactPoint contact) =>
        contact.Value is null ? "" : sealer.Open(contact.Value, ContactPoint.Table, "value", contact.Id);

    private string AnswererOf(ContactPoint contact) =>
        contact.AnsweredBy is null
            ? ""
            : sealer.Open(contact.AnsweredBy, ContactPoint.Table, "answered_by", contact.Id);

    private byte[]? Sealed(string answerer, Guid contact) =>
        answerer.Length == 0 ? null : sealer.Seal(answerer, ContactPoint.Table, "answered_by", contact);

    /// <summary>A paper as it is compared.</summary>
    public string ComparedOf(Identifier paper) =>
        Registration.Paper.Compare(sealer.Open(paper.Value, Identifier.Table, "value", paper.Id), paper.Type);

    /// <summary>Writes the changed fields of one group into the rows.</summary>
    public void Apply(IReadOnlyDictionary<string, string> changed, CommandScope scope, DateOnly today)
    {
        foreach (var (field, value) in changed)
            Set(field, value, today);
        foreach (var field in changed.Keys.Where(FieldGroups.IsChannel))
            SetContact(ChannelOf(field), changed[field], changed, today);
        // Of the numbers that stand now.
        if (changed.TryGetValue("answeredBy", out var answerer))
            foreach (var number in Numbers)
                number.AnsweredBy = Sealed(answerer, number.Id);
        if (changed.TryGetValue("verifiedAt", out var verified))
            foreach (var number in Numbers)
                number.VerifiedAt = FieldReader.ReadInstant(verified);
        if (changed.ContainsKey("displacement") || changed.ContainsKey("displacedFrom"))
            SetDisplacement(changed, scope, today);
    }

    private void Set(string field, string value, DateOnly today)
    {
        var or = value.Length == 0 ? null : value;
        switch (field)
        {
            case "fullName":
                Person.FullName = value;
                // The parts belonged to the old spelling; the record as it was written keeps them.
                Person.GivenName = Person.FatherName = Person.GrandfatherName = Person.FamilyName = null;
                break;
            case "latinName":
                Person.LatinName = or;
                break;
            case "birthDate":
                (Person.BirthDate, Person.BirthPrecision) = FieldReader.ReadBirth(value);
                Person.DeclaredAge = null;
                Person.DeclaredOn = null;
                break;
            case "phoneSafety":
                foreach (var contact in Reached)
                    contact.Safety = or ?? "shared";
                break;
            case "preferredHour":
                foreach (var contact in Reached)
                    contact.PreferredHour = or;
                break;
            case "language":
                Person.Language = or ?? "ar";
                break;
            case "householdHead":
                Person.HouseholdHead = or;
                break;
            case "makes":
                Person.Makes = value;
                break;
            case "wants":
                Person.Wants = value;
                break;
            case "canRead":
                Person.CanRead = or ?? "unknown";
                break;
            case "place":
                SetPlace(value, today);
                break;
        }
    }

    private void SetPlace(string code, DateOnly today)
    {
        var old = Residence;
        // A second word on the same day mends the first: no row of no days.
        if (old is not null && old.From >= today)
            db.Remove(old);
        else if (old is not null)
            old.To = today.AddDays(-1);
        Residence =
            code.Length == 0
                ? null
                : new Residence
                {
                    Id = NewId.Next(),
                    PartyId = Person.PartyId,
                    PlaceCode = code,
                    From = today,
                    ToldBy = "other",
                };
        if (Residence is not null)
            db.Add(Residence);
    }

    private void SetDisplacement(IReadOnlyDictionary<string, string> changed, CommandScope scope, DateOnly today)
    {
        var status = changed.GetValueOrDefault("displacement", Displacement?.Status ?? "");
        var origin = changed.GetValueOrDefault("displacedFrom", Displacement?.OriginPlace ?? "");
        Displacement = new DisplacementFact
        {
            Id = NewId.Next(),
            PartyId = Person.PartyId,
            Status = status.Length == 0 ? "other" : status,
            OriginPlace = origin.Length == 0 ? null : origin,
            OnDate = today,
            ToldBy = scope.Actor.Is(Person.PartyId) ? "self" : "other",
        };
        db.Add(Displacement);
    }

    private static string ChannelOf(string field) => field == "whatsApp" ? "whatsapp" : field;

    private static string InOrder(string codes) =>
        string.Join(',', codes.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private void SetContact(string channel, string value, IReadOnlyDictionary<string, string> changed, DateOnly today)
    {
        var wanted = value.Split(" / ", StringSplitOptions.RemoveEmptyEntries);
        var old = On(channel).ToDictionary(c => c, NumberOf);
        var first = Reached.FirstOrDefault();
        var safety = changed.GetValueOrDefault("phoneSafety") is { Length: > 0 } told
            ? told
            : first?.Safety ?? "shared";
        var hour = changed.GetValueOrDefault("preferredHour") is { Length: > 0 } at ? at : first?.PreferredHour;
        var answerer = Of("answeredBy");
        foreach (var (contact, number) in old)
            if (!wanted.Contains(number))
                contact.To = today;
        List<ContactPoint> now = [.. Contacts.Where(c => c.To == null)];
        foreach (var number in wanted.Except(old.Values, StringComparer.Ordinal))
        {
            var row = NewId.Next();
            now.Add(
                new ContactPoint
                {
                    Id = row,
                    PartyId = Person.PartyId,
                    Channel = channel,
                    Value = sealer.Seal(number, ContactPoint.Table, "value", row),
                    ValueIndex = channel == "email" ? null : sealer.Index("phone", number),
                    Safety = safety,
                    PreferredHour = hour,
                    AnsweredBy = channel == "email" ? null : Sealed(answerer, row),
                    From = today,
                }
            );
        }
        var centre = now.Find(c => c.Channel == "through-centre");
        var isReached = now.Exists(c => c.Channel != "through-centre");
        if (isReached && centre is not null)
            centre.To = today;
        if (!isReached && centre is null)
            now.Add(
                new ContactPoint
                {
                    Id = NewId.Next(),
                    PartyId = Person.PartyId,
                    Channel = "through-centre",
                    Safety = "mine",
                    From = today,
                }
            );
        db.AddRange(now.Except(Contacts));
        Contacts = [.. now.Where(c => c.To == null)];
    }
}
