// Asks one address as fast as it answers and prints requests per second and waiting times. For machines without wrk.
//   load URL SECONDS CONNECTIONS [HEADER: VALUE]…        GET
//   load --paths URL FILE CONNECTIONS [HEADER: VALUE]…   GET each line of FILE once, as a path of URL
//   load --orders URL N CONNECTIONS                      POST N orders, a new id each; body from standard input, {id} and {n} filled in
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

var orders = args is ["--orders", ..];
var paths = args is ["--paths", _, var file, ..] ? await File.ReadAllLinesAsync(file) : [];
var rest = orders || paths.Length > 0 ? args[1..] : args;
if (rest.Length < 3 || !Uri.TryCreate(rest[0], UriKind.Absolute, out var address) || !address.IsLoopback)
{
    await Console.Error.WriteLineAsync("load URL SECONDS CONNECTIONS [HEADER: VALUE]…   (loopback only)");
    return 2;
}
var amount = paths.Length > 0 ? paths.Length : int.Parse(rest[1], CultureInfo.InvariantCulture);
var connections = int.Parse(rest[2], CultureInfo.InvariantCulture);
using var http = new HttpClient(
    new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = connections,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
    }
);
foreach (var header in rest[3..])
    http.DefaultRequestHeaders.TryAddWithoutValidation(
        header.Split(':')[0],
        header[(header.IndexOf(':') + 1)..].Trim()
    );

var body = orders ? await Console.In.ReadToEndAsync() : "";
var waits = new ConcurrentBag<List<double>>();
var next = -1;
var failed = 0;
long bytes = 0;
var clock = Stopwatch.StartNew();
await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(WorkAsync)));
var seconds = clock.Elapsed.TotalSeconds;
var all = waits.SelectMany(w => w).Order().ToArray();
double At(double share) => all.Length == 0 ? 0 : all[Math.Min(all.Length - 1, (int)(all.Length * share))];
Console.WriteLine(
    FormattableString.Invariant(
        $"{all.Length / seconds:0} /s  p50 {At(.5):0.0} ms  p95 {At(.95):0.0} ms  p99 {At(.99):0.0} ms  {all.Length} done  {failed} failed  {bytes / Math.Max(1, all.Length)} bytes each"
    )
);
return failed == 0 ? 0 : 1;

async Task WorkAsync()
{
    var mine = new List<double>();
    waits.Add(mine);
    while (true)
    {
        var n = Interlocked.Increment(ref next);
        if (orders || paths.Length > 0 ? n >= amount : clock.Elapsed.TotalSeconds >= amount)
            return;
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(
            orders ? HttpMethod.Post : HttpMethod.Get,
            paths.Length > 0 ? new Uri(address, paths[n]) : address
        );
        if (orders)
            request.Content = new StringContent(
                body.Replace("{id}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
                    .Replace("{n}", n.ToString("00000", CultureInfo.InvariantCulture), StringComparison.Ordinal),
                Encoding.UTF8,
                "application/json"
            );
        using var answer = await http.SendAsync(request);
        var content = await answer.Content.ReadAsByteArrayAsync();
        mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Interlocked.Add(ref bytes, content.Length);
        if (!answer.IsSuccessStatusCode)
            Interlocked.Increment(ref failed);
    }
}
