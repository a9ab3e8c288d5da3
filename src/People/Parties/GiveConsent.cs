using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>She says yes to one purpose.</summary>
internal sealed record GiveConsent(PartyId PartyId, string Purpose, string? Channel = null) : IOfflineCommand
{
    public static string Kind => "consent.give";
}

/// <summary>She takes her yes back; it acts at once.</summary>
internal sealed record WithdrawConsent(PartyId PartyId, string Purpose, string? Channel = null) : ICommand
{
    public static string Kind => "consent.withdraw";
}

internal sealed class GiveConsentHandler(JisrDb db) : IHandle<GiveConsent>
{
    public Task<Reach> ReachAsync(GiveConsent command, CommandScope scope, CancellationToken ct) =>
        ConsentWriting.ReachAsync(db, command.PartyId, ct);

    public void Check(GiveConsent command, Problems problems, CommandScope scope) =>
        ConsentWriting.Check(command.Purpose, command.Channel, problems);

    public Task<Outcome> HandleAsync(GiveConsent command, CommandScope scope, CancellationToken ct) =>
        ConsentWriting.WriteAsync(db, command.PartyId, command.Purpose, "given", command.Channel, scope, ct);
}

internal sealed class WithdrawConsentHandler(JisrDb db) : IHandle<WithdrawConsent>
{
    public Task<Reach> ReachAsync(WithdrawConsent command, CommandScope scope, CancellationToken ct) =>
        ConsentWriting.ReachAsync(db, command.PartyId, ct);

    public void Check(WithdrawConsent command, Problems problems, CommandScope scope) =>
        ConsentWriting.Check(command.Purpose, command.Channel, problems);

    public Task<Outcome> HandleAsync(WithdrawConsent command, CommandScope scope, CancellationToken ct) =>
        ConsentWriting.WriteAsync(db, command.PartyId, command.Purpose, "withdrawn", command.Channel, scope, ct);
}

/// <summary>A dated row for each answer; the newest of a purpose counts.</summary>
internal static class ConsentWriting
{
    public static async Task<Reach> ReachAsync(JisrDb db, PartyId party, CancellationToken ct) =>
        await LivesOn.FindAsync(db, party, ct) is { } who ? PersonRights.ReachOf(who.Id, who.Home) : Reach.Missing;

    public static void Check(string purpose, string? channel, Problems problems)
    {
        if (!ConsentRules.Known.Contains(purpose))
            problems.Add("purpose", "CHOICE_UNKNOWN");
        if (channel is not null && !ConsentRules.Channels.Contains(channel))
            problems.Add("channel", "CHOICE_UNKNOWN");
    }

    public static async Task<Outcome> WriteAsync(
        JisrDb db,
        PartyId party,
        string purpose,
        string answer,
        string? channel,
        CommandScope scope,
        CancellationToken ct
    )
    {
        party = (await LivesOn.FindAsync(db, party, ct))!.Value.Id;
        await db.Storage.LockRowAsync(db, "people_party", "id", party.Value, ct);
        if (await NewestAsync(db, party, purpose, ct) is { } last && last == answer)
            return new Outcome.Done { Subject = party.Value };
        var self = scope.Actor.Is(party);
        db.Add(
            new Consent
            {
                Id = NewId.Next(),
                PartyId = party,
                Purpose = purpose,
                Basis = "consent",
                Answer = answer,
                At = scope.Now,
                Channel = channel ?? (self ? "online" : "spoken"),
                NoticeVersion = ConsentRules.Notice,
                Language = Words.Language,
                TakenBy = scope.Actor.AccountId,
            }
        );
        return new Outcome.Done { Subject = party.Value };
    }

    private static Task<string?> NewestAsync(JisrDb db, PartyId party, string purpose, CancellationToken ct) =>
        db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.PartyId == party && c.Purpose == purpose)
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Select(c => (string?)c.Answer)
            .FirstOrDefaultAsync(ct);
}
