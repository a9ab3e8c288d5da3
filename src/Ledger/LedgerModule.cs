using Jisr.Kernel.Modules;

namespace Jisr.Ledger;

/// <summary>What the Ledger module brings.</summary>
public sealed class LedgerModule : IModule
{
    public string Name => "Ledger";
}
