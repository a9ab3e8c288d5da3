using System.Text.Json;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>What a module knows of its own kept commands: how to show one, and where it is put right.</summary>
public interface IKeptView
{
    string Kind { get; }

    /// <summary>Address of the page where a person mends it and sends it as a new command; null where it can only be
    /// dismissed.</summary>
    string? MendAddress(Guid item);

    /// <summary>What was written, in the words of the screen. The caller has logged the look.</summary>
    IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload);
}
