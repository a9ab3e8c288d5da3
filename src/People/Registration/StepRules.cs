using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.People.Drafts;
using Jisr.People.Functioning;
using Jisr.Ui.Parts;

namespace Jisr.People.Registration;

/// <summary>What the answers of a draft mean, page by page; the words about a fault are those of the command.</summary>
internal sealed class StepRules(RegistrationReader reader, IPlaces places, IUnitTree units)
{
    /// <summary>The country whose places and phones are asked first; for one alone, that of the place she named.</summary>
    public string CountryOf(UnitId? unit, DraftAnswers answers) =>
        (unit is { } id ? units.Find(id)?.Country : null)
        ?? (answers["governorate"] is { } code ? places.Find(code)?.Country : null)
        ?? "SY";

    /// <summary>Pages that this draft has: who gives no number is not asked who sees it, and who leaves out the first of
    /// the six questions is not asked the others.</summary>
    public static IReadOnlyList<RegistrationStep> StepsOf(DraftAnswers answers) =>
        [
            .. RegistrationSteps.All.Where(s =>
                s.Code == "safety"
                    ? answers["contactHow"] == "phone"
                    : s.Section != RegistrationSteps.Functioning
                        || RegistrationSteps.IsFirstOfSix(s)
                        || !answers.IsSkipped(Functions.Six[0])
            ),
        ];

    /// <summary>What is wrong with one page.</summary>
    public Problems Check(RegistrationStep step, DraftAnswers answers, UnitId? unit)
    {
        var problems = new Problems();
        if (answers.IsSkipped(step.Code))
            return problems;
        Missing(step.Code, answers, problems);
        if (problems.Count > 0 || step.Code == RegistrationSteps.Notice)
            return problems;
        var all = new Problems();
        var command = ToCommand(answers, unit, null);
        reader.Read(command, unit, all);
        FunctioningRules.Check(command, all, before: "");
        string[] fields = [.. step.Fields.Select(f => f.Split('.')[0]).Distinct()];
        problems.AddRange(all.Where(p => fields.Contains(p.Field)));
        return problems;
    }

    /// <summary>State of a section (experience.md G-5): one with an error is in progress again.</summary>
    public StepState StateOf(string section, DraftAnswers answers, UnitId? unit)
    {
        if (section != "notice" && answers["consent"] != "given")
            return StepState.Blocked;
        var steps = StepsOf(answers).Where(s => s.Section == section).ToList();
        if (!steps.Exists(s => IsTouched(s, answers)))
            return StepState.NotStarted;
        return steps.TrueForAll(s => IsTouched(s, answers) && Check(s, answers, unit).Count == 0)
            ? StepState.Done
            : StepState.InProgress;
    }

    /// <summary>The first page, in order, that is not answered or not right; null when all is ready to be read back.</summary>
    public RegistrationStep? FirstOpen(DraftAnswers answers, UnitId? unit) =>
        StepsOf(answers).FirstOrDefault(s => !s.Optional && Check(s, answers, unit).Count > 0);

    /// <summary>The page after this one; null after the last.</summary>
    public RegistrationStep? After(RegistrationStep step, DraftAnswers answers) =>
        StepsOf(answers).SkipWhile(s => s.Code != step.Code).Skip(1).FirstOrDefault();

    public static bool IsTouched(RegistrationStep step, DraftAnswers answers) =>
        answers.IsSkipped(step.Code) || step.Fields.Any(f => answers[f] is not null);

