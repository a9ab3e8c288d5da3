using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Jisr.Kernel.Commands;

/// <summary>Traces and metrics of commands. Kinds, doors and results only: no ids, no people.</summary>
public static class Telemetry
{
    public const string Name = "Jisr";

    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("jisr.commands");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("jisr.command.duration", "s");

    internal static void Count(string kind, Door door, AnswerResult result, TimeSpan took)
    {
        var tags = new TagList
        {
            { "kind", kind },
            { "door", door.ToString() },
            { "result", result.ToString() },
        };
        Commands.Add(1, tags);
        Seconds.Record(took.TotalSeconds, new TagList { { "kind", kind } });
    }
}
