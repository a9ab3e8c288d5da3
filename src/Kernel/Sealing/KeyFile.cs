using System.Security.Cryptography;
using System.Text;

namespace Jisr.Kernel.Sealing;

/// <summary>The master key, in a file outside the database and its backups (S-35). Data keys are derived from it per
/// key id, so that a rotation adds an id and old values stay readable until they are sealed anew.</summary>
public sealed class KeyFile
{
    private readonly byte[] master;

    private KeyFile(byte[] master, uint currentId)
    {
        this.master = master;
        CurrentId = currentId;
        IndexKey = Derive("jisr/index/1");
    }

    /// <summary>Id of the key that new values are sealed with.</summary>
    public uint CurrentId { get; }

    internal byte[] IndexKey { get; }

    /// <summary>Reads the key file, or makes one when <paramref name="mayMake"/> says the database is new.</summary>
    public static KeyFile Open(string path, bool mayMake)
    {
        if (!File.Exists(path))
        {
            if (!mayMake)
                throw new InvalidOperationException(
                    $"The key file {path} is missing. Without it sealed fields cannot be read; put it back from its own backup."
                );
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, "1 " + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        var parts = File.ReadAllText(path).Trim().Split(' ');
        return new KeyFile(
            Convert.FromHexString(parts[1]),
            uint.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    /// <summary>A key that lives only in memory; for tools that seal nothing that stays.</summary>
    public static KeyFile ForMemory() => new(RandomNumberGenerator.GetBytes(32), 1);

    internal byte[] SealingKey(uint id) =>
        Derive("jisr/seal/" + id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes(purpose));
}
