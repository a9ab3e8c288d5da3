using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Jisr.Platform.Tests;

/// <summary>Notes the culture in the middle of each request, where pages are made: routing says so by itself.</summary>
internal sealed class CultureWatch
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);
    private readonly List<IDisposable> subscriptions = [];

    public CultureWatch() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IReadOnlyList<string> Seen => [.. seen.Keys];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.AspNetCore")
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "Microsoft.AspNetCore.Routing.EndpointMatched")
            seen[CultureInfo.CurrentCulture.Name] = true;
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());
}
