using Jisr.Kernel.Ids;

namespace Jisr.Contracts.People;

/// <summary>The public telephone of a centre, for the card that a woman takes home.</summary>
public interface ICentrePhones
{
    /// <summary>E.164, of the unit or the nearest one above that has one; null where none has.</summary>
    Task<string?> PhoneOfAsync(UnitId unit, CancellationToken ct);
}
