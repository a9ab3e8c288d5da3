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
    private const int Nonce = 12;
    private readonly SealingKeys keys;

    // Making a cipher and asking for random bytes cost more than sealing a short field: each thread keeps its cipher, and
    // a stock of nonces. A cipher serves one thread at a time.
    [ThreadStatic]
    private static (byte[] Key, AesGcm Cipher)? mine;

    [ThreadStatic]
    private static (byte[] Key, Aes Cipher)? blockCipher;

    [ThreadStatic]
    private static byte[]? nonces;

    [ThreadStatic]
    private static int used;

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
        var nonce = sealedBytes.AsSpan(5, Nonce);
        Fresh(nonce);
        CipherOf(keys.SealingKey(keys.CurrentId))
            .Encrypt(
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
        CipherOf(keys.SealingKey(keyId))
            .Decrypt(
                sealedBytes.AsSpan(5, Nonce),
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

    /// <summary>A keyed one-to-one function of blocks of 16 bytes, in place (AES-256, one block each): cut short, each is a
    /// keyed hash of what stood there. For short values that are only compared, in numbers where an HMAC each would
    /// cost more than all else.</summary>
    public void IndexBlocks(Span<byte> blocks)
    {
        var key = keys.IndexKey;
        if (blockCipher is not { } known || !ReferenceEquals(known.Key, key))
        {
            blockCipher?.Cipher.Dispose();
            var cipher = Aes.Create();
            cipher.Key = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "jisr/blocks/1"u8.ToArray());
            blockCipher = known = (key, cipher);
        }
        known.Cipher.EncryptEcb(blocks, blocks, PaddingMode.None);
    }

    private static AesGcm CipherOf(byte[] key)
    {
        if (mine is { } known && ReferenceEquals(known.Key, key))
            return known.Cipher;
        mine?.Cipher.Dispose();
        var cipher = new AesGcm(key, Tag);
        mine = (key, cipher);
        return cipher;
    }

    // Each nonce is given out once; a stock holds 256.
    private static void Fresh(Span<byte> nonce)
    {
        nonces ??= new byte[256 * Nonce];
        if (used == 0)
            RandomNumberGenerator.Fill(nonces);
        nonces.AsSpan(used, Nonce).CopyTo(nonce);
        used = (used + Nonce) % nonces.Length;
    }

    private static byte[] Place(string table, string column, Guid row) =>
        Encoding.UTF8.GetBytes(table + "\0" + column + "\0" + row);
}