    /// <summary>The command that the answers make; <paramref name="notice"/> is the version that was read out.</summary>
    public RegisterPerson ToCommand(
        DraftAnswers answers,
        UnitId? unit,
        ProgrammeId? programme,
        string notice = ConsentRules.Notice
    ) =>
        new()
        {
            UnitId = unit,
            ProgrammeId = programme,
            FullName = answers["fullName"],
            Sex = answers["sex"] is "not-said" ? null : answers["sex"] ?? "F",
            Age = answers["birthHow"] == "age" ? answers["age"] : null,
            BirthDate = answers["birthHow"] == "date" ? BirthText(answers) : null,
            Governorate = answers["governorate"],
            District = answers["district"] is "unknown" ? null : answers["district"],
            Phone = answers["contactHow"] == "phone" ? answers["phone"] : null,
            WhatsApp = answers["contactHow"] == "phone" ? answers["whatsApp"] : null,
            PhoneSafety = answers["contactHow"] == "phone" ? answers["phoneSafety"] : null,
            PreferredHour =
                answers["contactHow"] == "phone" && answers["preferredHour"] != "any" ? answers["preferredHour"] : null,
            AnsweredBy = answers["contactHow"] == "phone" ? answers["answeredBy"] : null,
            PhoneVerified = answers["contactHow"] == "phone" ? answers["phoneVerified"] : null,
            Displacement = answers["displacement"],
            DisplacedFrom = answers["displacedFrom"],
            HouseholdHead = answers["householdHead"],
            HouseholdSize = answers["householdSize"],
            HouseholdChildren = answers["householdChildren"],
            NationalId = answers["nationalId"],
            Language = answers["language"],
            Functioning = FunctioningOf(answers),
            Makes = answers.Many("makes") is { Count: > 0 } makes ? makes : null,
            Wants = answers.Many("wants") is { Count: > 0 } wants ? wants : null,
            Consents = ConsentsOf(answers),
            NoticeVersion = notice,
            ConsentChannel = unit is null ? "online" : "spoken",
        };

    /// <summary>The three boxes as one text; what is no date stays as typed, so that the reader says what is wrong.</summary>
    public static string? BirthText(Func<string, string?> answer)
    {
        var (day, month, year) = (answer("birthDate.day"), answer("birthDate.month"), answer("birthDate.year"));
        var reading = DateBinder.Read(day, month, year);
        return reading.IsEmpty ? null
            : reading.Error is not null ? string.Join('/', day, month, year)
            : Parties.FieldReader.WriteBirth(
                reading.Value.Value,
                reading.Value.Precision.ToString().ToLowerInvariant()
            );
    }

    private static string? BirthText(DraftAnswers answers) => BirthText(f => answers[f]);

    // One that was left out is not there: "not asked" is another thing than "no answer".
    private static Dictionary<string, string>? FunctioningOf(DraftAnswers answers) =>
        StepsOf(answers)
            .Where(s => s.Section == RegistrationSteps.Functioning && answers[s.Code] is not null)
            .ToDictionary(s => s.Code, s => answers[s.Code]!, StringComparer.Ordinal)
            is { Count: > 0 } told
            ? told
            : null;

    private static Dictionary<string, string> ConsentsOf(DraftAnswers answers)
    {
        var consents = new Dictionary<string, string>(StringComparer.Ordinal);
        if (answers["consent"] is { } told)
            consents[ConsentRules.Register] = told;
        foreach (var purpose in ConsentRules.Asked)
            consents[purpose] = answers[purpose + "Ok"] == "yes" ? "given" : "refused";
        return consents;
    }

    private static void Missing(string step, DraftAnswers answers, Problems problems)
    {
        switch (step)
        {
            case RegistrationSteps.Notice when answers["consent"] is null:
                problems.Add("consent", "CONSENT_UNANSWERED");
                break;
            case "birth" when answers["birthHow"] is null:
                problems.Add("birthHow", "CHOOSE_ONE");
                break;
            case "birth" when answers["birthHow"] == "age" && answers["age"] is null:
                problems.Add("age", "AGE_MISSING");
                break;
            case "birth" when answers["birthHow"] == "date" && BirthText(answers) is null:
                problems.Add("birthDate", "NOT_A_DATE");
                break;
            case "governorate" when answers["governorate"] is null:
                problems.Add("governorate", "CHOOSE_ONE");
                break;
            case "district" when answers["district"] is null:
                problems.Add("district", "CHOOSE_ONE");
                break;
            case "contact" when answers["contactHow"] is null:
                problems.Add("contactHow", "CHOOSE_ONE");
                break;
            case "contact" when answers["contactHow"] == "phone" && answers["phone"] is null:
                problems.Add("phone", "PHONE_MISSING");
                break;
            case "safety" when answers["phoneSafety"] is null:
                problems.Add("phoneSafety", "CHOOSE_ONE");
                break;
        }
    }
}
