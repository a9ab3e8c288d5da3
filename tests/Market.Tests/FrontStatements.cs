using System.Diagnostics;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jisr.Market.Tests;

/// <summary>Counts the SQL statements that one program sends to its own database.</summary>
internal sealed class FrontStatements
    : IDisposable,
        IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>
{
    private readonly string database;
    private readonly IDisposable all;
    private readonly List<IDisposable> listening = [];
    private int count;

    public FrontStatements(JisrApp jisr)
    {
        database = jisr.DatabaseSetting.StartsWith("sqlite:", StringComparison.Ordinal)
            ? jisr.DatabaseSetting["sqlite:".Length..]
            : jisr.DatabaseSetting.Split(';').First(p => p.StartsWith("Database=", StringComparison.Ordinal))[
                "Database=".Length..
            ];
        all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Statements of one action.</summary>
    public async Task<int> OfAsync(Func<Task> action)
    {
        Interlocked.Exchange(ref count, 0);
        await action();
        return count;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            listening.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuted.Name
            && value.Value is CommandExecutedEventData { Connection.ConnectionString: { } connection }
            && connection.Contains(database, StringComparison.Ordinal)
        )
            Interlocked.Increment(ref count);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        all.Dispose();
        foreach (var one in listening)
            one.Dispose();
    }
}
