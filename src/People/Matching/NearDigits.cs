using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Sealing;

namespace Jisr.People.Matching;

/// <summary>A number that nobody can read here, and that can still be compared: a keyed hash of the whole, then one of
/// what is left when each sign in turn is taken away. Two numbers are one sign apart when they agree without it.</summary>
internal readonly record struct NearDigits(long[] Hashes)
{
    // 48 bits each: enough for a pair that is compared for other reasons, and no more to store than needed.
    private const int Bytes = 6;
    private const int Letters = 8;
    private const int Block = 16;

    public long Whole => Hashes[0];

    private int Count => Hashes.Length - 1;

    private static NearDigits Of(byte purpose, string value, Sealer sealer)
    {
        var blocks = new byte[(value.Length + 1) * Block];
        Put(purpose, value, blocks);
        // What is left without each sign in turn: the next one differs from it by one sign.
        var left = value.Length == 0 ? [] : value.AsSpan(1).ToArray();
        for (var i = 0; i < value.Length; i++)
        {
            if (i > 0)
                left[i - 1] = value[i - 1];
            Put(purpose, left, blocks.AsSpan((i + 1) * Block));
        }
        sealer.IndexBlocks(blocks);
        var hashes = new long[value.Length + 1];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = BinaryPrimitives.ReadInt64BigEndian(blocks.AsSpan(i * Block)) & ((1L << (Bytes * 8)) - 1);
        return new NearDigits(hashes);
    }

    // The kind and the length, then the signs; of a longer value a hash in their place.
    private static void Put(byte purpose, ReadOnlySpan<char> value, Span<byte> block)
    {
        block = block[..Block];
        var length = Encoding.UTF8.GetByteCount(value);
        if (length < Block)
        {
            block[0] = (byte)((purpose << 4) | length);
            Encoding.UTF8.GetBytes(value, block[1..]);
            return;
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(value.ToArray()), hash);
        block[0] = (byte)(0x80 | (purpose << 4) | (Block - 1));
        hash[..(Block - 1)].CopyTo(block[1..]);
    }

    /// <summary>The number as phones are compared (matching.md §6): without country code and leading zeros, the last 9
    /// digits, of Turkey 10.</summary>
    public static NearDigits OfPhone(string e164, Sealer sealer) => Of(1, National(e164), sealer);

    public static NearDigits OfPaper(string compared, Sealer sealer) => Of(2, compared, sealer);

    /// <summary>True when one sign was changed.</summary>
    public bool IsOneChanged(NearDigits other)
    {
        if (Count != other.Count || Whole == other.Whole)
            return false;
        for (var i = 1; i < Hashes.Length; i++)
            if (Hashes[i] == other.Hashes[i])
                return true;
        return false;
    }

    /// <summary>True when one sign was changed, left out, added, or changed places with its neighbour.</summary>
    public bool IsOneEdit(NearDigits other) =>
        Count == other.Count ? IsOneChanged(other) || IsSwapped(other)
        : Count == other.Count + 1 ? Drops(other)
        : other.Count == Count + 1 && other.Drops(this);

    public string Write() =>
        string.Create(
            Hashes.Length * Letters,
            Hashes,
            static (written, hashes) =>
            {
                Span<byte> bytes = stackalloc byte[8];
                for (var i = 0; i < hashes.Length; i++)
                {
                    BinaryPrimitives.WriteInt64BigEndian(bytes, hashes[i]);
                    Convert.TryToBase64Chars(bytes[(8 - Bytes)..], written.Slice(i * Letters, Letters), out _);
                }
            }
        );

    public static NearDigits Read(ReadOnlySpan<char> written)
    {
        var hashes = new long[written.Length / Letters];
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        for (var i = 0; i < hashes.Length; i++)
        {
            Convert.TryFromBase64Chars(written.Slice(i * Letters, Letters), bytes[(8 - Bytes)..], out _);
            hashes[i] = BinaryPrimitives.ReadInt64BigEndian(bytes);
        }
        return new NearDigits(hashes);
    }

    private static string National(string e164)
    {
        var digits = e164.TrimStart('+');
        if (digits.StartsWith("90", StringComparison.Ordinal))
            return digits[2..].TrimStart('0') is { Length: > 10 } turkish ? turkish[^10..] : digits[2..].TrimStart('0');
        var national = (digits.Length > 9 ? digits[3..] : digits).TrimStart('0');
        return national.Length > 9 ? national[^9..] : national;
    }

    private bool IsSwapped(NearDigits other)
    {
        for (var i = 1; i < Hashes.Length - 1; i++)
            if (Hashes[i] == other.Hashes[i + 1] && Hashes[i + 1] == other.Hashes[i])
                return true;
        return false;
    }

    private bool Drops(NearDigits other)
    {
        for (var i = 1; i < Hashes.Length; i++)
            if (Hashes[i] == other.Whole)
                return true;
        return false;
    }
}
