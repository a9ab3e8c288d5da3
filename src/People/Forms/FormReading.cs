using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.People.Registration;

namespace Jisr.People.Forms;

/// <summary>What a filled-in form means for us: the answers that count, the command they make, and what breaks the
/// form's own rules.</summary>
internal sealed class FormReading
{
    private readonly FormDefinition form;
    private readonly FormMap map;
    private readonly FormContent content;
    private readonly DateOnly today;
    private readonly Dictionary<string, FormItem> items;
    private readonly Dictionary<string, string> byName;

    public FormReading(FormDefinition form, FormMap map, FormContent content, DateOnly today)
    {
        this.form = form;
        this.map = map;
        this.content = content;
        this.today = today;
        items = form.All().DistinctBy(i => i.Path).ToDictionary(i => i.Path, StringComparer.Ordinal);
        byName = items
            .Values.GroupBy(i => i.Name)
            .ToDictionary(g => g.Key, g => g.First().Path, StringComparer.Ordinal);
    }

    /// <summary>True where she was asked and did not say yes: then nothing of the form is kept.</summary>
    public bool IsRefused =>
        map.PathOf(FormFields.Consent + ConsentRules.Register) is { } path
        && content.One(path).Length > 0
        && Code(path, content.One(path)) == "refused";

    /// <summary>The code of the unit as it was written, or nothing.</summary>
    public string? UnitCode => Field(FormFields.Unit);

