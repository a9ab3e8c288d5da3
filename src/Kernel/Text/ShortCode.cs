using System.Security.Cryptography;

namespace Jisr.Kernel.Text;

/// <summary>The one code space of market.md §6.8: five random signs and a check sign, read aloud without mistake.
/// A code is no secret.</summary>
public static class ShortCode
{
    /// <summary>30 signs: no vowels, no I L O U.</summary>
    public const string Alphabet = "0123456789BCDFGHJKMNPQRSTVWXYZ";

    private const int Random = 5;

    /// <summary>A fresh code with at least two letters and one digit, so that it is never taken for a price.</summary>
    public static string New()
    {
        Span<char> signs = stackalloc char[Random];
        do
        {
            for (var i = 0; i < Random; i++)
                signs[i] = Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        } while (!HasShape(signs));
        return WithCheck(signs);
    }

    /// <summary>Reads a code however it was typed: any digits, small letters, O for 0, I or L for 1, spaces, dashes, #.</summary>
    public static bool TryRead(string? typed, out string code) =>
        TryRead(typed, Random + 1, out code) && HasShape(code.AsSpan(0, Random));

    /// <summary>The signs and their check sign (Luhn mod 30).</summary>
    public static string WithCheck(ReadOnlySpan<char> signs) => string.Concat(signs, [CheckOf(signs)]);

    internal static bool TryRead(string? typed, int length, out string code)
    {
        code = "";
        if (typed is null || typed.Length > 64)
            return false;
        Span<char> signs = stackalloc char[length];
        var n = 0;
        foreach (var raw in typed)
        {
            if (ArabicText.IsInvisible(raw) || char.IsWhiteSpace(raw) || raw is '-' or '#' or '\u2013')
                continue;
            var c = char.ToUpperInvariant(ArabicText.AsciiDigit(raw));
            c = c switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                _ => c,
            };
            if (n == length || !Alphabet.Contains(c, StringComparison.Ordinal))
                return false;
            signs[n++] = c;
        }
        if (n != length || CheckOf(signs[..^1]) != signs[^1])
            return false;
        code = signs.ToString();
        return true;
    }

    private static bool HasShape(ReadOnlySpan<char> signs)
    {
        var letters = 0;
        foreach (var c in signs)
            letters += char.IsAsciiLetter(c) ? 1 : 0;
        return letters >= 2 && letters < signs.Length;
    }

    private static char CheckOf(ReadOnlySpan<char> signs)
    {
        var n = Alphabet.Length;
        var sum = 0;
        var factor = 2;
        for (var i = signs.Length - 1; i >= 0; i--)
        {
            var addend = factor * Alphabet.IndexOf(signs[i], StringComparison.Ordinal);
            sum += addend / n + addend % n;
            factor = factor == 2 ? 1 : 2;
        }
        return Alphabet[(n - sum % n) % n];
    }
}

/// <summary>Party.number of people.md A2: a running number in the same alphabet, seven signs and a check sign.</summary>
public static class MemberNumber
{
    private const int Signs = 7;

    /// <summary>The number of the n-th party, from 0.</summary>
    public static string Of(long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Span<char> signs = stackalloc char[Signs];
        for (var i = Signs - 1; i >= 0; i--)
        {
            signs[i] = ShortCode.Alphabet[(int)(n % 30)];
            n /= 30;
        }
        ArgumentOutOfRangeException.ThrowIfNotEqual(n, 0);
        return ShortCode.WithCheck(signs);
    }

    /// <summary>Which one it is, from 0, of a number that was read.</summary>
    public static long ValueOf(string number)
    {
        long n = 0;
        foreach (var sign in number.AsSpan(0, Signs))
            n = n * 30 + ShortCode.Alphabet.IndexOf(sign, StringComparison.Ordinal);
        return n;
    }

    /// <summary>Reads a number however it was typed.</summary>
    public static bool TryRead(string? typed, out string number) => ShortCode.TryRead(typed, Signs + 1, out number);
}
