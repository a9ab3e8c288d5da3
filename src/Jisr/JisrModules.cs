using Jisr.Access;
using Jisr.Insight;
using Jisr.Kernel.Modules;
using Jisr.Ledger;
using Jisr.Market;
using Jisr.People;
using Jisr.Safety;

namespace Jisr;

/// <summary>The rooms of the house: one line each.</summary>
internal static class JisrModules
{
    public static ModuleList All() =>
        new([
            new AccessModule(),
            new PeopleModule(),
            new LedgerModule(),
            new MarketModule(),
            new InsightModule(),
            new SafetyModule(),
        ]);
}
