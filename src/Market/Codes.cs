using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jisr.Market;

/// <summary>Codes of states and kinds as the database and files write them: kebab-case.</summary>
internal static class Codes
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static TEnum Parse<TEnum>(string code)
        where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(code.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    public static bool TryParse<TEnum>(string? code, out TEnum value)
        where TEnum : struct, Enum
    {
        foreach (var one in Enum.GetValues<TEnum>())
            if (Of(one) == code)
            {
                value = one;
                return true;
            }
        value = default;
        return false;
    }

    /// <summary>Stores an enumeration by its code.</summary>
    public static PropertyBuilder<TEnum> AsCode<TEnum>(this PropertyBuilder<TEnum> property)
        where TEnum : struct, Enum =>
        property.HasConversion(new ValueConverter<TEnum, string>(v => Of(v), v => Parse<TEnum>(v))).HasMaxLength(20);

    /// <summary>Stores an enumeration by its code, or nothing.</summary>
    public static PropertyBuilder<TEnum?> AsCode<TEnum>(this PropertyBuilder<TEnum?> property)
        where TEnum : struct, Enum =>
        property.HasConversion(new ValueConverter<TEnum, string>(v => Of(v), v => Parse<TEnum>(v))).HasMaxLength(20);
}
