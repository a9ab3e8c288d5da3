using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Drafts;
using Jisr.People.Functioning;
using Jisr.Ui.Forms;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jisr.People.Registration;

/// <summary>What the pages of a registration share: the draft behind them, and the way from page to page.</summary>
public abstract class DraftStep : WholeComponent
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected NavigationManager Go { get; set; } = null!;

    [Inject]
    protected FormDoor Door { get; set; } = null!;

    [Inject]
    protected ICurrentActor Current { get; set; } = null!;

    [Inject]
    private DraftStore Drafts { get; set; } = null!;

    [Inject]
    private StepRules Rules { get; set; } = null!;

    [Inject]
    private PlaceChoices PlaceNames { get; set; } = null!;

    /// <summary>Came from the check page, and goes back there (experience.md G-6).</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    private protected Draft? Draft { get; set; }
    private protected DraftAnswers Answers { get; set; } = new();
    private protected DraftStore Store => Drafts;
    private protected StepRules Steps => Rules;
    private protected PlaceChoices Places => PlaceNames;

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    protected bool FromCheck => From == RegistrationSteps.Check;

    /// <summary>Reads the draft of this worker; a sent one leads to its end, a lost one to the start.</summary>
    protected async Task<bool> OpenAssistedAsync(Guid id)
    {
        var actor = await Current.GetAsync();
        Draft = actor.AccountId is { } staff ? await Drafts.FindAsync(id, staff, Http.RequestAborted) : null;
        if (Draft is null)
            Go.NotFound();
        else if (Draft is { State: "submitted", PartyId: { } party })
            Go.NavigateTo($"/register/done/{party}");
        else
            Answers = Drafts.AnswersOf(Draft);
        return Draft?.State == "open";
    }

    /// <summary>Reads the draft of this browser.</summary>
    protected async Task<bool> OpenAloneAsync()
    {
        Draft = await Drafts.FindAloneAsync(Http, Http.RequestAborted);
        if (Draft is null)
            Go.NavigateTo("/join");
        else if (Draft.State == "submitted")
            Go.NavigateTo("/join/done");
        else
            Answers = Drafts.AnswersOf(Draft);
        return Draft?.State == "open";
    }

    /// <summary>Takes the answers of a page, keeps them, and says which page comes next; null when something is wrong:
    /// the page is shown again, and nothing typed is lost.</summary>
    private protected async Task<string?> TakeAsync(FormState form, RegistrationStep step)
    {
        Answers.Take(form, step.Code, step.Fields, skip: step.Optional && form.Ticked("skip"));
        var problems = Rules.Check(step, Answers, Draft!.UnitId);
        if (problems.Count > 0)
        {
            Door.Show(form, problems);
            return null;
        }
        var next = NextAfter(step);
        await Drafts.SaveAsync(Draft, Answers, next, Http.RequestAborted);
        return next;
    }

    /// <summary>The lines of the check page, with change links that come back to it.</summary>
    protected IReadOnlyList<AnswerLine> Lines(Words words, string root)
    {
        var show = Screens.Show(Rules.CountryOf(Draft!.UnitId, Answers));
        return
        [
            .. StepRules
                .StepsOf(Answers)
                .Where(s => s.Code != RegistrationSteps.Notice)
                .Select(s => new AnswerLine(
                    s.Section == RegistrationSteps.Functioning && !Answers.IsSkipped(s.Code)
                        ? FunctioningWords.Question(words, s.Code)
                        : QuestionOf(words, s),
                    RegistrationSummary.Of(words, show, PlaceNames, Answers, s),
                    $"{root}/{s.Code}?from=check",
                    s.Code is "contact" or "papers" ? "ltr" : null
                )),
        ];
    }

    private protected static string QuestionOf(Words words, RegistrationStep step) =>
        step.Code switch
        {
            "governorate" => words["Governorate or province"],
            "district" => words["District"],
            "safety" => words["Who can see this phone?"],
            "displacement" => words["Displacement"],
            "household" => words["Her household"],
            "makes" => words["What she makes"],
            "wants" => words["What she wants"],
            _ when step.Section == RegistrationSteps.Functioning && !RegistrationSteps.IsFirstOfSix(step) => words[
                "Question {n} of six",
                (
                    "n",
                    Screens
                        .Show()
                        .Digits(
                            (Functions.Six.Index().First(f => f.Item == step.Code).Index + 1).ToString(
                                CultureInfo.InvariantCulture
                            )
                        )
                )
            ],
            _ => Labels.Step(words, step.Section),
        };

    private string NextAfter(RegistrationStep step)
    {
        if (!FromCheck)
            return Rules.After(step, Answers)?.Code ?? RegistrationSteps.Check;
        // A new governorate asks for its district, a new number for who sees it; then back to the check page.
        return Rules.FirstOpen(Answers, Draft!.UnitId)?.Code ?? RegistrationSteps.Check;
    }
}
