using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Access;

/// <summary>Who holds a role, for work that must reach a person.</summary>
public interface IRoleHolders
{
    /// <summary>Accounts with the role in force at exactly this unit, the longest first.</summary>
    Task<IReadOnlyList<AccountId>> AtAsync(string role, UnitId unit, CancellationToken ct);
}
