using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;

namespace Jisr.People.Forms;

/// <summary>The change of a known record that a form brings (ODK Entities).</summary>
/// <param name="Base">The version that the telephone saw.</param>
internal sealed record EntityUpdate(Guid Id, int Base);

/// <summary>One filled-in form, whichever way it came: texts by path. Rows of a repeat carry their number:
/// <c>product[2]/product_name</c>.</summary>
internal sealed record FormContent
{
    public required string FormId { get; init; }

    /// <summary>Of the form it was filled in with; empty where the sender does not say.</summary>
    public required string Version { get; init; }

    /// <summary>As the sender writes it, such as <c>uuid:5f1c0f2e-…</c>.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The first one, where this is the same form corrected.</summary>
    public string? RootId { get; init; }
    public required IReadOnlyDictionary<string, string> Values { get; init; }
    public EntityUpdate? Update { get; init; }

    /// <summary>The id of the command: the sender's own where it is a UUID, otherwise made from its name.</summary>
    public CommandId CommandId => IdOf(InstanceId);

    public static CommandId IdOf(string instance)
    {
        var text = instance.Trim();
        var bare = text.StartsWith("uuid:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text;
        return Guid.TryParseExact(bare, "D", out var id) && id != Guid.Empty
            ? new CommandId(id)
            : new CommandId(NameUuid.Of("openrosa", text));
    }

    /// <summary>Values at a path without numbers, in the order of the rows.</summary>
    public IEnumerable<string> At(string path) =>
        Values.Where(v => v.Value.Length > 0 && Bare(v.Key) == path).Select(v => v.Value);

    public string One(string path) => Values.GetValueOrDefault(path) ?? At(path).FirstOrDefault() ?? "";

    /// <summary>The path without the numbers of its rows.</summary>
    public static string Bare(string path)
    {
        if (!path.Contains('[', StringComparison.Ordinal))
            return path;
        var bare = new StringBuilder(path.Length);
        var inside = false;
        foreach (var c in path)
        {
            if (c == '[')
                inside = true;
            if (!inside)
                bare.Append(c);
            if (c == ']')
                inside = false;
        }
        return bare.ToString();
    }

    /// <summary>SHA-256 of what it says, the same whether it came as XML or as a list of Kobo: by this the same form is
    /// known again, and another one under the same id.</summary>
    public byte[] Hash() =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                FormId
                    + '\u001e'
                    + string.Join(
                        '\u001e',
                        Values
                            .Where(v => v.Value.Length > 0)
                            .OrderBy(v => v.Key, StringComparer.Ordinal)
                            .Select(v => v.Key + "=" + v.Value.Normalize(NormalizationForm.FormC))
                    )
                    + (Update is { } update ? $"\u001e{update.Id}@{update.Base}" : "")
            )
        );

    public string ToJson() => JsonSerializer.Serialize(this, CanonicalJson.Options);

    public static FormContent FromJson(string json) =>
        JsonSerializer.Deserialize<FormContent>(json, CanonicalJson.Options)!;
}

/// <summary>Reads the XML of a telephone. No document type, no entity, nothing fetched.</summary>
internal static class FormXml
{
    public const int MostBytes = 256 * 1024;
    private const int MostDeep = 20;
    private const int MostValues = 2000;

    /// <summary>Null where this is no filled-in form with an id of its own.</summary>
    public static FormContent? Read(byte[] bytes)
    {
        XElement root;
        try
        {
            using var stream = new MemoryStream(bytes);
            using var xml = XmlReader.Create(
                stream,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    MaxCharactersInDocument = MostBytes,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                }
            );
            while (xml.Read())
                if (xml.Depth > MostDeep)
                    return null;
            stream.Position = 0;
            using var again = XmlReader.Create(stream, xml.Settings);
            root = XElement.Load(again);
        }
        catch (XmlException)
        {
            return null;
        }
        var meta = root.Elements().FirstOrDefault(e => e.Name.LocalName == "meta");
        var instance = Part(meta, "instanceID")?.Value.Trim() ?? root.Attribute("instanceID")?.Value.Trim();
        if (
            root.Attribute("id")?.Value is not { Length: > 0 and <= 64 } id
            || instance is not { Length: > 0 and <= 200 }
        )
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(root, "", meta, values);
        if (values.Count > MostValues)
            return null;
        var entity = Part(meta, "entity");
        return new FormContent
        {
            FormId = id,
            Version = root.Attribute("version")?.Value ?? "",
            InstanceId = instance,
            RootId = Part(meta, "deprecatedID")?.Value.Trim(),
            Values = values,
            Update =
                entity?.Attribute("update")?.Value is "1" or "true"
                && Guid.TryParseExact(entity.Attribute("id")?.Value, "D", out var party)
                && int.TryParse(
                    entity.Attribute("baseVersion")?.Value,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var seen
                )
                    ? new EntityUpdate(party, seen)
                    : null,
        };
    }

    private static XElement? Part(XElement? of, string name) =>
        of?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static void Walk(XElement of, string path, XElement? meta, Dictionary<string, string> values)
    {
        foreach (var same in of.Elements().Where(e => e != meta).GroupBy(e => e.Name.LocalName))
        {
            var rows = same.ToList();
            for (var i = 0; i < rows.Count; i++)
            {
                var number =
                    rows.Count > 1
                        ? "[" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + "]"
                        : "";
                var at = path.Length == 0 ? same.Key + number : path + "/" + same.Key + number;
                if (rows[i].HasElements)
                    Walk(rows[i], at, null, values);
                else
                    values[at] = rows[i].Value.Trim();
            }
        }
    }
}
