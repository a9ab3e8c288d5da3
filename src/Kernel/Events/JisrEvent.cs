using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Events;

/// <summary>Something that happened, in the past tense. Ids, a day, a quantity and an amount; never a name, phone or
/// a place finer than a district. The list of all events is design/insight.md §2.1.</summary>
public abstract record JisrEvent
{
    /// <summary>Local day of the unit.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The row that made it; facts of one source are told apart by the event's name.</summary>
    public required Guid SourceId { get; init; }

    public UnitId? UnitId { get; init; }

    /// <summary>Code of <c>data/places</c>, a district at finest.</summary>
    public string? PlaceCode { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }
    public PartyId? PartyId { get; init; }

    /// <summary>F or M as she said it, where the event is about a person; empty where it was not said.</summary>
    public string? Sex { get; init; }

    /// <summary>A code that splits the count, such as a door or a state.</summary>
    public string? Detail { get; init; }
    public int Quantity { get; init; } = 1;

    /// <summary>Minor units; the currency's key stands beside it.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>Currency key such as <c>TRY</c> or <c>SYP-2</c>.</summary>
    public string? AmountCurrency { get; init; }

    /// <summary>True when this takes back the earlier event of the same source.</summary>
    public bool TakesBack { get; init; }

    /// <summary>The event's name, as facts store it.</summary>
    public string Name => GetType().Name;
}

/// <summary>Told of every event inside the transaction that made it. Only figures and money may hang here.</summary>
public interface IInTransaction
{
    /// <summary>Writes what must never lag behind the state, now or at <see cref="EndAsync"/>.</summary>
    Task OnAsync(JisrEvent what, Commands.CommandScope scope, CancellationToken ct);

    /// <summary>The last event of the transaction was told.</summary>
    Task EndAsync(CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Told after the commit which cached pages are out of date.</summary>
public interface IStalePages
{
    Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct);
}
