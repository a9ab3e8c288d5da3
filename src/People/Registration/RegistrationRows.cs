using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Search;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.People.Matching;
using Jisr.People.Parties;

namespace Jisr.People.Registration;

/// <summary>The rows of one registration.</summary>
internal sealed class RegistrationRows
{
    private readonly Sealer sealer;
    private readonly PartyId id;
    private readonly Registered read;
    private readonly CommandScope scope;
    private readonly string how;

    public RegistrationRows(Sealer sealer, PartyId id, Registered read, CommandScope scope, string how)
    {
        this.sealer = sealer;
        this.id = id;
        this.read = read;
        this.scope = scope;
        this.how = how;
        Form = new MatchForm([], null, "none", [], null, null, null);
    }

    /// <summary>What matching compares; made with the person.</summary>
    public MatchForm Form { get; private set; }

    private string ToldBy => how == "self" ? "self" : "other";

    /// <summary>What matching compares of a registration that is not written yet.</summary>
    public static MatchForm FormOf(RegisterPerson command, Registered read, Sealer sealer) =>
        new(
            NameReading.Of(
                command.GivenName,
                command.FatherName,
                command.GrandfatherName,
                command.FamilyName,
                command.LatinName,
                string.IsNullOrWhiteSpace(command.FullName) ? null : command.FullName
            ),
            read.Birth?.Value,
            PrecisionOf(read.Birth),
            [.. read.Phones.Select(p => Convert.ToHexStringLower(sealer.Index("phone", p).AsSpan(0, 8)))],
            read.Paper is { } paper
                ? Convert.ToHexStringLower(sealer.Index("paper", paper.Compared).AsSpan(0, 8))
                : null,
            read.Paper?.Type,
            read.Place?.Code
        );

    public Party Party(UnitId unit, string number) =>
        new()
        {
            Id = id,
            Kind = "person",
            State = "active",
            HomeUnitId = unit,
            Number = number,
            CreatedAt = scope.Now,
            CreatedBy = how == "self" ? null : scope.Actor.AccountId,
        };

    public Person Person(RegisterPerson command)
    {
        Form = FormOf(command, read, sealer);
        return new Person
        {
            PartyId = id,
            FullName = read.FullName,
            GivenName = Or(command.GivenName),
            FatherName = Or(command.FatherName),
            GrandfatherName = Or(command.GrandfatherName),
            FamilyName = Or(command.FamilyName),
            LatinName = Or(command.LatinName),
            Sex = read.Sex,
            BirthDate = read.Birth?.Value,
            BirthPrecision = PrecisionOf(read.Birth),
            DeclaredAge = read.DeclaredAge,
            DeclaredOn = read.DeclaredAge is null ? null : read.On,
            Language = command.Language ?? "ar",
            CanRead = command.CanRead ?? "unknown",
            HouseholdHead = Or(command.HouseholdHead),
            Makes = string.Join(',', command.Makes ?? []),
            Door = how,
            RegisteredOn = read.On,
            ConfirmedAt = how == "self" ? null : scope.Now,
            ConfirmedBy = how == "self" ? null : scope.Actor.AccountId,
            MatchForm = Form.Write(),
        };
    }

    public IEnumerable<ContactPoint> Contacts(RegisterPerson command)
    {
        if (read.Phones.Count == 0)
            yield return new ContactPoint
            {
                Id = NewId.Next(),
                PartyId = id,
                Channel = "through-centre",
                Safety = "mine",
                From = read.On,
            };
        foreach (var phone in read.Phones)
        {
            var row = NewId.Next();
            yield return new ContactPoint
            {
                Id = row,
                PartyId = id,
                Channel = "phone",
                Value = sealer.Seal(phone, ContactPoint.Table, "value", row),
                ValueIndex = sealer.Index("phone", phone),
                Safety = read.PhoneSafety,
                PreferredHour = Or(command.PreferredHour),
                From = read.On,
            };
        }
    }

