using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Jisr.Ui.Forms;

/// <summary>One form of one page: what was typed, what is wrong with it, and the id of its command. Values are text;
/// numbers and dates go through our own binders, never the framework's.</summary>
public sealed class FormState
{
    /// <summary>Hidden field with the command's id, written with the page.</summary>
    public const string IdField = "_command";

    /// <summary>Field of the language buttons: shows the same form, as typed, in another language.</summary>
    public const string LanguageField = "_language";

    private readonly Dictionary<string, StringValues> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private FormState(string name) => Name = name;

    /// <summary>Name of the form: its handler on the page.</summary>
    public string Name { get; }

    /// <summary>The id this form will send.</summary>
    public CommandId CommandId { get; private set; }

    /// <summary>True when this request posts this form and wants it sent.</summary>
    public bool IsSending { get; private set; }

    /// <summary>True when the page shows what was typed earlier, after signing in again or from a stale page.</summary>
    public bool IsRestored { get; private set; }

    public Problems Problems { get; } = [];

    /// <summary>What a binder asks back: the field and the readings it offers.</summary>
    public IFormFileCollection? Files { get; private set; }

    /// <summary>Reads the form of this request, or starts an empty one with a fresh id.</summary>
    public static FormState Read(HttpContext http, string name)
    {
        var state = new FormState(name) { CommandId = NewId.Of<CommandId>() };
        if (http.Items[KeptForm.Key] is KeptForm kept)
        {
            foreach (var (key, value) in kept.Fields)
                state.values[key] = value;
            state.IsRestored = kept.IsOld;
            return state;
        }
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType)
            return state;
        var form = http.Request.Form;
        if (form["_handler"] != name)
            return state;
        foreach (var (key, value) in form)
            if (!key.StartsWith('_'))
                state.values[key] = value;
        state.Files = form.Files;
        state.IsSending = !form.ContainsKey(LanguageField);
        if (Guid.TryParse(form[IdField], out var id) && id != Guid.Empty)
            state.CommandId = new CommandId(id);
        else if (state.IsSending)
        {
            state.IsSending = false;
            state.Problems.Add(new Problem("COMMAND_ID_MISSING"));
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        return state;
    }

    /// <summary>The text as typed, or null. One long value only: repeated fields are <see cref="Many"/>.</summary>
    public string? this[string field]
    {
        get
        {
            read.Add(field);
            return values.TryGetValue(field, out var value) ? value[0] : null;
        }
        set => values[field] = value;
    }

    /// <summary>Trimmed text, or null when there is none.</summary>
    public string? Text(string field) => this[field]?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>All values of a repeated field, such as boxes that are ticked.</summary>
    public IReadOnlyList<string> Many(string field)
    {
        read.Add(field);
        return values.TryGetValue(field, out var value) ? [.. value.OfType<string>()] : [];
    }

    /// <summary>True when the box is ticked.</summary>
    public bool Ticked(string field) => Text(field) is "yes" or "on" or "true";

    /// <summary>Sets a starting value, unless something was typed.</summary>
    public void Start(string field, string? value)
    {
        if (value is not null && !values.ContainsKey(field))
            values[field] = value;
    }

    /// <summary>Sets starting values of a repeated field, unless something was typed.</summary>
    public void StartMany(string field, IReadOnlyList<string> starting)
    {
        if (starting.Count > 0 && !values.ContainsKey(field))
            values[field] = new StringValues([.. starting]);
    }

    /// <summary>Sends under an id that was made before this page: that of a draft, which can become one thing only.</summary>
    public void SendAs(CommandId id) => CommandId = id;

    /// <summary>The problem at a field, if any.</summary>
    public Problem? At(string field) => Problems.Find(p => p.Field == field);

    /// <summary>Posted fields that nobody asked for; they are ignored and logged (ASVS 15.3.3).</summary>
    public IReadOnlyList<string> Unread => [.. values.Keys.Where(k => !read.Contains(k))];

    /// <summary>Takes the problems of a rejected command and a fresh id, so that the mended form is a new wish.</summary>
    public void Reject(IEnumerable<Problem> problems)
    {
        Problems.AddRange(problems);
        CommandId = NewId.Of<CommandId>();
    }
}

/// <summary>What was typed into a form that could not be sent: the session had ended, or the page was too old.</summary>
public sealed record KeptForm(IReadOnlyDictionary<string, string[]> Fields, bool IsOld = true)
{
    public const string Key = "jisr.kept-form";
}
