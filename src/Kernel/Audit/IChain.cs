using Jisr.Kernel.Data;

namespace Jisr.Kernel.Audit;

/// <summary>A log whose rows are sealed one on the other: what is changed or taken out by hand breaks the chain.</summary>
public interface IChain
{
    /// <summary>What an operator calls it.</summary>
    string Name { get; }

    /// <summary>The first row whose seal does not fit, or null when the chain is whole.</summary>
    Task<long?> FirstBrokenAsync(JisrDb db, CancellationToken ct);
}
