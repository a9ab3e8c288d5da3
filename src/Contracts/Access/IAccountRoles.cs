using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Access;

/// <summary>What an account may be called before others: a role at a unit, or the member whose account it is. Never a
/// name: who works where is known at the centre.</summary>
public sealed record AccountRole(string? Role, UnitId? Unit, PartyId? Party);

/// <summary>Says by whom something was written.</summary>
public interface IAccountRoles
{
    /// <summary>The newest role of each, ended ones too; an account that is not there is left out.</summary>
    Task<IReadOnlyDictionary<AccountId, AccountRole>> OfAsync(
        IReadOnlyCollection<AccountId> accounts,
        CancellationToken ct
    );
}
