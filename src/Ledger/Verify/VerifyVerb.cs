using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Verify;

/// <summary><c>ledger verify</c>: exit 0 when all holds, 1 when something is broken, 2 when it could not run.</summary>
internal static class VerifyVerb
{
    public static Verb Make(IVerbHost host)
    {
        var book = new Option<Guid?>("--book") { Description = "One book only" };
        var since = new Option<DateOnly?>("--since")
        {
            Description = "Seals of transactions recorded from this day (UTC); earlier ones are only added up",
        };
        var anchors = new Option<string[]>("--anchor")
        {
            Description = "An anchor printed earlier; it must still stand",
        };
        var json = new Option<bool>("--json") { Description = "The report as JSON, with today's anchor of each book" };
        var command = new Command("verify", "Check that the books hold: balances, seals, order")
        {
            book,
            since,
            anchors,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                try
                {
                    return await host.RunAsync(
                        (services, token) =>
                            CheckAsync(
                                services,
                                parsed.GetValue(book) is { } id ? new BookId(id) : null,
                                parsed.GetValue(since) is { } day
                                    ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                                    : null,
                                parsed.GetValue(anchors) ?? [],
                                parsed.GetValue(json),
                                token
                            ),
                        ct
                    );
                }
                catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
                {
                    await Console.Error.WriteLineAsync("The books could not be checked: " + e.Message);
                    return 2;
                }
            }
        );
        return new Verb("ledger", command);
    }

    private static async Task<int> CheckAsync(
        IServiceProvider services,
        BookId? book,
        DateTimeOffset? since,
        string[] anchors,
        bool json,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var verify = new VerifyBooks(scope.ServiceProvider.GetRequiredService<JisrDb>());
        var report = await verify.CheckAsync(book, since, anchors, ct);
        await (json ? WriteJsonAsync(report) : WriteTextAsync(report));
        return report.Holds ? 0 : 1;
    }

    private static Task WriteJsonAsync(Report report) =>
        Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, CanonicalJson.Options));

    private static async Task WriteTextAsync(Report report)
    {
        foreach (var book in report.Books)
            await Console.Out.WriteLineAsync(
                $"book {book.Id.Value}: {book.Transactions} transactions, anchor {book.Anchor}"
            );
        foreach (var problem in report.Problems)
            await Console.Out.WriteLineAsync(
                $"{problem.Id} {problem.Invariant} expected {problem.Expected} found {problem.Found}"
            );
        await Console.Out.WriteLineAsync(report.Holds ? "All holds." : $"{report.Problems.Count} broken.");
    }
}
