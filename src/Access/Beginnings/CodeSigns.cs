using System.Buffers.Binary;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;

namespace Jisr.Access.Beginnings;

/// <summary>Codes that people read from paper or hear, in the alphabet without vowels. They come from the id of what they
/// belong to and a key outside the database: the same is shown again, and neither command nor receipt holds it.</summary>
internal static class CodeSigns
{
    public static string Of(Sealer sealer, string purpose, string of, int signs)
    {
        Span<char> code = stackalloc char[signs];
        for (var i = 0; i < signs; i++)
        {
            var bytes = sealer.Index(
                "access.signs." + purpose,
                of + " " + i.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
            code[i] = ShortCode.Alphabet[(int)(BinaryPrimitives.ReadUInt64BigEndian(bytes) % 30)];
        }
        return code.ToString();
    }

    /// <summary>Six digits for a message.</summary>
    public static string Digits(Sealer sealer, string of) =>
        (BinaryPrimitives.ReadUInt64BigEndian(sealer.Index("access.digits", of)) % 1_000_000).ToString(
            "000000",
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>However it was typed: any digits, small letters, O for 0, I or L for 1, spaces and dashes. Null when it
    /// cannot be such a code.</summary>
    public static string? Read(string? typed, int signs)
    {
        if (typed is null || typed.Length > 64)
            return null;
        var code = new System.Text.StringBuilder(signs);
        foreach (var raw in ArabicText.AsciiDigits(ArabicText.StripInvisible(typed)))
        {
            if (char.IsWhiteSpace(raw) || raw is '-' or '–' or '.')
                continue;
            var c = char.ToUpperInvariant(raw) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
            if (!ShortCode.Alphabet.Contains(c, StringComparison.Ordinal))
                return null;
            code.Append(c);
        }
        return code.Length == signs ? code.ToString() : null;
    }

    /// <summary>In fours, as it is printed.</summary>
    public static string Spaced(string code) => string.Join(' ', code.Chunk(4).Select(c => new string(c)));
}
