using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Consents;
using Jisr.People.Registration;

namespace Jisr.People.Offline;

/// <summary>She says yes to a purpose, or takes it back, where there is no line; the number on her card says who she is.
/// <paramref name="Answer"/> is given or withdrawn.</summary>
internal sealed record ConsentByCard(
    UnitId UnitId,
    string Number,
    string Purpose,
    string Answer,
    string? NoticeVersion = null,
    string? Language = null
) : IOfflineCommand
{
    public static string Kind => "card.consent";
}

internal sealed class ConsentByCardHandler(CardHolder cards, ConsentWriting writing) : IHandle<ConsentByCard>
{
    private (PartyId Id, UnitId Home)? who;

    public async Task<Reach> ReachAsync(ConsentByCard command, CommandScope scope, CancellationToken ct)
    {
        who = await cards.FindAsync(command.Number, ConsentByCard.Kind, scope.Actor, ct);
        return cards.ReachOf(who, command.UnitId);
    }

    public void Check(ConsentByCard command, Problems problems, CommandScope scope)
    {
        CardHolder.Check(command.Number, who, problems);
        if (!ConsentRules.Known.Contains(command.Purpose))
            problems.Add("purpose", "CHOICE_UNKNOWN");
        if (command.Answer is not ("given" or "withdrawn"))
            problems.Add("answer", "CHOICE_UNKNOWN");
        if (command.Answer == "given" && string.IsNullOrWhiteSpace(command.NoticeVersion))
            problems.Add("noticeVersion", "NOTICE_MISSING");
        if (command.NoticeVersion is { Length: > 20 })
            problems.Add("noticeVersion", "TOO_LONG");
        if (command.Language is { } told && !Words.Languages.Contains(told))
            problems.Add("language", "CHOICE_UNKNOWN");
    }

    public Task<Outcome> HandleAsync(ConsentByCard command, CommandScope scope, CancellationToken ct) =>
        // Of the day she said it, not of the day on which there was a line again.
        writing.WriteAsync(
            new GiveConsent(who!.Value.Id, command.Purpose, "spoken"),
            command.Answer,
            scope,
            ct,
            new HerWord(scope.OccurredAt, command.NoticeVersion, command.Language ?? "ar")
        );
}
