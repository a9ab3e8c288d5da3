namespace Jisr;

/// <summary>Fills an empty database with the demo world, by the same commands as everybody else.</summary>
internal static class DemoWorld
{
    public static Task FillAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(services);
        return output.WriteLineAsync("The demo world is not built yet.".AsMemory(), ct);
    }
}
