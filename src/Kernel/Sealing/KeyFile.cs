using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jisr.Kernel.Sealing;

/// <summary>The master key, in a file outside the database and its backups (S-35). Data keys are derived from it per
/// key id, so that a rotation adds an id and old values stay readable until they are sealed anew.</summary>
public sealed class KeyFile : SealingKeys
{
    private readonly byte[] master;
    private readonly ConcurrentDictionary<uint, byte[]> sealing = [];

    private KeyFile(byte[] master, uint currentId)
    {
        this.master = master;
        CurrentId = currentId;
        IndexKey = Derive("jisr/index/1");
    }

    /// <summary>Id of the key that new values are sealed with.</summary>
    public override uint CurrentId { get; }

    internal override byte[] IndexKey { get; }

    /// <summary>Reads the key file, or makes one when <paramref name="mayMake"/> says the database is new.</summary>
    public static KeyFile Open(string path, bool mayMake)
    {
        if (!File.Exists(path))
        {
            if (!mayMake)
                throw new Modules.OperatingException(
                    $"The key file {path} is missing. Without it sealed fields cannot be read; put it back from its own backup."
                );
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            Write(path, 1, RandomNumberGenerator.GetBytes(32));
        }
        return Read(path);
    }

    /// <summary>From the next start on new values are sealed with a fresh data key; those of before stay readable.
    /// Returns the new id.</summary>
    public static uint Rotate(string path)
    {
        if (!File.Exists(path))
            throw new Modules.OperatingException($"There is no key file at {path}.");
        var known = Read(path);
        var next = checked(known.CurrentId + 1);
        Write(path, next, known.master);
        return next;
    }

    /// <summary>The whole file as bytes for two printed sheets: the id and the key.</summary>
    public static byte[] Whole(string path)
    {
        if (!File.Exists(path))
            throw new Modules.OperatingException($"There is no key file at {path}.");
        var known = Read(path);
        var whole = new byte[4 + known.master.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(whole, known.CurrentId);
        known.master.CopyTo(whole, 4);
        return whole;
    }

    /// <summary>Writes a key file from what <see cref="Whole"/> gave. Never over one that is there.</summary>
    public static void PutBack(string path, ReadOnlySpan<byte> whole)
    {
        if (File.Exists(path))
            throw new Modules.OperatingException($"There is a key file at {path} already: move it away first.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Write(path, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(whole), whole[4..].ToArray());
    }

    /// <summary>A key that lives only in memory; for tools that seal nothing that stays.</summary>
    public static KeyFile ForMemory() => new(RandomNumberGenerator.GetBytes(32), 1);

    private static KeyFile Read(string path)
    {
        var parts = File.ReadAllText(path).Trim().Split(' ');
        return
            parts is [var id, { Length: 64 } key]
            && uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var current)
            && key.All(char.IsAsciiHexDigit)
            ? new KeyFile(Convert.FromHexString(key), current)
            : throw new Modules.OperatingException($"The key file {path} is damaged: put it back from its own backup.");
    }

    // Readable by its owner before there is anything in it, and whole or not there at all.
    private static void Write(string path, uint id, byte[] master)
    {
        var partial = path + ".partial";
        File.Delete(partial);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(partial, options))
        {
            file.Write(
                Encoding.ASCII.GetBytes(
                    id.ToString(CultureInfo.InvariantCulture) + " " + Convert.ToHexStringLower(master) + "\n"
                )
            );
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
    }

    internal override byte[] SealingKey(uint id) =>
        sealing.GetOrAdd(id, known => Derive("jisr/seal/" + known.ToString(CultureInfo.InvariantCulture)));

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes(purpose));
}
