using Jisr.Kernel.Ids;

namespace Jisr.Contracts.People;

/// <summary>A module takes what says who a woman is out of its own tables, when her record is made anonymous (people.md
/// PE21). What is counted or owed stays, under a number that nobody can give a name to.</summary>
public interface IForgetPerson
{
    /// <summary>Inside the transaction of the caller.</summary>
    Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct);
}
