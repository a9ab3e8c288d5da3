// The yardstick: Kestrel with one handler that returns the bytes of a file, compressed as the page was.
var bytes = await File.ReadAllBytesAsync(args[0]);
var encoding = args.Length > 2 ? args[2] : null;
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(args[1]);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet(
    "/{**path}",
    async http =>
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        if (encoding is not null)
            http.Response.Headers.ContentEncoding = encoding;
        await http.Response.Body.WriteAsync(bytes);
    }
);
await app.RunAsync();
