using Jisr.Contracts.People;

namespace Jisr.Demo;

/// <summary>[F-10]: 3,000 women and 300 co-operatives wanted in each of Morocco's 12 regions. No national row.</summary>
internal static class DemoTargets
{
    public static async Task MakeAsync(DemoSender send, DemoUnits units, IPlaces places)
    {
        foreach (var (indicator, each) in ((string, long)[])[("cooperatives", 300), ("people-registered", 3000)])
            await send.SendAsync(
                indicator,
                "target.set",
                new
                {
                    indicator,
                    period = "20220101-20261231",
                    values = places.At("MA", 1).Select(p => new { place = p.Code, value = each }),
                    reason = "اتفاقيات الشراكة الجهوية",
                    forProgramme = units.Tamkin,
                }
            );
    }
}
