using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;

namespace Jisr.Safety.Cases;

/// <summary>Looks into confidential files are sealed one on the other too.</summary>
internal sealed class CaseLooks : IChain
{
    public string Name => "looks into confidential files";

    public Task<long?> FirstBrokenAsync(JisrDb db, CancellationToken ct) => CaseDoor.FirstBrokenAsync(db, ct);
}
