using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Search;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.People.Consents;
using Jisr.People.Functioning;
using Jisr.People.Groups;
using Jisr.People.Matching;
using Jisr.People.Parties;

namespace Jisr.People.Registration;

/// <summary>The rows of one registration.</summary>
internal sealed class RegistrationRows
{
    private readonly Sealer sealer;
    private readonly Registered read;
    private readonly CommandScope scope;
    private readonly IReadOnlyList<byte[]> phones;
    private readonly string? head;

    public RegistrationRows(Sealer sealer, RegisterPerson command, Registered read, CommandScope scope, UnitId unit)
    {
        this.sealer = sealer;
        this.read = read;
        this.scope = scope;
        // The ids of a file's commands are hashes. Rows that lie in the order of their ids lie side by side when the ids
        // go up with time: half a million of them are written much sooner.
        Id = command.PartyId ?? (scope.Door == Door.File ? NewId.Of<PartyId>() : new PartyId(scope.Id.Value));
        Unit = unit;
        head = Or(command.HouseholdHead);
        How =
            command.UnitId is null ? "self"
            : scope.Door == Door.File ? "import"
            : "assisted";
        phones = [.. read.Phones.Select(p => sealer.Index("phone", p))];
        Form = FormOf(command, read, sealer);
        Identifier = read.Paper is { } paper ? Of(paper) : null;
        Others =
        [
            Person(command),
            .. Contacts(command),
            .. Residence(),
            .. Displacement(),
            .. Functioning(command),
            .. Consents(command),
            Record(command),
            Text(),
            .. Joining(command),
        ];
    }

    public PartyId Id { get; }

    /// <summary>The centre that she belongs to from now on.</summary>
    public UnitId Unit { get; }

    /// <summary>self, import, assisted.</summary>
    public string How { get; }

    /// <summary>What matching compares.</summary>
    public MatchForm Form { get; }

    /// <summary>Her paper, whose state depends on who else has it.</summary>
    public Identifier? Identifier { get; }

    /// <summary>All rows but the party with its number and the paper.</summary>
    public IReadOnlyList<object> Others { get; }

    // A worker writes down what the woman beside her says; who filled in a file is not known.
    private string ToldBy => How == "import" ? "other" : "self";

    /// <summary>What matching compares of a registration that is not written yet.</summary>
    public static MatchForm FormOf(RegisterPerson command, Registered read, Sealer sealer) =>
        new(
            NameReadings.Of(
                command.GivenName,
                command.FatherName,
                command.GrandfatherName,
                command.FamilyName,
                command.LatinName,
                string.IsNullOrWhiteSpace(command.FullName) ? null : command.FullName
            ),
            read.Birth?.Value,
            PrecisionOf(read.Birth),
            [.. read.Phones.Select(p => NearDigits.OfPhone(p, sealer))],
            read.Paper is { } paper ? NearDigits.OfPaper(paper.Compared, sealer) : null,
            read.Paper?.Type,
            read.Place?.Code,
            HeadOf(command.HouseholdHead),
            read.Sex is "F" or "M" ? read.Sex : ""
        );

    /// <summary>What matching compares of a person as she is known now.</summary>
    public static MatchForm FormOf(PersonValues values, Sealer sealer)
    {
        var p = values.Person;
        var whole = p.GivenName is null && p.FatherName is null && p.FamilyName is null ? p.FullName : null;
        return new MatchForm(
            NameReadings.Of(p.GivenName, p.FatherName, p.GrandfatherName, p.FamilyName, p.LatinName, whole),
            p.BirthDate,
            p.BirthPrecision,
            [.. values.Phones.Select(c => NearDigits.OfPhone(values.NumberOf(c), sealer))],
            values.Paper is { } paper ? NearDigits.OfPaper(values.ComparedOf(paper), sealer) : null,
            values.Paper?.Type,
            values.Residence?.PlaceCode,
            HeadOf(p.HouseholdHead),
            p.Sex is "F" or "M" ? p.Sex : ""
        );
    }

    private static (NamePart?, NamePart?) HeadOf(string? typed)
    {
        var parts = NameParts.Of(typed);
        return (parts.FirstOrDefault(), parts.Count > 1 ? parts[^1] : null);
    }

    public Party Party(string number) =>
        new()
        {
            Id = Id,
            Kind = "person",
            State = "active",
            HomeUnitId = Unit,
            Number = number,
            CreatedAt = scope.Now,
            CreatedBy = How == "self" ? null : scope.Actor.AccountId,
        };

    /// <summary>She said how many live with her.</summary>
    public bool HasHousehold => read.HouseholdSize is not null || read.HouseholdChildren is not null;

    /// <summary>Her household as she tells it: she is its head unless she names another. It counts as one.</summary>
    public IReadOnlyList<object> Household(string number)
    {
        var id = NewId.Of<PartyId>();
        return
        [
            new Party
            {
                Id = id,
                Kind = GroupCodes.Household,
                State = "active",
                HomeUnitId = Unit,
                Number = number,
                CreatedAt = scope.Now,
                CreatedBy = How == "self" ? null : scope.Actor.AccountId,
            },
            new Household
            {
                PartyId = id,
                DeclaredSize = read.HouseholdSize,
                DeclaredChildren = read.HouseholdChildren,
            },
            new PartyLink
            {
                Id = NewId.Next(),
                GroupId = id,
                PersonId = Id,
                Roles = head is null ? "head" : "member",
                IsHead = head is null,
                From = read.On,
            },
        ];
    }