    public Identifier Identifier(bool clash)
    {
        var row = NewId.Next();
        return new Identifier
        {
            Id = row,
            PartyId = id,
            Type = read.Paper!.Type,
            Value = sealer.Seal(read.Paper.Typed, Parties.Identifier.Table, "value", row),
            ValueIndex = sealer.Index("paper", read.Paper.Compared),
            Country = read.Paper.Country,
            State = read.Paper.FitsAForm && !clash ? "pending" : "needs-investigation",
        };
    }

    public Residence Residence() =>
        new()
        {
            Id = NewId.Next(),
            PartyId = id,
            PlaceCode = read.Place!.Code,
            From = read.On,
            ToldBy = ToldBy,
        };

    public DisplacementFact? Displacement() =>
        read.Displacement is null
            ? null
            : new DisplacementFact
            {
                Id = NewId.Next(),
                PartyId = id,
                Status = read.Displacement,
                OriginPlace = read.Origin?.Code,
                OnDate = read.On,
                ToldBy = ToldBy,
            };

    public IEnumerable<Consent> Consents(RegisterPerson command) =>
        (command.Consents ?? new Dictionary<string, string>()).Select(c => new Consent
        {
            Id = NewId.Next(),
            PartyId = id,
            Purpose = c.Key,
            Basis = "consent",
            Answer = c.Value,
            At = scope.OccurredAt,
            Channel = command.ConsentChannel ?? "spoken",
            NoticeVersion = command.NoticeVersion!,
            Language = command.Language ?? "ar",
            TakenBy = scope.Actor.AccountId,
        });

    public WrittenRecord Record(RegisterPerson command, UnitId unit) =>
        new()
        {
            Id = scope.Id.Value,
            PartyId = id,
            UnitId = unit,
            SourceId = command.RecordId,
            Written = sealer.Seal(
                JsonSerializer.Serialize(command, CanonicalJson.Options),
                WrittenRecord.Table,
                "written",
                scope.Id.Value
            ),
        };

    /// <summary>Her names to search by: the folded words, and their sounds behind «k0» so that either script finds.</summary>
    public TextEntry Text()
    {
        return new TextEntry
        {
            Kind = "person",
            OwnerId = id.Value,
            Language = "",
            Folded = SearchText(Form, read.FullName),
            FoldVersion = ArabicText.FoldVersion,
        };
    }

    /// <summary>The words by which a record is found.</summary>
    public static string SearchText(MatchForm form, string fullName)
    {
        var parts = form
            .Readings.SelectMany(r => new[] { r.Given, r.Father, r.Grandfather, r.Family })
            .OfType<NamePart>();
        return string.Join(
            ' ',
            parts
                .SelectMany(p => p.Keys.Select(k => SearchWord(k)).Append(p.Text))
                .Concat(ArabicText.Words(fullName))
                .Distinct(StringComparer.Ordinal)
        );
    }

    /// <summary>A sound key as the search index holds it.</summary>
    public static string SearchWord(string key) => "k0" + key.ToLowerInvariant();

    public void Join(JisrDb db, ProgrammeId programme)
    {
        var membership = new Membership
        {
            Id = NewId.Next(),
            PartyId = id,
            ProgrammeId = programme,
            State = "applied",
            IsOpen = true,
            Since = scope.Now,
            Door = how,
            ConfirmedBy = how == "self" ? null : scope.Actor.AccountId,
        };
        db.Add(membership);
        db.Add(
            new MembershipEvent
            {
                Id = NewId.Next(),
                MembershipId = membership.Id,
                ToState = "applied",
                At = scope.Now,
                By = scope.Actor.AccountId,
            }
        );
    }

    private static string PrecisionOf(KnownDate? birth) =>
        birth?.Precision switch
        {
            DatePrecision.Day => "day",
            DatePrecision.Month => "month",
            DatePrecision.Year => "year",
            DatePrecision.About => "about",
            _ => "none",
        };

    private static string? Or(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
