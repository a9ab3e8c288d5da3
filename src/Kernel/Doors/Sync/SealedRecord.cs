using System.Security.Cryptography;
using System.Text;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>Opens what a device sealed (doors.md §5.1): fresh public key 65 bytes · iv 12 · AES-256-GCM text · tag 16. The
/// record's id is bound in. Sealing hides; it does not prove who wrote.</summary>
public static class SealedRecord
{
    /// <summary>Bytes around the text.</summary>
    public const int Around = Point + Iv + Tag;

    private const int Point = 65;
    private const int Iv = 12;
    private const int Tag = 16;

    /// <summary>The text, or why there is none: TOO_SHORT, CANNOT_OPEN.</summary>
    public static (byte[]? Text, string? Problem) Open(ECParameters key, ReadOnlySpan<byte> blob, Guid id)
    {
        if (blob.Length < Around)
            return (null, "TOO_SHORT");
        if (blob[0] != 4)
            return (null, "CANNOT_OPEN");
        try
        {
            using var mine = ECDiffieHellman.Create(key);
            // A point that is not on the curve is refused here, before it meets our key.
            using var theirs = ECDiffieHellman.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = blob[1..33].ToArray(), Y = blob[33..Point].ToArray() },
                }
            );
            var shared = mine.DeriveRawSecretAgreement(theirs.PublicKey);
            Span<byte> aesKey = stackalloc byte[32];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, aesKey, blob[..Point], "jisr/outbox/1"u8);
            var text = new byte[blob.Length - Around];
            using var aes = new AesGcm(aesKey, Tag);
            aes.Decrypt(
                blob.Slice(Point, Iv),
                blob[(Point + Iv)..^Tag],
                blob[^Tag..],
                text,
                Encoding.ASCII.GetBytes(id.ToString("D"))
            );
            CryptographicOperations.ZeroMemory(shared);
            CryptographicOperations.ZeroMemory(aesKey);
            return (text, null);
        }
        catch (CryptographicException)
        {
            return (null, "CANNOT_OPEN");
        }
    }
}
