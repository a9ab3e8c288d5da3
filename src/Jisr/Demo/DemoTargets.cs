using Jisr.Contracts.People;

namespace Jisr.Demo;

/// <summary>[F-10]: 3,000 women and 300 co-operatives wanted in each of Morocco's 12 regions, with no national row; and
/// beside them the rate of women's activity, which is a number from elsewhere.</summary>
internal static class DemoTargets
{
    public static async Task MakeAsync(DemoSender send, DemoUnits units, IPlaces places)
    {
        foreach (var (indicator, each) in ((string, long)[])[("cooperatives", 300), ("women-registered", 3000)])
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
        // What the report says of the whole country, and what it aims at; the day is our choice.
        foreach (
            var (name, value, meaning) in ((string, int, string)[])[("found", 20, "found"), ("aim", 30, "aim-above")]
        )
            await send.SendAsync(
                name,
                "external-figure.enter",
                new
                {
                    name = "نسبة نشاط النساء",
                    place = "MA",
                    on = "2021-12-31",
                    value,
                    unit = "%",
                    meaning,
                    source = "تقرير برنامج «جسر التمكين والريادة»",
                }
            );
    }
}
