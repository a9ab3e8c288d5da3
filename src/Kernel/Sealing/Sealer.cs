using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jisr.Kernel.Sealing;

/// <summary>Seals D3 fields (safety.md §11): version 1 byte · key id 4 · nonce 12 · AES-256-GCM text · tag 16.
/// Table, column and row are bound in, so that a value cannot be moved to another row.</summary>
public sealed class Sealer
{
    private const byte Version = 1;
    private const int Head = 1 + 4 + 12;
    private const int Tag = 16;
    private readonly SealingKeys keys;

    public Sealer(KeyFile keys) => this.keys = keys;

    internal Sealer(SealingKeys keys) => this.keys = keys;

    /// <summary>Id of the key that new values are sealed with.</summary>
    public uint CurrentKey => keys.CurrentId;

    /// <summary>Id of the key that sealed a value.</summary>
    public static uint KeyOf(ReadOnlySpan<byte> sealedBytes) => BinaryPrimitives.ReadUInt32BigEndian(sealedBytes[1..]);

    /// <summary>Seals a text for one place in the database.</summary>
    public byte[] Seal(string text, string table, string column, Guid row) =>
        SealBytes(Encoding.UTF8.GetBytes(text), table, column, row);

    /// <summary>Seals bytes, such as a voice note, for one place in the database.</summary>
    public byte[] SealBytes(ReadOnlySpan<byte> plain, string table, string column, Guid row)
    {
        var sealedBytes = new byte[Head + plain.Length + Tag];
        sealedBytes[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(sealedBytes.AsSpan(1), keys.CurrentId);
        var nonce = sealedBytes.AsSpan(5, 12);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.SealingKey(keys.CurrentId), Tag);
        aes.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(Head, plain.Length),
            sealedBytes.AsSpan(Head + plain.Length, Tag),
            Place(table, column, row)
        );
        return sealedBytes;
    }

    /// <summary>Opens a sealed text. Throws <see cref="CryptographicException"/> when it was moved or changed.</summary>
    public string Open(byte[] sealedBytes, string table, string column, Guid row) =>
        Encoding.UTF8.GetString(OpenBytes(sealedBytes, table, column, row));

    /// <summary>The same for bytes.</summary>
    public byte[] OpenBytes(byte[] sealedBytes, string table, string column, Guid row)
    {
        if (sealedBytes.Length < Head + Tag || sealedBytes[0] != Version)
            throw new CryptographicException("Not a sealed field.");
        var keyId = BinaryPrimitives.ReadUInt32BigEndian(sealedBytes.AsSpan(1));
        var plain = new byte[sealedBytes.Length - Head - Tag];
        using var aes = new AesGcm(keys.SealingKey(keyId), Tag);
        aes.Decrypt(
            sealedBytes.AsSpan(5, 12),
            sealedBytes.AsSpan(Head, plain.Length),
            sealedBytes.AsSpan(Head + plain.Length, Tag),
            plain,
            Place(table, column, row)
        );
        return plain;
    }

    /// <summary>A search key for an exact value such as an E.164 number (S-36): HMAC-SHA-256, 32 bytes.</summary>
    public byte[] Index(string purpose, string value) =>
        HMACSHA256.HashData(keys.IndexKey, Encoding.UTF8.GetBytes(purpose + "\0" + value));

    private static byte[] Place(string table, string column, Guid row) =>
        Encoding.UTF8.GetBytes(table + "\0" + column + "\0" + row);
}
