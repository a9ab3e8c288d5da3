using Jisr.Kernel.Ids;

namespace Jisr.Contracts.People;

/// <summary>Something of a woman that came after her records were merged. <paramref name="Text"/> is in the language of
/// the screen and names no other person.</summary>
public sealed record PersonRow(Guid Id, DateTimeOffset At, string Text);

/// <summary>A module tells what it added to a woman's record since a merge, and gives rows to the one who lives again
/// when the merge is undone (people.md PE7).</summary>
public interface IPersonRows
{
    /// <summary>Short code of these rows, such as <c>membership</c>; unique in the house.</summary>
    string Kind { get; }

    Task<IReadOnlyList<PersonRow>> AddedSinceAsync(PartyId party, DateTimeOffset since, CancellationToken ct);

    /// <summary>Gives rows from one record to the other, inside the transaction of the caller. Returns the sources of the
    /// facts that these rows made.</summary>
    Task<IReadOnlyList<Guid>> GiveAsync(PartyId from, PartyId to, IReadOnlyCollection<Guid> rows, CancellationToken ct);
}
