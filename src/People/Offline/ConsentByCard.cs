using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

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

internal sealed class ConsentByCardHandler(JisrDb db, CardHolder cards) : IHandle<ConsentByCard>
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

    public async Task<Outcome> HandleAsync(ConsentByCard command, CommandScope scope, CancellationToken ct)
    {
        var her = who!.Value.Id;
        await db.Storage.LockRowAsync(db, "people_party", "id", her.Value, ct);
        // Of the day she said it: what she answered at the centre since then is newer, and stays what counts.
        var before = await db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.PartyId == her && c.Purpose == command.Purpose && c.At <= scope.OccurredAt)
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Select(c => c.Answer)
            .FirstOrDefaultAsync(ct);
        if (before != command.Answer)
            db.Add(
                new Consent
                {
                    Id = NewId.Next(),
                    PartyId = her,
                    Purpose = command.Purpose,
                    Basis = "consent",
                    Answer = command.Answer,
                    At = scope.OccurredAt,
                    Channel = "spoken",
                    NoticeVersion = command.NoticeVersion ?? ConsentRules.Notice,
                    Language = command.Language ?? "ar",
                    TakenBy = scope.Actor.AccountId,
                }
            );
        return new Outcome.Done { Subject = her.Value };
    }
}
