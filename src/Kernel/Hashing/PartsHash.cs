using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jisr.Kernel.Hashing;

/// <summary><c>H(tag, p1, p2, …)</c> of promotion.md §11: SHA-256 over each part after its length as 8 bytes, so that
/// joined parts cannot be read in two ways.</summary>
public sealed class PartsHash : IDisposable
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Starts with the tag that says what is hashed.</summary>
    public PartsHash(string tag) => Text(tag);

    /// <summary>Bytes as they are.</summary>
    public PartsHash Bytes(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, part.Length);
        sha.AppendData(length);
        sha.AppendData(part);
        return this;
    }

    /// <summary>NFC text as UTF-8.</summary>
    public PartsHash Text(string part) => Bytes(Encoding.UTF8.GetBytes(part.Normalize(NormalizationForm.FormC)));

    /// <summary>8 bytes, big-endian.</summary>
    public PartsHash Long(long part)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, part);
        return Bytes(eight);
    }

    /// <summary>4 bytes, big-endian.</summary>
    public PartsHash Int(int part)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, part);
        return Bytes(four);
    }

    /// <summary>16 bytes in text order; an absent id is an empty part.</summary>
    public PartsHash Id(Guid? part) => part is { } id ? Bytes(id.ToByteArray(bigEndian: true)) : Bytes([]);

    /// <summary>The 32 bytes.</summary>
    public byte[] Done() => sha.GetHashAndReset();

    public void Dispose() => sha.Dispose();
}
