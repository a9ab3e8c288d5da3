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
