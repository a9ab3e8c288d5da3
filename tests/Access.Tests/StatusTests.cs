using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Access.Tests;

/// <summary>The state of the system, for those who keep it.</summary>
public class StatusTests
{
    [Theory, Databases]
    public async Task S41_the_page_warns_until_the_operator_confirms_that_the_disk_is_encrypted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var keeper = await jisr.BrowserWithRoleAsync(Roles.Operator);
        var page = await keeper.GetAsync("/status");
        page.Text.ShouldContain("Nobody has confirmed that the disk is encrypted");
        page.Text.ShouldContain(database == "sqlite" ? "SQLite" : "PostgreSQL");
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        (await worker.GetAsync("/status")).Status.ShouldBe(403);

        await using var confirmed = await JisrApp.StartAsync(database, ("Jisr:DiskEncrypted", "true"));
        using var other = await confirmed.BrowserWithRoleAsync(Roles.Operator);
        var calm = await other.GetAsync("/status");
        calm.Text.ShouldContain("Encrypted, as the operator confirmed");
        calm.Text.ShouldNotContain("Nobody has confirmed");
    }
}
