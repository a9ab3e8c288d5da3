using Jisr.Kernel.Commands;

namespace Jisr.Kernel.Events;

/// <summary>Something to be done after the commit. A record of ids, days and amounts.</summary>
public interface IMessage
{
    /// <summary>Stable name, kept for ever: rows outlive types.</summary>
    static abstract string Name { get; }
}

/// <summary>Does the work of one kind of message, in a transaction of its own. It may run again after a fault, so
/// what it does must be safe to repeat: a command with an id made from the message is.</summary>
public interface IReact<in TMessage>
    where TMessage : IMessage
{
    Task ReactAsync(TMessage message, Guid messageId, CancellationToken ct);
}

/// <summary>A message as the scope of a command holds it until the commit.</summary>
public sealed record PendingMessage(string Name, string Payload, DateTimeOffset? DueAt, string? OrderKey)
{
    public static PendingMessage Of<TMessage>(TMessage message, DateTimeOffset? dueAt, string? orderKey)
        where TMessage : IMessage =>
        new(TMessage.Name, System.Text.Json.JsonSerializer.Serialize(message, CanonicalJson.Options), dueAt, orderKey);
}
