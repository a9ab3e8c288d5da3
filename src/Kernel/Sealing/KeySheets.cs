using System.Security.Cryptography;
using Jisr.Kernel.Modules;

namespace Jisr.Kernel.Sealing;

/// <summary>Two printed sheets whose XOR is the master key (S-38). One alone says nothing at all; each carries a check
/// so that a letter copied wrong is named before anything is written.</summary>
public static class KeySheets
{
    private const int CheckBytes = 4;

    /// <summary>Splits bytes into two sheets of eight groups of letters and digits.</summary>
    public static (string First, string Second) Split(ReadOnlySpan<byte> whole)
    {
        // The check of the whole is inside, so that two sheets that do not belong together are told.
        byte[] checkedWhole = [.. whole, .. SHA256.HashData(whole).AsSpan(0, CheckBytes)];
        var one = RandomNumberGenerator.GetBytes(checkedWhole.Length);
        var two = Xor(one, checkedWhole);
        return (Print(one), Print(two));
    }

    /// <summary>Puts two sheets together, however the groups were typed.</summary>
    public static byte[] Join(string first, string second)
    {
        var (one, two) = (Read(first, "first"), Read(second, "second"));
        if (one.Length != two.Length)
            throw new OperatingException("The two sheets do not belong together.");
        var whole = Xor(one, two);
        var (key, check) = (whole[..^CheckBytes], whole[^CheckBytes..]);
        return SHA256.HashData(key).AsSpan(0, CheckBytes).SequenceEqual(check)
            ? key
            : throw new OperatingException("The two sheets do not belong together.");
    }

    private static byte[] Xor(byte[] a, byte[] b) => [.. a.Select((x, i) => (byte)(x ^ b[i]))];

    private static string Print(byte[] sheet)
    {
        var text = Convert.ToHexString([.. sheet, .. SHA256.HashData(sheet).AsSpan(0, CheckBytes)]);
        return string.Join(' ', text.Chunk(4).Select(c => new string(c)));
    }

    private static byte[] Read(string typed, string which)
    {
        var text = new string([.. typed.Where(char.IsAsciiHexDigit)]);
        if (text.Length % 2 != 0 || text.Length <= 2 * CheckBytes)
            throw new OperatingException($"The {which} sheet is not whole.");
        var bytes = Convert.FromHexString(text);
        var (sheet, check) = (bytes[..^CheckBytes], bytes[^CheckBytes..]);
        return SHA256.HashData(sheet).AsSpan(0, CheckBytes).SequenceEqual(check)
            ? sheet
            : throw new OperatingException($"The {which} sheet was copied wrong: compare it letter by letter.");
    }
}
