using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Commands;

/// <summary>One wish to change something. A record of plain data; its kind names its permission.</summary>
public interface ICommand
{
    /// <summary>Stable name, such as <c>party.register</c>.</summary>
    static abstract string Kind { get; }

    /// <summary>Version of the payload's shape.</summary>
    static virtual int Version => 1;
}

/// <summary>A command that may come from a device that was without a line: written by hand at work, never one that gives
/// rights. One that moves money is an <see cref="IOfflineMoney"/>.</summary>
public interface IOfflineCommand : ICommand;

/// <summary>One that moves money. It comes by the outbox only for the thing that this writer took along on this device
/// while there was a line (decision 39): what a stolen device can reach is that one thing.</summary>
public interface IOfflineMoney : IOfflineCommand
{
    /// <summary>The thing it is written for.</summary>
    AlongThing Along { get; }
}

/// <summary>A thing that may be taken along: its kind, such as <c>counter</c> or <c>run</c>, and its id.</summary>
public sealed record AlongThing(string What, Guid Id);

/// <summary>The way a command came (doors.md §3).</summary>
public enum Door
{
    Form,
    Outbox,
    File,
    Api,
    Openrosa,
    Whatsapp,
    System,
}

/// <summary>A command with what every door must say about it.</summary>
public sealed record Envelope<TCommand>(CommandId Id, TCommand Payload)
    where TCommand : ICommand
{
    /// <summary>For whom she acts (assisted registration).</summary>
    public PartyId? OnBehalfOf { get; init; }

    /// <summary>In which unit she acts.</summary>
    public UnitId? UnitId { get; init; }

    /// <summary>In which programme she acts.</summary>
    public ProgrammeId? ProgrammeId { get; init; }

    /// <summary>When it happened, if the sender says so; otherwise now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When it was saved on the device.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>When it was sent (device clock).</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The device it was written on, for the outbox.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>Order on that device, gapless.</summary>
    public int? DeviceSeq { get; init; }

    /// <summary>Commands of the same device that must come first.</summary>
    public IReadOnlyList<CommandId> DependsOn { get; init; } = [];

    /// <summary>The versions the writer saw, by field group.</summary>
    public IReadOnlyDictionary<string, int>? Base { get; init; }

    /// <summary>The rejected command that this one mends.</summary>
    public CommandId? Replaces { get; init; }
}
