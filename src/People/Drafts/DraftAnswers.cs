using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Ui.Forms;

namespace Jisr.People.Drafts;

/// <summary>What was answered so far, field by field, as typed.</summary>
internal sealed class DraftAnswers
{
    private const string Skipped = "skipped:";
    private readonly Dictionary<string, string[]> fields;

    public DraftAnswers()
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal)) { }

    private DraftAnswers(Dictionary<string, string[]> fields) => this.fields = fields;

    public string? this[string field]
    {
        get => fields.TryGetValue(field, out var values) && values is [{ Length: > 0 } first, ..] ? first : null;
        set
        {
            if (value is null)
                fields.Remove(field);
            else
                fields[field] = [value];
        }
    }

    public IReadOnlyList<string> Many(string field) => fields.GetValueOrDefault(field, []);

    public bool IsSkipped(string step) => fields.ContainsKey(Skipped + step);

    /// <summary>Takes what a page asked; an optional page may be skipped.</summary>
    public void Take(FormState form, string step, IReadOnlyList<string> asked, bool skip)
    {
        foreach (var field in asked)
        {
            var values = form.Many(field);
            if (skip || values.Count == 0)
                fields.Remove(field);
            else
                fields[field] = [.. values];
        }
        if (skip)
            fields[Skipped + step] = ["yes"];
        else
            fields.Remove(Skipped + step);
    }

    /// <summary>Puts the answers of a page back into its form, unless something else was typed.</summary>
    public void Fill(FormState form, IReadOnlyList<string> asked)
    {
        foreach (var field in asked)
            form.StartMany(field, Many(field));
    }

    public string Write() => JsonSerializer.Serialize(fields, CanonicalJson.Options);

    public static DraftAnswers Read(string json) =>
        new(
            new(
                JsonSerializer.Deserialize<Dictionary<string, string[]>>(json, CanonicalJson.Options)!,
                StringComparer.Ordinal
            )
        );
}
