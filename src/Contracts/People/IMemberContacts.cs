using Jisr.Kernel.Ids;

namespace Jisr.Contracts.People;

/// <summary>A number she can be reached at. Not written to where she said so.</summary>
public sealed record MemberPhone(string Number, bool MayWrite);

/// <summary>What signing in must know of a member: the number on her card, her unit, her phones.</summary>
public sealed record MemberContact(string Number, UnitId UnitId, IReadOnlyList<MemberPhone> Phones);

/// <summary>Asked by the program itself while she signs in; nothing of it is shown to anybody else.</summary>
public interface IMemberContacts
{
    /// <summary>Null when there is no such active member.</summary>
    Task<MemberContact?> OfAsync(PartyId party, CancellationToken ct);
}
