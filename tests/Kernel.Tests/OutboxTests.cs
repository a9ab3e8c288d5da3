using System.Text.Json;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Tests;

public class OutboxTests
{
    [Theory, Databases]
    public async Task A_message_that_nobody_knows_is_tried_eight_times_and_parked_and_stops_nobody(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await AddAsync(jisr, "nobody.knows");
        for (var attempt = 0; attempt < 12; attempt++)
        {
            (await jisr.LetWorkFinishAsync()).ShouldBe(0);
            jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        (
            await jisr.CountAsync("SELECT count(*) FROM kernel_outbox WHERE parked_at IS NOT NULL AND attempts = 8")
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_message_due_later_waits_for_its_time(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await AddAsync(jisr, "nobody.knows", TimeSpan.FromHours(1));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox WHERE attempts = 0")).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromHours(2));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox WHERE attempts = 1")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Two_that_take_messages_at_one_instant_never_take_the_same(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var worker = jisr.Services.GetRequiredService<OutboxWorker>();
        await jisr.LetWorkFinishAsync();
        for (var i = 0; i < 60; i++)
            await AddAsync(jisr, "market.run-open-due");
        // The clock of the test stands still: all of them ask at the same moment, in one program. What the program's own
        // worker takes is missing from the sum; none may be in it twice.
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => worker.DrainAsync())));
        await jisr.LetWorkFinishAsync();
        done.Sum().ShouldBeLessThanOrEqualTo(60);
        done.Sum().ShouldBeGreaterThan(0);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox")).ShouldBe(0);
    }

    private static async Task AddAsync(JisrApp jisr, string name, TimeSpan? wait = null)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var now = jisr.Clock.GetUtcNow();
        db.Add(
            new OutboxRow
            {
                Id = NewId.Next(),
                Name = name,
                Payload = JsonSerializer.Serialize(new { }),
                CreatedAt = now,
                DueAt = now + (wait ?? TimeSpan.Zero),
            }
        );
        await db.SaveChangesAsync();
    }
}
