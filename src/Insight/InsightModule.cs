using Jisr.Kernel.Modules;

namespace Jisr.Insight;

/// <summary>What the Insight module brings.</summary>
public sealed class InsightModule : IModule
{
    public string Name => "Insight";
}
