using Jisr.Kernel.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Drafts;

/// <summary>Once an hour, drafts whose time is over go, also where nobody comes by.</summary>
internal sealed partial class DraftSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftSweep> log)
    : HourlyWork(clock, log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var gone = await scope.ServiceProvider.GetRequiredService<DraftStore>().SweepAsync(ct);
        if (gone > 0)
            LogGone(Log, gone);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} drafts were over and are gone")]
    private static partial void LogGone(ILogger log, int count);
}
