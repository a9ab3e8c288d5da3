using System.Globalization;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>What became of a form that came.</summary>
internal enum FormTaken
{
    /// <summary>Done, or kept for a person.</summary>
    New,

    /// <summary>It was here before.</summary>
    Again,

    /// <summary>Its id was used before, for something else.</summary>
    OtherContent,

    /// <summary>The sender may not register at all.</summary>
    NotAllowed,
}

/// <summary>The door of forms from outside: what was filled in becomes the same command that a page sends. What cannot
/// be done and can be read is kept for a person; of a woman who said no nothing is kept.</summary>
internal sealed class TakeForm(
    JisrDb db,
    CommandPipeline pipeline,
    AccessGate gate,
    UnitTree tree,
    RegistrationReader reader,
    Sealer sealer,
    TimeProvider clock
)
{
    public async Task<FormTaken> TakeAsync(
        FormContent content,
        Actor actor,
        DateTimeOffset? sentAt,
        CancellationToken ct
    )
    {
        var mine = gate.UnitsWith(actor, RegisterPerson.Kind);
        if (mine.Count == 0 && gate.UnitsWith(actor, ChangePerson.Kind).Count == 0)
            return FormTaken.NotAllowed;
        var hash = content.Hash();
        if (await BeforeAsync(content.CommandId.Value, hash, ct) is { } before)
            return before;
        var now = Clock.Now(clock);
        var (form, problem) = await FormAsync(content, now, ct);
        var home = form?.UnitId ?? (mine.Count > 0 ? mine[0].Unit : UnitId.Root);
        // Nothing is known of its questions: a no is looked for by its usual name.
        if (form is null)
            return SaysNo(content)
                ? await RefuseAsync(content, home, actor, sentAt, ct)
                : await KeepAsync(content, null, home, hash, actor, [new Problem("FORM_UNKNOWN")], ct);
        var reading = new FormReading(form.Read(), form.ReadMap(), content, tree.Today(home));
        var unit = await UnitOfAsync(reading, home, ct);
        if (reading.IsRefused)
            return await RefuseAsync(content, unit ?? home, actor, sentAt, ct);
        if (problem is not null)
            return await KeepAsync(content, form, home, hash, actor, [new Problem(problem)], ct);
        if (content.RootId is { } root && FormContent.IdOf(root) != content.CommandId && await IsKnownAsync(root, ct))
            return await KeepAsync(content, form, home, hash, actor, [new Problem("FORM_EDITED")], ct);
        if (content.Update is { } update)
            return await ChangeAsync(content, update, reading, form, home, hash, actor, sentAt, ct);
        if (unit is not { } at)
            return await KeepAsync(
                content,
                form,
                home,
                hash,
                actor,
                [new Problem("FORM_UNIT_UNKNOWN", FormFields.Unit)],
                ct
            );
        var command = reading.Register(at, form.ProgrammeId, DayOf(content, at, now, sentAt));
        if (reading.Faults() is { Count: > 0 } faults)
            return await KeepAsync(content, form, at, hash, actor, [.. OwnFaults(command, at), .. faults], ct);
        var answer = await pipeline.SendAsync(
            new Envelope<RegisterPerson>(content.CommandId, command)
            {
                UnitId = at,
                ProgrammeId = form.ProgrammeId,
                OccurredAt = Instant(content, "end"),
                SentAt = sentAt,
            },
            actor,
            Door.Openrosa,
            ct
        );
        return answer switch
        {
            { IsDone: true } => await DoneAsync(content, form, at, hash, actor, answer, answer.Effective.Subject, ct),
            { Refusal: Refusal.NotFound } => await KeepAsync(
                content,
                form,
                home,
                hash,
                actor,
                [new Problem("FORM_UNIT_NOT_YOURS", FormFields.Unit)],
                ct
            ),
            _ => await RejectedAsync(content, form, at, hash, actor, answer, ct),
        };
    }

    // A count by unit and day, and nothing else.
    private async Task<FormTaken> RefuseAsync(
        FormContent content,
        UnitId unit,
        Actor actor,
        DateTimeOffset? sentAt,
        CancellationToken ct
    ) =>
        Of(
            await pipeline.SendAsync(
                new Envelope<RefuseRegistration>(content.CommandId, new RefuseRegistration(unit))
                {
                    UnitId = unit,
                    SentAt = sentAt,
                },
                actor,
                Door.Openrosa,
                ct
            )
        );

    private static bool SaysNo(FormContent content) =>
        content.Values.Any(v =>
            FormContent.Bare(v.Key).Split('/')[^1] is "consent_register" or "consent"
            && v.Value.ToLowerInvariant() is ("no" or "non" or "0")
        );

    // One command for each group of fields; the first has the id of the form, so that a repeat is seen.
    private async Task<FormTaken> ChangeAsync(
        FormContent content,
        EntityUpdate update,
        FormReading reading,
        OutsideForm form,
        UnitId home,
        byte[] hash,
        Actor actor,
        DateTimeOffset? sentAt,
        CancellationToken ct
    )
    {
        var groups = reading.Changes();
        Answer? first = null;
        foreach (var (group, values) in groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var answer = await pipeline.SendAsync(
                new Envelope<ChangePerson>(
                    first is null
                        ? content.CommandId
                        : new CommandId(Kernel.Values.NameUuid.Of("openrosa", content.InstanceId, group)),
                    new ChangePerson(new PartyId(update.Id), group, update.Base, values)
                )
                {
                    UnitId = home,
                    OccurredAt = Instant(content, "end"),
                    SentAt = sentAt,
                },
                actor,
                Door.Openrosa,
                ct
            );
            if (answer.Effective.Result == AnswerResult.Rejected)
                return answer.Refusal == Refusal.NotFound
                    ? await KeepAsync(content, form, home, hash, actor, [new Problem("FORM_PARTY_UNKNOWN")], ct)
                    : await RejectedAsync(content, form, home, hash, actor, answer, ct);
            first ??= answer;
        }
        return first is null
            ? await KeepAsync(content, form, home, hash, actor, [new Problem("FORM_SAYS_NOTHING")], ct)
            : await DoneAsync(content, form, home, hash, actor, first, update.Id, ct);
    }

    private async Task<FormTaken> RejectedAsync(
        FormContent content,
        OutsideForm form,
        UnitId unit,
        byte[] hash,
        Actor actor,
        Answer answer,
        CancellationToken ct
    ) =>
        answer.Refusal is Refusal.Role or Refusal.SignIn ? FormTaken.NotAllowed
        // Another sender of the same form may have been faster by a moment: then it is a repeat.
        : answer.Effective.Reasons.Any(r => r.Code == "ID_REUSED")
            ? await BeforeAsync(content.CommandId.Value, hash, ct) ?? FormTaken.OtherContent
        : await KeepAsync(content, form, unit, hash, actor, answer.Effective.Reasons, ct);

    private async Task<FormTaken> DoneAsync(
        FormContent content,
        OutsideForm form,
        UnitId unit,
        byte[] hash,
        Actor actor,
        Answer answer,
        Guid? party,
        CancellationToken ct
    )
    {
        // Whose command did it is told so, even where another line of the same form wrote the record a moment before.
        await WriteAsync(content, form, unit, hash, actor, "done", [], party, ct);
        return answer.Result == AnswerResult.Duplicate ? FormTaken.Again : FormTaken.New;
    }

    private Task<FormTaken> KeepAsync(
        FormContent content,
        OutsideForm? form,
        UnitId unit,
        byte[] hash,
        Actor actor,
        IReadOnlyList<Problem> reasons,
        CancellationToken ct
    ) => WriteAsync(content, form, unit, hash, actor, "kept", reasons, null, ct);

    private async Task<FormTaken> WriteAsync(
        FormContent content,
        OutsideForm? form,
        UnitId unit,
        byte[] hash,
        Actor actor,
        string state,
        IReadOnlyList<Problem> reasons,
        Guid? party,
        CancellationToken ct
    )
    {
        var id = content.CommandId.Value;
        var row = new FormRecord
        {
            Id = id,
            OutsideFormId = form?.Id,
            FormId = content.FormId,
            Version = content.Version.Length > 40 ? content.Version[..40] : content.Version,
            UnitId = unit,
            Hash = hash,
            State = state,
            Code = reasons.Count > 0 ? reasons[0].Code : null,
            At = Clock.Now(clock),
            By = actor.AccountId,
            PartyId = party is { } p ? new PartyId(p) : null,
            Content = sealer.Seal(content.ToJson(), FormRecord.Table, "content", id),
            Reasons =
                reasons.Count == 0
                    ? null
                    : sealer.Seal(
                        JsonSerializer.Serialize(reasons, CanonicalJson.Options),
                        FormRecord.Table,
                        "reasons",
                        id
                    ),
        };
        try
        {
            await using var turn = await db.Storage.WriteTurnAsync(ct);
            // The same form by another line, a moment ago.
            if (await BeforeAsync(id, hash, ct) is { } faster)
                return faster;
            db.Add(row);
            await db.SaveChangesAsync(ct);
            return FormTaken.New;
        }
        catch (DbUpdateException e) when (db.Storage.IsUniqueBreach(e))
        {
            db.ChangeTracker.Clear();
            return await BeforeAsync(id, hash, ct) ?? FormTaken.OtherContent;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<FormTaken?> BeforeAsync(Guid id, byte[] hash, CancellationToken ct) =>
        await db.Set<FormRecord>().AsNoTracking().Where(r => r.Id == id).Select(r => r.Hash).SingleOrDefaultAsync(ct)
            is { } known
            ? known.AsSpan().SequenceEqual(hash)
                ? FormTaken.Again
                : FormTaken.OtherContent
            : null;

    private Task<bool> IsKnownAsync(string root, CancellationToken ct)
    {
        var id = FormContent.IdOf(root).Value;
        return db.Set<FormRecord>().AnyAsync(r => r.Id == id, ct);
    }

    // The version it was filled in with; the newest one where the sender (Kobo) has versions of its own.
    private async Task<(OutsideForm? Form, string? Problem)> FormAsync(
        FormContent content,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var versions = await db.Set<OutsideForm>()
            .AsNoTracking()
            .Where(f => f.FormId == content.FormId && f.State == "published")
            .OrderByDescending(f => f.PublishedAt)
            .ToListAsync(ct);
        if (versions.Count == 0)
            return (null, "FORM_UNKNOWN");
        if (content.Version.Length == 0)
            return (versions[0], null);
        return versions.Find(f => f.Version == content.Version) is not { } form ? (versions[0], "FORM_VERSION_UNKNOWN")
            : form.IsTaken(now) ? (form, null)
            : (form, "FORM_VERSION_ENDED");
    }

    private async Task<UnitId?> UnitOfAsync(FormReading reading, UnitId home, CancellationToken ct)
    {
        if (reading.UnitCode is not { } typed)
            return home == UnitId.Root ? null : home;
        var code = typed.Trim().ToLowerInvariant();
        return await db.Set<OrgUnit>()
            .AsNoTracking()
            .Where(u => u.Code == code)
            .Select(u => (UnitId?)u.Id)
            .SingleOrDefaultAsync(ct);
    }

    // What our own rules say comes first: its words tell what to do.
    private Problems OwnFaults(RegisterPerson command, UnitId unit)
    {
        var problems = new Problems();
        reader.Read(command, unit, problems);
        FunctioningRules.Check(command, problems);
        ConsentRules.Check(command, problems, mustAsk: true);
        return problems;
    }

    // The local day on which the form was filled in, put right by how far the telephone's clock is off.
    private string? DayOf(FormContent content, UnitId unit, DateTimeOffset now, DateTimeOffset? sentAt)
    {
        if ((Instant(content, "end") ?? Instant(content, "start")) is not { } at || tree.Find(unit) is not { } facts)
            return null;
        var right = sentAt is { } sent ? at + (now - sent) : at;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(right, facts.Zone).DateTime);
        return day >= tree.Today(unit) ? null : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset? Instant(FormContent content, string name) =>
        DateTimeOffset.TryParse(
            content.One(name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at.ToUniversalTime()
            : null;

    private static FormTaken Of(Answer answer) =>
        answer.Result switch
        {
            AnswerResult.Duplicate => FormTaken.Again,
            AnswerResult.Rejected => answer.Refusal == Refusal.None ? FormTaken.OtherContent : FormTaken.NotAllowed,
            _ => FormTaken.New,
        };
}
