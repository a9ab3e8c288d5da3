using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Tests;

/// <summary>doors.md §9: the read log is a chain, and whoever changes it leaves a break.</summary>
public class ReadLogTests
{
    [Theory, Databases]
    public async Task A_whole_chain_is_whole_and_each_look_stands_once_for_each_woman(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var zeina = NewId.Of<PartyId>();
        var layla = NewId.Of<PartyId>();
        await LookAsync(jisr, zeina);
        await LookAsync(jisr, zeina, layla, zeina);
        await LookAsync(jisr);
        (await BrokenAsync(jisr)).ShouldBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log")).ShouldBe(3);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log_subject")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task Many_looks_at_once_make_one_chain_without_a_fork(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(() => LookAsync(jisr, NewId.Of<PartyId>()))));
        (await BrokenAsync(jisr)).ShouldBeNull();
        (await jisr.CountAsync("SELECT max(seq) FROM kernel_read_log")).ShouldBe(25);
    }

    [Theory, Databases]
    public async Task PE17_a_row_that_was_changed_is_named(string database) =>
        await BreaksAsync(database, "UPDATE kernel_read_log SET subjects = '[]' WHERE seq = 2", 2);

    [Theory, Databases]
    public async Task PE17_a_row_that_was_taken_out_is_named(string database) =>
        await BreaksAsync(database, "DELETE FROM kernel_read_log WHERE seq = 2", 3);

    [Theory, Databases]
    public async Task PE17_an_end_that_was_cut_off_is_named(string database) =>
        await BreaksAsync(database, "DELETE FROM kernel_read_log WHERE seq = 4", 4);

    [Theory, Databases]
    public async Task PE17_a_reason_that_was_written_in_later_is_named(string database) =>
        await BreaksAsync(database, "UPDATE kernel_read_log SET reason = 'asked for' WHERE seq = 3", 3);

    [Theory, Databases]
    public async Task DO32_a_look_that_cannot_be_written_down_is_a_fault_and_no_look(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await jisr.ExecuteAsync("ALTER TABLE kernel_read_log RENAME TO kernel_read_log_gone");
        await Should.ThrowAsync<Exception>(() => LookAsync(jisr, NewId.Of<PartyId>()));
        (await jisr.CountAsync("SELECT seq FROM kernel_read_log_head")).ShouldBe(0);
    }

    private static async Task BreaksAsync(string database, string sql, long at)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        for (var i = 0; i < 4; i++)
            await LookAsync(jisr, NewId.Of<PartyId>());
        (await BrokenAsync(jisr)).ShouldBeNull();
        (await jisr.ExecuteAsync(sql)).ShouldBe(1);
        (await BrokenAsync(jisr)).ShouldBe(at);
    }

    private static async Task LookAsync(JisrApp jisr, params PartyId[] at)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReadLog>().WriteAsync(ReadAction.View, at, "name,contact");
    }

    private static async Task<long?> BrokenAsync(JisrApp jisr)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return await ReadLog.FirstBrokenAsync(
            scope.ServiceProvider.GetRequiredService<JisrDb>(),
            TestContext.Current.CancellationToken
        );
    }
}
