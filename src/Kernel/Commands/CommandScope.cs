using Jisr.Kernel.Access;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Commands;

/// <summary>What a handler may know of the command around it, and where it leaves its events.</summary>
public sealed class CommandScope
{
    private readonly List<JisrEvent> events = [];
    private readonly HashSet<string> staleTags = [];
    private readonly List<PendingMessage> messages = [];

    public required CommandId Id { get; init; }
    public required string Kind { get; init; }
    public required Actor Actor { get; init; }
    public required Door Door { get; init; }
    public PartyId? OnBehalfOf { get; init; }
    public UnitId? UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }
    public CommandId? Replaces { get; init; }

    /// <summary>Server time, in whole milliseconds.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When it happened: corrected by the device's skew where there is one.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was saved on the device, corrected too.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>How far the clock of the sender was ahead of ours, in seconds.</summary>
    public long? SkewSeconds { get; init; }

    /// <summary>The device it was written on, and its place in the order there.</summary>
    public Guid? DeviceId { get; init; }
    public int? DeviceSeq { get; init; }

    /// <summary>What happened; facts are written from these in the same transaction.</summary>
    public IReadOnlyList<JisrEvent> Events => events;

    /// <summary>Cached pages that are out of date once this is committed.</summary>
    public IReadOnlyCollection<string> StaleTags => staleTags;

    /// <summary>Says that something happened.</summary>
    public void Publish(JisrEvent what) => events.Add(what);

    /// <summary>What is to be done after the commit.</summary>
    public IReadOnlyList<PendingMessage> Messages => messages;

    /// <summary>Asks for work after the commit, now or at a due time; lost with the transaction, never before it.</summary>
    public void Later<TMessage>(TMessage message, DateTimeOffset? dueAt = null, string? orderKey = null)
        where TMessage : IMessage => messages.Add(PendingMessage.Of(message, dueAt, orderKey));

    /// <summary>Names cached pages to drop after the commit, such as <c>shop:reem</c>.</summary>
    public void Stale(params ReadOnlySpan<string> tags)
    {
        foreach (var tag in tags)
            staleTags.Add(tag);
    }
}
