using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Commands;

/// <summary>JSON as Jisr writes it, and the canonical form that content hashes are taken over.</summary>
public static class CanonicalJson
{
    /// <summary>camelCase, typed ids as text, Arabic as letters and not as escapes.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>SHA-256 over kind, version and payload: keys sorted, text NFC, absent and null alike.</summary>
    public static byte[] ContentHash(string kind, int version, object payload)
    {
        using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), Options));
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writer.WritePropertyName("payload");
            Write(writer, json.RootElement);
            writer.WriteNumber("v", version);
            writer.WriteEndObject();
        }
        return SHA256.HashData(bytes.WrittenSpan);
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.Converters.Add(new IdJsonConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement node)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var property in node.EnumerateObject()
                        .Where(p => p.Value.ValueKind != JsonValueKind.Null)
                        .OrderBy(p => p.Name, StringComparer.Ordinal)
                )
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in node.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Composed(node.GetString()!));
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    // Letters that stand in no composition need no look into the tables: most text is such.
    private static string Composed(string text)
    {
        foreach (var c in text)
            if (
                c >= '\u0300'
                && !(c is >= '\u0621' and <= '\u063A' or >= '\u0640' and <= '\u064A' or >= '\u0660' and <= '\u0669')
            )
                return text.Normalize(NormalizationForm.FormC);
        return text;
    }
}