    private Person Person(RegisterPerson command) =>
        new()
        {
            PartyId = Id,
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
            Wants = string.Join(',', command.Wants ?? []),
            Door = How,
            RegisteredOn = read.On,
            ConfirmedAt = How == "self" ? null : scope.Now,
            ConfirmedBy = How == "self" ? null : scope.Actor.AccountId,
            MatchForm = Form.Write(),
        };

    private IEnumerable<ContactPoint> Contacts(RegisterPerson command)
    {
        if (read.Phones.Count + read.WhatsApps.Count == 0 && read.Email is null)
            yield return new ContactPoint
            {
                Id = NewId.Next(),
                PartyId = Id,
                Channel = "through-centre",
                Safety = "mine",
                From = read.On,
            };
        foreach (var (phone, index) in read.Phones.Zip(phones))
            yield return Contact(command, "phone", phone, index);
        foreach (var number in read.WhatsApps)
            yield return Contact(command, "whatsapp", number, sealer.Index("phone", number));
        if (read.Email is { } email)
            yield return Contact(command, "email", email, null);
    }

    private ContactPoint Contact(RegisterPerson command, string channel, string value, byte[]? index)
    {
        var row = NewId.Next();
        return new ContactPoint
        {
            Id = row,
            PartyId = Id,
            Channel = channel,
            Value = sealer.Seal(value, ContactPoint.Table, "value", row),
            ValueIndex = index,
            Safety = read.PhoneSafety,
            PreferredHour = Or(command.PreferredHour),
            AnsweredBy =
                channel != "email" && Or(command.AnsweredBy) is { } answerer
                    ? sealer.Seal(answerer, ContactPoint.Table, "answered_by", row)
                    : null,
            VerifiedAt = channel != "email" && command.PhoneVerified == "yes" ? scope.OccurredAt : null,
            From = read.On,
        };
    }

    private Identifier Of(Paper paper)
    {
        var row = NewId.Next();
        return new Identifier
        {
            Id = row,
            PartyId = Id,
            Type = paper.Type,
            Value = sealer.Seal(paper.Typed, Identifier.Table, "value", row),
            ValueIndex = sealer.Index("paper", paper.Compared),
            Country = paper.Country,
            State = paper.FitsAForm ? "pending" : "needs-investigation",
        };
    }

    private IEnumerable<Residence> Residence()
    {
        if (read.Place is { } place)
            yield return new Residence
            {
                Id = NewId.Next(),
                PartyId = Id,
                PlaceCode = place.Code,
                From = read.On,
                ToldBy = ToldBy,
            };
    }

    private IEnumerable<DisplacementFact> Displacement()
    {
        if (read.Displacement is { } status)
            yield return new DisplacementFact
            {
                Id = NewId.Next(),
                PartyId = Id,
                Status = status,
                OriginPlace = read.Origin?.Code,
                OnDate = read.On,
                ToldBy = ToldBy,
            };
    }

    private IEnumerable<FunctioningAnswers> Functioning(RegisterPerson command)
    {
        if (command.Functioning is { Count: > 0 } answers)
        {
            var id = NewId.Next();
            yield return new FunctioningAnswers
            {
                Id = id,
                PartyId = Id,
                Codes = sealer.Seal(
                    Functions.Write(FunctioningRules.Answers(answers)),
                    FunctioningAnswers.Table,
                    "codes",
                    id
                ),
                AskedOn = read.On,
                AnsweredBy = ToldBy,
                At = scope.Now,
                TakenBy = scope.Actor.AccountId,
            };
        }
    }

    private IEnumerable<Consent> Consents(RegisterPerson command) =>
        (command.Consents ?? new Dictionary<string, string>()).Select(c => new Consent
        {
            Id = NewId.Next(),
            PartyId = Id,
            Purpose = c.Key,
            Basis = LegalBases.Consent,
            Answer = c.Value,
            At = scope.OccurredAt,
            Channel = command.ConsentChannel ?? "spoken",
            NoticeVersion = command.NoticeVersion!,
            Language = command.Language ?? "ar",
            TakenBy = scope.Actor.AccountId,
        });

    private WrittenRecord Record(RegisterPerson command) =>
        new()
        {
            Id = scope.Id.Value,
            PartyId = Id,
            UnitId = Unit,
            SourceId = command.RecordId,
            Written = sealer.SealBytes(
                JsonSerializer.SerializeToUtf8Bytes(command, CanonicalJson.Options),
                WrittenRecord.Table,
                "written",
                scope.Id.Value
            ),
        };

    /// <summary>Her names to search by: the folded words, and their sounds behind «k0» so that either script finds.</summary>
    private TextEntry Text() =>
        new()
        {
            Kind = "person",
            OwnerId = Id.Value,
            Language = "",
            Folded = SearchText(Form, read.FullName),
            FoldVersion = ArabicText.FoldVersion,
        };

    /// <summary>The words by which a record is found.</summary>
    public static string SearchText(MatchForm form, string fullName)
    {
        var parts = form
            .Names.First.Concat(form.Names.Second)
            .SelectMany(r => new[] { r.Given, r.Father, r.Grandfather, r.Family })
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

    private IEnumerable<object> Joining(RegisterPerson command)
    {
        if (command.ProgrammeId is not { } programme)
            yield break;
        var membership = new Membership
        {
            Id = NewId.Next(),
            PartyId = Id,
            ProgrammeId = programme,
            State = "applied",
            IsOpen = true,
            Since = scope.Now,
            Door = How,
            ConfirmedBy = How == "self" ? null : scope.Actor.AccountId,
        };
        yield return membership;
        yield return new MembershipEvent
        {
            Id = NewId.Next(),
            MembershipId = membership.Id,
            ToState = "applied",
            At = scope.Now,
            By = scope.Actor.AccountId,
        };
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
