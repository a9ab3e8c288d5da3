using System.Text.RegularExpressions;
using Jisr.People.Import;

namespace Jisr.People.Forms;

/// <summary>Reads an XLSForm into what Jisr takes of it. What it does not take is named with its row: nothing is skipped
/// in silence.</summary>
internal sealed partial class XlsFormReader
{
    private static readonly Dictionary<string, FormItemKind> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = FormItemKind.Text,
        ["string"] = FormItemKind.Text,
        ["integer"] = FormItemKind.Integer,
        ["int"] = FormItemKind.Integer,
        ["decimal"] = FormItemKind.Decimal,
        ["date"] = FormItemKind.Date,
        ["select_one"] = FormItemKind.SelectOne,
        ["select_multiple"] = FormItemKind.SelectMany,
        ["acknowledge"] = FormItemKind.Acknowledge,
        ["note"] = FormItemKind.Note,
        ["image"] = FormItemKind.Image,
        ["photo"] = FormItemKind.Image,
        ["calculate"] = FormItemKind.Calculate,
        ["start"] = FormItemKind.Meta,
        ["end"] = FormItemKind.Meta,
        ["today"] = FormItemKind.Meta,
        ["deviceid"] = FormItemKind.Meta,
    };

    private static readonly string[] Places = ["geopoint", "geotrace", "geoshape", "start-geopoint"];

    private readonly List<FormFinding> findings = [];
    private readonly List<(string Name, bool IsDefault)> languages = [];
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private string defaultLanguage = "";

    private XlsFormReader() { }

    /// <summary>Throws <see cref="UnreadableFileException"/> where this is no form at all.</summary>
    public static FormDefinition Read(byte[] bytes) => new XlsFormReader().ReadSheets(FormSheets.Read(bytes));

    private FormDefinition ReadSheets(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> sheets)
    {
        var settings = Rows(sheets.GetValueOrDefault("settings")).FirstOrDefault();
        defaultLanguage = settings?["default_language"] ?? "";
        var survey = Rows(sheets["survey"]).ToList();
        if (survey.Count == 0 || survey.All(r => r["type"].Length == 0))
            throw new UnreadableFileException("FORM_NO_SURVEY");
        var choices = Choices(sheets.GetValueOrDefault("choices"));
        var changes = Rows(sheets.GetValueOrDefault("entities")).Any();
        if (changes)
            Found("FORM_ENTITIES", 0, "entities", null, stops: false);
        var at = 0;
        var items = Items(survey, ref at, "", inRepeat: false, closes: null);
        foreach (var item in items.SelectMany(All).Where(i => i.List is not null && !choices.ContainsKey(i.List!)))
            Found("FORM_LIST_MISSING", 0, item.List!, item.Name, stops: true);
        var form = new FormDefinition
        {
            FormId = settings?["form_id"] is { Length: > 0 } id ? id : settings?["id_string"] ?? "",
            Version = settings?["version"] ?? "",
            Title = settings?["form_title"] is { Length: > 0 } title ? title : settings?["form_id"] ?? "",
            Languages =
            [
                .. languages
                    .Select(l => l.Name)
                    .Distinct(StringComparer.Ordinal)
                    .Select((l, i) => new FormLanguage(l, CodeOf(l), l == defaultLanguage || (i == 0 && !Knows()))),
            ],
            Items = items,
            IsChange = changes,
            Choices = choices,
            Findings = findings,
        };
        if (!FormIdShape().IsMatch(form.FormId))
            Found("FORM_ID_SHAPE", 0, "form_id", null, stops: true);
        if (form.Version.Length is 0 or > 40)
            Found("FORM_VERSION_MISSING", 0, "version", null, stops: true);
        foreach (var item in form.All())
            CheckExpressions(item);
        return form with { Findings = [.. findings.OrderByDescending(f => f.Stops).ThenBy(f => f.Row)] };
    }

    private bool Knows() => languages.Exists(l => l.Name == defaultLanguage);

    private List<FormItem> Items(List<Row> rows, ref int at, string above, bool inRepeat, string? closes)
    {
        var items = new List<FormItem>();
        while (at < rows.Count)
        {
            var row = rows[at++];
            var type = Space().Replace(row["type"].Trim(), " ");
            if (type.Length == 0)
                continue;
            var word = type.Replace("begin ", "begin_", StringComparison.Ordinal)
                .Replace("end ", "end_", StringComparison.Ordinal);
            if (word is "end_group" or "end_repeat")
            {
                if (word == closes)
                    return items;
                Found("FORM_UNBALANCED", row.Number, type, row["name"], stops: true);
                continue;
            }
            var path = above.Length == 0 ? row["name"] : above + "/" + row["name"];
            if (word is "begin_group" or "begin_repeat")
            {
                if (word == "begin_repeat" && inRepeat)
                    Found("FORM_REPEAT_NESTED", row.Number, type, row["name"], stops: true);
                if (Name(row, path) is not { } known)
                    continue;
                var repeat = word == "begin_repeat";
                var inner = Items(rows, ref at, path, inRepeat || repeat, repeat ? "end_repeat" : "end_group");
                items.Add(
                    known with
                    {
                        Kind = repeat ? FormItemKind.Repeat : FormItemKind.Group,
                        Type = repeat ? "repeat" : "group",
                        Items = inner,
                    }
                );
            }
            else if (Question(row, type, path) is { } question)
                items.Add(question);
        }
        if (closes is not null)
            Found("FORM_UNBALANCED", rows.Count + 1, closes, null, stops: true);
        return items;
    }

    private FormItem? Question(Row row, string type, string path)
    {
        var parts = type.Split(' ');
        var word = parts[0];
        if (Places.Contains(word))
        {
            Found("FORM_PLACE_DROPPED", row.Number, type, row["name"], stops: false);
            return null;
        }
        if (!Kinds.TryGetValue(word, out var kind))
        {
            Found("FORM_TYPE_UNKNOWN", row.Number, type, row["name"], stops: false);
            return null;
        }
        if (Name(row, path) is not { } item)
            return null;
        if (kind is FormItemKind.SelectOne or FormItemKind.SelectMany)
        {
            if (parts.Length < 2)
                Found("FORM_LIST_MISSING", row.Number, type, row["name"], stops: true);
            else if (parts.Length > 2)
                Found("FORM_OTHER_LEFT_OUT", row.Number, type, row["name"], stops: false);
            if (row["choice_filter"].Length > 0)
                Found("FORM_FILTER_LEFT_OUT", row.Number, row["choice_filter"], row["name"], stops: false);
        }
        if (kind == FormItemKind.Calculate)
            Found("FORM_COMPUTED", row.Number, type, row["name"], stops: false);
        return item with
        {
            Kind = kind,
            Type = word,
            List = kind is FormItemKind.SelectOne or FormItemKind.SelectMany ? parts.ElementAtOrDefault(1) : null,
        };
    }

    // What all rows have in common; null where the row has no name to be known by.
    private FormItem? Name(Row row, string path)
    {
        var name = row["name"];
        if (!NameShape().IsMatch(name))
        {
            Found("FORM_NAME_SHAPE", row.Number, row["type"], name, stops: true);
            return null;
        }
        if (!paths.Add(path))
            Found("FORM_NAME_TWICE", row.Number, row["type"], name, stops: true);
        names[name] = names.ContainsKey(name) ? "" : path;
        return new FormItem
        {
            Kind = FormItemKind.Text,
            Type = "",
            Name = name,
            Path = path,
            Labels = Texts(row, "label"),
            Hints = Texts(row, "hint"),
            Required = Said(row["required"]),
            Relevant = Or(row["relevant"] is { Length: > 0 } relevant ? relevant : row["relevance"]),
            Constraint = Or(row["constraint"]),
            ConstraintMessages = Texts(row, "constraint_message"),
            Calculation = Or(row["calculation"]),
            Appearance = Or(row["appearance"]),
            MaxPixels = PixelShape().Match(row["parameters"]) is { Success: true } pixels
                ? pixels.Groups["pixels"].Value
                : null,
            IsReadOnly = Said(row["readonly"]) == "true()",
        };
    }

    // Named before import: what our check cannot compute, and what points nowhere.
    private void CheckExpressions(FormItem item)
    {
        foreach (
            var (what, text) in new[]
            {
                ("relevant", item.Relevant),
                ("constraint", item.Constraint),
                ("required", item.Required),
            }
        )
        {
            if (text is null)
                continue;
            var read = FormExpression.Read(text);
            foreach (var name in FormExpression.NamesIn(text).Where(n => names.GetValueOrDefault(n) is null or ""))
                Found("FORM_REFERENCE_UNKNOWN", 0, $"{what}: ${{{name}}}", item.Name, stops: true);
            if (read.Problem is { } problem)
                Found("FORM_NOT_CHECKED", 0, $"{what}: {problem}", item.Name, stops: false);
        }
        if (item.Calculation is not null)
            foreach (
                var name in FormExpression
                    .NamesIn(item.Calculation)
                    .Where(n => names.GetValueOrDefault(n) is null or "")
            )
                Found("FORM_REFERENCE_UNKNOWN", 0, $"calculation: ${{{name}}}", item.Name, stops: true);
    }

    private Dictionary<string, IReadOnlyList<FormChoice>> Choices(IReadOnlyList<IReadOnlyList<string>>? sheet)
    {
        var lists = new Dictionary<string, List<FormChoice>>(StringComparer.Ordinal);
        foreach (var row in Rows(sheet))
        {
            var list = row["list_name"] is { Length: > 0 } name ? name : row["list name"];
            if (list.Length == 0 || row["name"].Length == 0)
                continue;
            if (!lists.TryGetValue(list, out var known))
                lists[list] = known = [];
            if (known.Exists(c => c.Name == row["name"]))
                Found("FORM_NAME_TWICE", row.Number, list, row["name"], stops: true);
            known.Add(new FormChoice(row["name"], Texts(row, "label")));
        }
        return lists.ToDictionary(l => l.Key, l => (IReadOnlyList<FormChoice>)l.Value, StringComparer.Ordinal);
    }

    // "label", or "label::العربية (ar)" for each language.
    private Dictionary<string, string> Texts(Row row, string column)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in row.Cells)
        {
            if (value.Length == 0 || !name.StartsWith(column, StringComparison.Ordinal))
                continue;
            var rest = name[column.Length..];
            var language =
                rest.Length == 0 ? defaultLanguage
                : rest.StartsWith("::", StringComparison.Ordinal) ? rest[2..].Trim()
                : rest.StartsWith(':') ? rest[1..].Trim()
                : null;
            if (language is null)
                continue;
            texts[language] = value;
            if (!languages.Exists(l => l.Name == language))
                languages.Add((language, language == defaultLanguage));
        }
        return texts;
    }

    private void Found(string code, int row, string what, string? name, bool stops) =>
        findings.Add(new FormFinding(code, row, what, Or(name ?? ""), stops));

    private static string? Said(string value) =>
        value.Trim().ToLowerInvariant() switch
        {
            "" or "no" or "false" or "false()" => null,
            "yes" or "true" or "true()" => "true()",
            _ => value.Trim(),
        };

    private static string? Or(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    private static string CodeOf(string language) =>
        CodeShape().Match(language) is { Success: true } code ? code.Groups["code"].Value.ToLowerInvariant()
        : language.Length == 2 && language.All(char.IsAsciiLetter) ? language.ToLowerInvariant()
        : "";

    private static IEnumerable<FormItem> All(FormItem item) => item.Items.SelectMany(All).Prepend(item);

    private static IEnumerable<Row> Rows(IReadOnlyList<IReadOnlyList<string>>? sheet)
    {
        if (sheet is null || sheet.Count == 0)
            yield break;
        string[] head = [.. sheet[0].Select(HeadOf)];
        for (var i = 1; i < sheet.Count; i++)
            if (sheet[i].Any(c => c.Length > 0))
                yield return new Row(
                    i + 1,
                    [.. head.Select((h, c) => (h, c < sheet[i].Count ? sheet[i][c] : "")).Where(c => c.h.Length > 0)]
                );
    }

    // Words of the column in small letters; the language behind "::" as it is written.
    private static string HeadOf(string cell)
    {
        var at = cell.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? cell.Trim().ToLowerInvariant() : cell[..at].Trim().ToLowerInvariant() + cell[at..].Trim();
    }

    private sealed record Row(int Number, IReadOnlyList<(string Name, string Value)> Cells)
    {
        public string this[string column]
        {
            get
            {
                foreach (var (name, value) in Cells)
                    if (name == column)
                        return value;
                return "";
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.\-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex NameShape();

    [GeneratedRegex(@"^[A-Za-z0-9_.\-]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex FormIdShape();

    [GeneratedRegex(@"\((?<code>[A-Za-z]{2,3})(?:-[A-Za-z0-9]+)?\)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeShape();

    [GeneratedRegex(@"max-pixels\s*=\s*(?<pixels>\d{1,5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PixelShape();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
