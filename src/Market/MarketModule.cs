using Jisr.Kernel.Modules;

namespace Jisr.Market;

/// <summary>What the Market module brings.</summary>
public sealed class MarketModule : IModule
{
    public string Name => "Market";
}