    /// <summary>The registration that the form makes.</summary>
    public RegisterPerson Register(UnitId unit, ProgrammeId? programme, string? registeredOn)
    {
        var consents = new Dictionary<string, string>(StringComparer.Ordinal);
        var functioning = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, field) in map.Fields)
        {
            if (field.StartsWith(FormFields.Consent, StringComparison.Ordinal) && Value(path) is { } answer)
                consents[field[FormFields.Consent.Length..]] = answer;
            if (field.StartsWith(FormFields.Difficulty, StringComparison.Ordinal) && Value(path) is { } code)
                functioning[field[FormFields.Difficulty.Length..]] = code;
        }
        var noticeRead = map.PathOf(FormFields.NoticeRead) is not { } notice || content.One(notice).Length > 0;
        return new RegisterPerson
        {
            UnitId = unit,
            ProgrammeId = programme,
            FullName = Field("fullName"),
            GivenName = Field("givenName"),
            FatherName = Field("fatherName"),
            GrandfatherName = Field("grandfatherName"),
            FamilyName = Field("familyName"),
            LatinName = Field("latinName"),
            Sex = Field("sex"),
            BirthDate = Field("birthDate"),
            Age = Field("age"),
            Phone = Field("phone"),
            WhatsApp = Field("whatsApp"),
            Email = Field("email"),
            PhoneSafety = Field("phoneSafety"),
            PreferredHour = Field("preferredHour"),
            AnsweredBy = Field("answeredBy"),
            NationalId = Field("nationalId"),
            Governorate = Field("governorate"),
            District = Field("district"),
            Displacement = Field("displacement"),
            DisplacedFrom = Field("displacedFrom"),
            HouseholdHead = Field("householdHead"),
            HouseholdSize = Field("householdSize"),
            HouseholdChildren = Field("householdChildren"),
            Language = Field("language"),
            CanRead = Field("canRead"),
            Makes = Field("makes")?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Wants = Field("wants")?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Functioning = functioning.Count > 0 ? functioning : null,
            Consents = consents.Count > 0 ? consents : null,
            NoticeVersion = noticeRead ? map.Notice : null,
            ConsentChannel = "spoken",
            RegisteredOn = registeredOn,
        };
    }

    /// <summary>Values of a change, by the group they belong to.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string?>> Changes()
    {
        var groups = new Dictionary<string, Dictionary<string, string?>>(StringComparer.Ordinal);
        foreach (var (path, field) in map.Fields)
        foreach (var (group, fields) in Parties.FieldGroups.Fields)
            if (fields.Contains(field) && Value(path) is { } value)
            {
                if (!groups.TryGetValue(group, out var values))
                    groups[group] = values = new Dictionary<string, string?>(StringComparer.Ordinal);
                values[field] = value;
            }
        return groups;
    }

    /// <summary>Answers that the form itself would not have taken. Where a rule cannot be computed here, the telephone's
    /// word stands: that was said before import.</summary>
    public IReadOnlyList<Problem> Faults()
    {
        var faults = new Problems();
        foreach (var (path, value) in Answers())
        {
            if (!items.TryGetValue(FormContent.Bare(path), out var item) || !item.IsAsked || !IsRelevant(item, path))
                continue;
            var label = item.LabelIn(form, Kernel.Language.Words.Language);
            if (value.Length == 0)
            {
                if (
                    item.Required is { } required
                    && item.Kind is not (FormItemKind.Calculate or FormItemKind.Meta)
                    && FormExpression.IsTrue(required, Context(path))
                )
                    faults.Add(item.Name, "FORM_REQUIRED", ("question", label));
            }
            else if (item.Constraint is { } constraint && !FormExpression.IsTrue(constraint, Context(path)))
                faults.Add(item.Name, "FORM_CONSTRAINT", ("question", label));
            else if (IsStrange(item, value))
                faults.Add(item.Name, "FORM_CHOICE", ("question", label));
        }
        return faults;
    }

    /// <summary>Our value of a field, or null where nothing was said, or where the question was not asked of her.</summary>
    public string? Field(string field) => map.PathOf(field) is { } path ? Value(path) : null;

    private string? Value(string path)
    {
        if (!items.TryGetValue(path, out var item))
            return null;
        var values = content
            .Values.Where(v => v.Value.Length > 0 && FormContent.Bare(v.Key) == path && IsRelevant(item, v.Key))
            .Select(v => v.Value);
        var text =
            item.Kind == FormItemKind.SelectMany
                ? string.Join(
                    ' ',
                    values
                        .SelectMany(v => v.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        .Select(c => Code(path, c))
                        .Where(c => c.Length > 0)
                )
                : values.Select(v => item.Kind == FormItemKind.SelectOne ? Code(path, v) : v).FirstOrDefault() ?? "";
        return text.Length == 0 ? null : text;
    }

    // A code that the version does not know goes on as it is: our own rules name it.
    private string Code(string path, string code) => map.Codes.GetValueOrDefault(path)?.GetValueOrDefault(code) ?? code;

    private bool IsStrange(FormItem item, string value) =>
        item.Kind switch
        {
            FormItemKind.SelectOne => !form.ChoicesOf(item).Any(c => c.Name == value),
            FormItemKind.SelectMany => value
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Except(form.ChoicesOf(item).Select(c => c.Name), StringComparer.Ordinal)
                .Any(),
            FormItemKind.Integer => !long.TryParse(
                value,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out _
            ),
            FormItemKind.Decimal => !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            FormItemKind.Date => value.Length < 10
                || !DateOnly.TryParseExact(
                    value[..10],
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                ),
            _ => false,
        };

    // What came, and what should have come and is not there at all.
    private IEnumerable<(string Path, string Value)> Answers() =>
        content
            .Values.Select(v => (v.Key, v.Value))
            .Concat(
                items
                    .Values.Where(i => i.Required is not null && !InRepeat(i) && !content.Values.ContainsKey(i.Path))
                    .Select(i => (i.Path, ""))
            );

    private bool InRepeat(FormItem item) =>
        Above(item.Path).Any(p => items.TryGetValue(p, out var above) && above.Kind == FormItemKind.Repeat);

    // It and every group above it.
    private bool IsRelevant(FormItem item, string path) =>
        Above(item.Path)
            .Append(item.Path)
            .All(p =>
                !items.TryGetValue(p, out var one)
                || one.Relevant is not { } rule
                || FormExpression.IsTrue(rule, Context(path))
            );

    private static IEnumerable<string> Above(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at > 0; at = path.IndexOf('/', at + 1))
            yield return path[..at];
    }

    // A name inside a row of a repeat means the answer of the same row.
    private FormContext Context(string path) =>
        new(
            name =>
            {
                if (!byName.TryGetValue(name, out var target))
                    return "";
                var row = path.LastIndexOf(']');
                if (row > 0)
                {
                    var start = path[..(row + 1)];
                    var bare = FormContent.Bare(start);
                    if (target.StartsWith(bare + "/", StringComparison.Ordinal))
                        return content.Values.GetValueOrDefault(start + target[bare.Length..]) ?? "";
                }
                return content.One(target);
            },
            content.Values.GetValueOrDefault(path) ?? "",
            today
        );
}
