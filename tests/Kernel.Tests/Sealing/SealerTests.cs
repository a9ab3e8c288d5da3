using System.Security.Cryptography;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Testing;

namespace Jisr.Kernel.Tests.Sealing;

/// <summary>safety.md §11.</summary>
public class SealerTests
{
    private const string Table = "people_contact";
    private static readonly Guid Row = Guid.CreateVersion7();
    private readonly Sealer sealer = new(KeyFile.ForMemory());

    [Fact]
    public void A_value_opens_where_it_was_sealed_and_looks_different_each_time()
    {
        var first = sealer.Seal("+963944567890", Table, "value", Row);
        var second = sealer.Seal("+963944567890", Table, "value", Row);
        first.ShouldNotBe(second);
        sealer.Open(first, Table, "value", Row).ShouldBe("+963944567890");
        sealer.Open(second, Table, "value", Row).ShouldBe("+963944567890");
        first[0].ShouldBe((byte)1);
        first.Length.ShouldBe(1 + 4 + 12 + 13 + 16);
    }

    [Fact, Asvs("11.3.3")]
    public void SA26_a_value_that_was_moved_does_not_open()
    {
        var value = sealer.Seal("نص", Table, "value", Row);
        Refuses(() => sealer.Open(value, Table, "value", Guid.CreateVersion7()));
        Refuses(() => sealer.Open(value, Table, "other", Row));
        Refuses(() => sealer.Open(value, "people_identifier", "value", Row));
        Refuses(() => new Sealer(KeyFile.ForMemory()).Open(value, Table, "value", Row));
    }

    [Fact, Asvs("11.3.3")]
    public void A_value_with_any_bit_turned_does_not_open()
    {
        var value = sealer.Seal("a", Table, "value", Row);
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value.ToArray();
            changed[i] ^= 1;
            Refuses(() => sealer.Open(changed, Table, "value", Row));
        }
        for (var length = 0; length < value.Length; length++)
            Refuses(() => sealer.Open(value[..length], Table, "value", Row));
    }

    [Fact]
    public void An_index_finds_equal_values_and_says_nothing_of_them()
    {
        sealer.Index("phone", "+963944567890").ShouldBe(sealer.Index("phone", "+963944567890"));
        sealer.Index("phone", "+963944567890").ShouldNotBe(sealer.Index("phone", "+963944567891"));
        sealer.Index("phone", "+963944567890").ShouldNotBe(sealer.Index("paper", "+963944567890"));
        sealer.Index("phone", "").Length.ShouldBe(32);
    }

    [Fact, Asvs("11.2.2")]
    public void A_rotated_key_opens_what_the_one_before_sealed_and_finds_what_it_indexed()
    {
        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "keys", "master.key");
        var before = new Sealer(KeyFile.Open(path, mayMake: true));
        var value = before.Seal("نص", Table, "value", Row);
        KeyFile.Rotate(path).ShouldBe(2u);
        var after = new Sealer(KeyFile.Open(path, mayMake: false));
        after.Open(value, Table, "value", Row).ShouldBe("نص");
        after.Index("phone", "+1").ShouldBe(before.Index("phone", "+1"));
        var fresh = after.Seal("نص", Table, "value", Row);
        fresh[4].ShouldBe((byte)2);
        fresh[..5].ShouldNotBe(value[..5]);
    }

    [Fact]
    public void The_key_file_is_readable_by_its_owner_only_and_is_never_made_where_it_is_missed()
    {
        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "keys", "master.key");
        Should.Throw<OperatingException>(() => KeyFile.Open(path, mayMake: false)).Message.ShouldContain(path);
        File.Exists(path).ShouldBeFalse();
        KeyFile.Open(path, mayMake: true);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var broken in (string[])["", "1", "x " + new string('a', 64), "1 " + new string('g', 64), "1 abcd"])
        {
            File.WriteAllText(path, broken);
            Should.Throw<OperatingException>(() => KeyFile.Open(path, mayMake: false)).Message.ShouldContain("damaged");
        }
    }

    private static void Refuses(Func<string> open) => Should.Throw<CryptographicException>(() => open());

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("jisr-key-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
