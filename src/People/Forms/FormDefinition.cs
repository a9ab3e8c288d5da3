namespace Jisr.People.Forms;

/// <summary>A form made outside, as it was understood: what is asked, in which languages, and what could not be taken.</summary>
internal sealed record FormDefinition
{
    /// <summary>The form's own id, such as <c>jisr_registration</c>.</summary>
    public required string FormId { get; init; }
    public required string Version { get; init; }
    public required string Title { get; init; }

    /// <summary>In the order of the sheet; one without a name where the labels have no language.</summary>
    public required IReadOnlyList<FormLanguage> Languages { get; init; }
    public required IReadOnlyList<FormItem> Items { get; init; }

    /// <summary>True where it changes known records (a sheet <c>entities</c>) instead of registering new ones. Such a form
    /// needs a list of people on the telephone, which Jisr never hands out: it is fetched elsewhere.</summary>
    public bool IsChange { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<FormChoice>> Choices { get; init; }

    /// <summary>What a person must know before the form is published, row by row.</summary>
    public required IReadOnlyList<FormFinding> Findings { get; init; }

    /// <summary>Every question, group and repeat, from the first to the last.</summary>
    public IEnumerable<FormItem> All() => Items.SelectMany(Walk);

    /// <summary>The item at a path without indexes, such as <c>person/full_name</c>.</summary>
    public FormItem? Find(string path) => All().FirstOrDefault(i => i.Path == path);

    /// <summary>Choices of a select, in order.</summary>
    public IReadOnlyList<FormChoice> ChoicesOf(FormItem item) =>
        item.List is { } list && Choices.TryGetValue(list, out var found) ? found : [];

    private static IEnumerable<FormItem> Walk(FormItem item) => item.Items.SelectMany(Walk).Prepend(item);
}

/// <summary>A language of the labels. Its direction is declared by its code, never guessed from a text.</summary>
/// <param name="Name">As the sheet writes it: <c>العربية (ar)</c>.</param>
/// <param name="Code">ar, fr, en …; empty where none is given.</param>
internal sealed record FormLanguage(string Name, string Code, bool IsDefault)
{
    private static readonly string[] RightToLeft = ["ar", "fa", "he", "ku", "ckb", "ps", "ug", "ur", "yi", "syr"];

    /// <summary>rtl or ltr; null where the sheet gives no code, and then nothing is said.</summary>
    public string? Direction =>
        Code.Length == 0 ? null
        : RightToLeft.Contains(Code) ? "rtl"
        : "ltr";
}

internal enum FormItemKind
{
    Text,
    Integer,
    Decimal,
    Date,
    SelectOne,
    SelectMany,
    Acknowledge,
    Note,
    Image,
    Calculate,

    /// <summary>start, end, today, deviceid: filled by the telephone itself.</summary>
    Meta,
    Group,
    Repeat,
}

/// <summary>A question, a group or a repeat.</summary>
internal sealed record FormItem
{
    public required FormItemKind Kind { get; init; }

    /// <summary>The type as the sheet writes it, without the name of its list.</summary>
    public required string Type { get; init; }
    public required string Name { get; init; }

    /// <summary>Names of the groups above it and its own, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>By the name of the language.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Hints { get; init; } = new Dictionary<string, string>();
    public string? List { get; init; }
    public string? Required { get; init; }
    public string? Relevant { get; init; }
    public string? Constraint { get; init; }
    public IReadOnlyDictionary<string, string> ConstraintMessages { get; init; } = new Dictionary<string, string>();
    public string? Calculation { get; init; }
    public string? Appearance { get; init; }
    public string? MaxPixels { get; init; }
    public bool IsReadOnly { get; init; }
    public IReadOnlyList<FormItem> Items { get; init; } = [];

    /// <summary>True where a person answers something.</summary>
    public bool IsAsked => Kind is not (FormItemKind.Note or FormItemKind.Group or FormItemKind.Repeat);

    /// <summary>The label in a language of ours, or the best there is.</summary>
    public string LabelIn(FormDefinition form, string language) => FormTexts.Pick(form, Labels, language) ?? Name;
}

internal sealed record FormChoice(string Name, IReadOnlyDictionary<string, string> Labels);

/// <summary>Something of the sheet that is not taken as it stands. <paramref name="Stops"/>: the form cannot be
/// published before it is mended.</summary>
/// <param name="Row">Row of the sheet, from 1; 0 where it is about the whole.</param>
internal sealed record FormFinding(string Code, int Row, string What, string? Name, bool Stops);

/// <summary>Texts of a form in the reader's language.</summary>
internal static class FormTexts
{
    public static string? Pick(FormDefinition form, IReadOnlyDictionary<string, string> texts, string language)
    {
        if (texts.Count == 0)
            return null;
        var wanted =
            form.Languages.FirstOrDefault(l => l.Code == language && texts.ContainsKey(l.Name))
            ?? form.Languages.FirstOrDefault(l => l.IsDefault && texts.ContainsKey(l.Name));
        return wanted is null ? texts.Values.First() : texts[wanted.Name];
    }
}
