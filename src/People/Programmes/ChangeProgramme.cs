using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>Names, last day and rules of a programme. Its code and first day stay.</summary>
internal sealed record ChangeProgramme(ProgrammeId ProgrammeId, string NameAr) : ICommand
{
    public static string Kind => "programme.change";

    public string? NameFr { get; init; }
    public string? NameEn { get; init; }

    /// <summary>Its last day; null when it goes on.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Years, both ends counted.</summary>
    public int? AgeFrom { get; init; }
    public int? AgeTo { get; init; }

    /// <summary>F, M or null for all.</summary>
    public string? Sex { get; init; }

    /// <summary>Codes of places, of any level.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Purposes that need her yes first.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
    public bool TakesAlone { get; init; }

    /// <summary>Standings in use, of <see cref="MembershipRules.Choices"/>; null for all.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Version of the notice read out to those who join; null for the house's own.</summary>
    public string? NoticeVersion { get; init; }
}

internal sealed class ChangeProgrammeHandler(JisrDb db, IPlaces places, Words words) : IHandle<ChangeProgramme>
{
    private const int MostPlaces = 40;

    public async Task<Reach> ReachAsync(ChangeProgramme command, CommandScope scope, CancellationToken ct) =>
        await db.Set<Programme>().AnyAsync(p => p.Id == command.ProgrammeId, ct)
            ? Reach.Unit(UnitId.Root, command.ProgrammeId)
            : Reach.Missing;

    public void Check(ChangeProgramme command, Problems problems, CommandScope scope)
    {
        UnitChange.Names(command.NameAr, command.NameFr, command.NameEn, problems);
        if (command.AgeFrom is < 0 or > 120)
            problems.Add("ageFrom", "AGE_OUT_OF_RANGE");
        if (command.AgeTo is < 0 or > 120)
            problems.Add("ageTo", "AGE_OUT_OF_RANGE");
        else if (command.AgeTo < command.AgeFrom)
            problems.Add("ageTo", "OLDEST_BELOW_YOUNGEST");
        if (command.Sex is not (null or "F" or "M"))
            problems.Add("sex", "SEX_UNKNOWN");
        if (command.Places.Count > MostPlaces || command.Places.Any(p => places.Find(p) is null))
            problems.Add("places", "PLACE_CODE_UNKNOWN");
        if (command.Needs.Except(ConsentRules.Known, StringComparer.Ordinal).Any())
            problems.Add("needs", "CHOICE_UNKNOWN");
        problems.Text("noticeVersion", command.NoticeVersion, ConsentRules.MostNotice, required: false);
        if (command.States is not { } states)
            return;
        if (states.Except(MembershipRules.Choices, StringComparer.Ordinal).Any())
            problems.Add("states", "CHOICE_UNKNOWN");
        else if (MembershipRules.Unreached([.. states]) is [var alone, ..])
            problems.Add("states", "STANDING_UNREACHED", ("standing", PersonWords.Standing(words, alone)));
    }

    public async Task<Outcome> HandleAsync(ChangeProgramme command, CommandScope scope, CancellationToken ct)
    {
        var programme = await db.Set<Programme>().SingleAsync(p => p.Id == command.ProgrammeId, ct);
        if (command.To < programme.From)
            return Outcome.No("ENDS_BEFORE_IT_BEGINS", "to");
        programme.NameAr = command.NameAr.Trim();
        programme.NameFr = UnitChange.Clean(command.NameFr);
        programme.NameEn = UnitChange.Clean(command.NameEn);
        programme.To = command.To;
        (programme.AgeFrom, programme.AgeTo, programme.Sex) = (command.AgeFrom, command.AgeTo, command.Sex);
        programme.Places = Joined(command.Places);
        programme.Needs = Joined(command.Needs);
        programme.TakesAlone = command.TakesAlone;
        programme.States =
            command.States is { } states && MembershipRules.Choices.Except(states).Any()
                ? string.Join(' ', MembershipRules.Choices.Where(states.Contains))
                : null;
        programme.NoticeVersion = UnitChange.Clean(command.NoticeVersion);
        return new Outcome.Done { Subject = command.ProgrammeId.Value, Number = programme.Code };
    }

    private static string? Joined(IReadOnlyList<string> codes) =>
        codes.Count == 0 ? null : string.Join(' ', codes.Distinct(StringComparer.Ordinal));
}
