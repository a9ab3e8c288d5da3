using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Consents;

/// <summary>She says yes to one purpose.</summary>
internal sealed record GiveConsent(PartyId PartyId, string Purpose, string? Channel = null) : IOfflineCommand
{
    public static string Kind => "consent.give";

    /// <summary>Her yes ends after this day.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Organisations to whom her yes does not go.</summary>
    public IReadOnlyList<UnitId>? WithheldFrom { get; init; }

    /// <summary>Why not to them.</summary>
    public string? WithheldWhy { get; init; }
}

/// <summary>She takes her yes back, or says no where she was not asked before; it acts at once.</summary>
internal sealed record WithdrawConsent(PartyId PartyId, string Purpose, string? Channel = null) : ICommand
{
    public static string Kind => "consent.withdraw";
}

internal sealed class GiveConsentHandler(JisrDb db, ConsentWriting writing, IUnitTree units) : IHandle<GiveConsent>
{
    public const int MostWithheld = 5;

    public Task<Reach> ReachAsync(GiveConsent command, CommandScope scope, CancellationToken ct) =>
        PersonRights.ReachAsync(db, command.PartyId, ct);

    public void Check(GiveConsent command, Problems problems, CommandScope scope)
    {
        ConsentWriting.Check(command.Purpose, command.Channel, problems);
        if (command.ValidUntil is { } last && last < units.Today(UnitId.Root))
            problems.Add("validUntil", "DAY_IS_OVER");
        if (command.WithheldFrom is { Count: > 0 } withheld)
        {
            if (withheld.Count > MostWithheld || withheld.Any(u => units.Find(u) is null))
                problems.Add("withheldFrom", "ORG_UNIT_UNKNOWN");
            problems.Text("withheldWhy", command.WithheldWhy, 200, required: false);
        }
    }

    public Task<Outcome> HandleAsync(GiveConsent command, CommandScope scope, CancellationToken ct) =>
        writing.WriteAsync(command, "given", scope, ct);
}

internal sealed class WithdrawConsentHandler(JisrDb db, ConsentWriting writing) : IHandle<WithdrawConsent>
{
    public Task<Reach> ReachAsync(WithdrawConsent command, CommandScope scope, CancellationToken ct) =>
        PersonRights.ReachAsync(db, command.PartyId, ct);

    public void Check(WithdrawConsent command, Problems problems, CommandScope scope) =>
        ConsentWriting.Check(command.Purpose, command.Channel, problems);

    public Task<Outcome> HandleAsync(WithdrawConsent command, CommandScope scope, CancellationToken ct) =>
        writing.WriteAsync(new GiveConsent(command.PartyId, command.Purpose, command.Channel), "withdrawn", scope, ct);
}

/// <summary>When she said something, in which words she was told what it means, and in which language.</summary>
internal sealed record HerWord(DateTimeOffset At, string? Notice, string? Language);

/// <summary>A dated row for each answer; the newest of a purpose counts.</summary>
internal sealed class ConsentWriting(JisrDb db, Sealer sealer, IUnitTree units)
{
    public static void Check(string purpose, string? channel, Problems problems)
    {
        if (!ConsentRules.Known.Contains(purpose))
            problems.Add("purpose", "CHOICE_UNKNOWN");
        if (channel is not null && !ConsentRules.Channels.Contains(channel))
            problems.Add("channel", "CHOICE_UNKNOWN");
    }

    /// <summary><paramref name="word"/>: when and with which notice she said it, where that was not now and here. What she
    /// answered since is newer and stays what counts.</summary>
    public async Task<Outcome> WriteAsync(
        GiveConsent said,
        string answer,
        CommandScope scope,
        CancellationToken ct,
        HerWord? word = null
    )
    {
        var at = word?.At ?? scope.Now;
        var (party, home) = (await LivesOn.FindAsync(db, said.PartyId, ct))!.Value;
        await db.Storage.LockRowAsync(db, "people_party", "id", party.Value, ct);
        var newest = await db.NewestConsentAsync(party, said.Purpose, ct);
        var last = newest?.At > at ? await db.NewestConsentAsync(party, said.Purpose, ct, until: at) : newest;
        // No to what she never said yes to is a refusal; nothing is taken back.
        if (answer == "withdrawn" && last?.Answer != "given")
            answer = "refused";
        var withheld = said.WithheldFrom is { Count: > 0 } left
            ? string.Join(' ', left.Distinct().Select(u => u.Value.ToString("D")))
            : null;
        var isSame =
            last is not null
            && (last.Answer == answer || (answer == "refused" && last.Answer == "withdrawn"))
            && last.ValidUntil == said.ValidUntil
            && last.WithheldFrom == withheld
            && said.WithheldWhy is null;
        if (isSame)
            return new Outcome.Done { Subject = party.Value };
        var id = NewId.Next();
        var basis = (await LegalBases.ReadAsync(db, ct)).Of(said.Purpose);
        db.Add(
            new Consent
            {
                Id = id,
                PartyId = party,
                Purpose = said.Purpose,
                Basis = basis,
                Answer = answer,
                At = at,
                Channel = said.Channel ?? (scope.Actor.Is(party) ? "online" : "spoken"),
                NoticeVersion = word?.Notice ?? ConsentRules.Notice,
                Language = word?.Language ?? Words.Language,
                TakenBy = scope.Actor.AccountId,
                ValidUntil = answer == "given" ? said.ValidUntil : null,
                WithheldFrom = answer == "given" ? withheld : null,
                WithheldWhy =
                    answer == "given" && withheld is not null && !string.IsNullOrWhiteSpace(said.WithheldWhy)
                        ? sealer.Seal(said.WithheldWhy.Trim(), Consent.Table, "withheld_why", id)
                        : null,
            }
        );
        if (said.Purpose == ConsentRules.Reports && !(newest?.At > at))
            await TellAsync(party, home, answer != "given" && basis == LegalBases.Consent, scope, ct);
        return new Outcome.Done { Subject = party.Value };
    }

    // What she says now holds for all records of hers, those with them that were merged into this one.
    private async Task TellAsync(PartyId party, UnitId home, bool refused, CommandScope scope, CancellationToken ct)
    {
        foreach (var record in await LivesOn.RecordsAsync(db, party, ct))
            scope.Publish(
                new ReportsAnswered
                {
                    On = units.Today(home),
                    SourceId = scope.Id.Value,
                    UnitId = home,
                    PartyId = record,
                    Refused = refused,
                }
            );
    }
}
