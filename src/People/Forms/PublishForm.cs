using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>A form is given to the telephones: from now on it can be fetched and what is filled in is taken. The version
/// before it is taken for <see cref="OutsideForm.DaysAfter"/> days more.</summary>
internal sealed record PublishForm(
    Guid FormId,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes,
    string Notice
) : ICommand
{
    public static string Kind => "form.publish";
}

internal sealed class PublishFormHandler(JisrDb db) : IHandle<PublishForm>
{
    public async Task<Reach> ReachAsync(PublishForm command, CommandScope scope, CancellationToken ct) =>
        await db.Set<OutsideForm>()
            .AsNoTracking()
            .Where(f => f.Id == command.FormId)
            .Select(f => new { f.UnitId, f.ProgrammeId })
            .SingleOrDefaultAsync(ct)
            is { } form
            ? Reach.Unit(form.UnitId, form.ProgrammeId)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(PublishForm command, CommandScope scope, CancellationToken ct)
    {
        var form = await db.Set<OutsideForm>().SingleAsync(f => f.Id == command.FormId, ct);
        if (form.State == "published")
            return Outcome.No("FORM_VERSION_TAKEN");
        var problems = new Problems();
        Check(form.Read(), command, problems);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        form.Map = JsonSerializer.Serialize(
            new FormMap(command.Fields, command.Codes, command.Notice.Trim()),
            CanonicalJson.Options
        );
        form.State = "published";
        form.PublishedAt = scope.Now;
        await db.Set<OutsideForm>()
            .Where(f => f.FormId == form.FormId && f.State == "published" && f.ReplacedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.ReplacedAt, scope.Now), ct);
        return new Outcome.Done { Subject = form.Id };
    }

    private static void Check(FormDefinition form, PublishForm command, Problems problems)
    {
        if (form.Findings.Any(f => f.Stops))
            problems.Add(new Problem("FORM_NOT_READY"));
        problems.Text("notice", command.Notice, 20);
        foreach (var twice in command.Fields.GroupBy(f => f.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(twice.Last().Key, "FORM_FIELD_TWICE");
        foreach (var (path, field) in command.Fields)
        {
            if (form.Find(path) is not { } item || !FormFields.MayFill(item) || !FormFields.Of(form).Contains(field))
            {
                problems.Add(path, "CHOICE_UNKNOWN");
                continue;
            }
            if (FormFields.CodesOf(field) is not { } ours)
                continue;
            // Every code means one of ours, or that nothing was said: none is left to be guessed later.
            foreach (var choice in form.ChoicesOf(item))
                if (
                    command.Codes.GetValueOrDefault(path)?.GetValueOrDefault(choice.Name) is not { } code
                    || (code.Length > 0 && !ours.Contains(code))
                )
                    problems.Add(path, "FORM_CODE_UNMAPPED", ("code", choice.Name));
        }
        var filled = command.Fields.Values.ToHashSet(StringComparer.Ordinal);
        if (form.IsChange)
        {
            if (filled.Count == 0)
                problems.Add(new Problem("FORM_FILLS_NOTHING"));
            return;
        }
        if (!Import.PeopleColumns.Names.Any(n => filled.Contains(FieldOf(n))))
            problems.Add(new Problem("FORM_NO_NAME"));
        if (!filled.Contains(FormFields.Consent + ConsentRules.Register))
            problems.Add(new Problem("FORM_NO_CONSENT"));
    }

    // full_name of a file is fullName of the command.
    private static string FieldOf(string column) =>
        string.Concat(
            column.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])
        );
}
