using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.People.Tests;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jisr.Safety.Tests;

/// <summary>safety.md S-35, S-37, S-38: keys of classes, rotation, sheets.</summary>
public class KeyTests
{
    [Theory, Databases]
    public async Task S37_a_rotation_wraps_class_keys_at_once_and_seals_every_row_anew_in_the_background(
        string database
    )
    {
        var folder = Directory.CreateTempSubdirectory("jisr-rotate-").FullName;
        var path = Path.Combine(folder, "master.key");
        await using (await JisrApp.StartAsync(DatabasesAttribute.Sqlite))
            File.Copy(JisrApp.KeySetting, path);
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:KeyFile", path));
        var centre = await Centre.OpenAsync(jisr);
        var answer = await centre.SendAsync("رغد العلي", "1991", "0944567890", "01020304050");
        (
            await centre.ChangeAsync(new(answer.Subject!.Value), "contact", 1, new { phone = "0944567891" })
        ).IsDone.ShouldBeTrue();
        using (var worker = centre.Browser())
            await worker.SendAsync(await worker.GetAsync("/register/assisted"));
        using var officer = await CompartmentTests.OfficerAsync(jisr, centre.Unit);
        await officer.SendAsync(
            await officer.GetAsync("/protection/files/open"),
            ("number", answer.Number!),
            ("codes", "guarded")
        );
        (await OldAsync()).ShouldBeGreaterThan(4);

        KeyFile.Rotate(path).ShouldBe(2u);
        var sealer = new Sealer(KeyFile.Open(path, mayMake: false));
        await using (var scope = jisr.Services.CreateAsyncScope())
            (
                await ClassKeys.RewrapAsync(
                    scope.ServiceProvider.GetRequiredService<JisrDb>(),
                    sealer,
                    TestContext.Current.CancellationToken
                )
            ).ShouldBe(2);
        using var reseal = new Reseal(
            jisr.Services.GetRequiredService<IServiceScopeFactory>(),
            jisr.Services.GetRequiredService<ModuleList>(),
            sealer,
            jisr.Clock,
            NullLogger<Reseal>.Instance
        );
        (await reseal.RunAsync(TestContext.Current.CancellationToken)).ShouldBeGreaterThan(4);
        // No value of any table is left that the first key sealed, whether or not we thought of its column.
        (await OldAsync()).ShouldBe(0);
        (await reseal.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        using var later = centre.Browser();
        var page = await later.GetAsync($"/people/{answer.Subject}");
        page.Text.ShouldContain("Priority confirmed: yes");
        (await later.SendAsync(page, "form.one")).Text.ShouldContain("944 567 891");

        async Task<int> OldAsync() =>
            (await Dump.OfAsync(jisr)).SealedWith(1).Count(c => !c.StartsWith("safety_", StringComparison.Ordinal));
    }

    [Fact]
    public void S38_two_sheets_make_the_key_and_one_alone_is_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("jisr-sheets-").FullName;
        var path = Path.Combine(folder, "master.key");
        KeyFile.Open(path, mayMake: true);
        KeyFile.Rotate(path);
        var whole = File.ReadAllText(path);
        var (first, second) = KeySheets.Split(KeyFile.Whole(path));
        var key = whole.Trim().Split(' ')[1];
        foreach (var sheet in (string[])[first, second])
            Plain(sheet).ShouldNotContain(key, Case.Insensitive);
        KeySheets.Split(KeyFile.Whole(path)).First.ShouldNotBe(first);

        var again = Path.Combine(folder, "again.key");
        KeyFile.PutBack(again, KeySheets.Join(second.ToLowerInvariant(), first.Replace(' ', '-')));
        File.ReadAllText(again).ShouldBe(whole);
        Should.Throw<OperatingException>(() => KeyFile.PutBack(again, KeySheets.Join(first, second)));
        var wrong = (first[0] == '0' ? '1' : '0') + first[1..];
        Should.Throw<OperatingException>(() => KeySheets.Join(wrong, second)).Message.ShouldContain("copied wrong");
        Should.Throw<OperatingException>(() => KeySheets.Join(first, first)).Message.ShouldContain("belong together");
        var other = KeySheets.Split(new byte[36]).Second;
        Should.Throw<OperatingException>(() => KeySheets.Join(first, other)).Message.ShouldContain("belong together");

        static string Plain(string sheet) => sheet.Replace(" ", "", StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task S35_what_a_class_seals_the_common_key_does_not_open(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var keys = jisr.Services.GetRequiredService<ClassKeys>();
        var cases = await keys.OfAsync("cases", TestContext.Current.CancellationToken);
        var reports = await keys.OfAsync("reports", TestContext.Current.CancellationToken);
        var row = NewId.Next();
        var value = cases.Seal("x", "t", "c", row);
        cases.Open(value, "t", "c", row).ShouldBe("x");
        foreach (var other in (Sealer[])[reports, jisr.Services.GetRequiredService<Sealer>()])
        {
            Should.Throw<System.Security.Cryptography.CryptographicException>(() => other.Open(value, "t", "c", row));
            other.Index("p", "v").ShouldNotBe(cases.Index("p", "v"));
        }
        await Should.ThrowAsync<OperatingException>(async () => await keys.OfAsync("nobody"));
    }
}
