using System.Text.Json.Serialization;

namespace Jisr.Kernel.Commands;

/// <summary>Something a person can mend: a field, a stable code, and the values its words need.</summary>
public sealed record Problem(string Code, string? Field = null)
{
    /// <summary>Values named in the translated sentence, written invariant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Args { get; init; }
}

/// <summary>Collects problems while a command is checked.</summary>
public sealed class Problems : List<Problem>
{
    /// <summary>Adds a problem at a field.</summary>
    public void Add(string field, string code, params (string Name, object Value)[] args) =>
        Add(
            new Problem(code, field)
            {
                Args =
                    args.Length == 0
                        ? null
                        : args.ToDictionary(
                            a => a.Name,
                            a => Convert.ToString(a.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""
                        ),
            }
        );

    /// <summary>Asks for a text of at most <paramref name="max"/> letters; tells how many are too many.</summary>
    public void Text(string field, string? value, int max, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required)
                Add(field, "REQUIRED");
        }
        else if (value.Length > max)
            Add(field, "TOO_LONG", ("max", max), ("over", value.Length - max));
    }
}
