using Jisr.Contracts.People;

namespace Jisr.Demo;

/// <summary>[F-12]: 80 spaces in Morocco's twelve regions and 5 planned for the end of 2022. MA-10 has five of its own
/// (<see cref="DemoUnits"/>), MA-11 and MA-12 six each, the other nine seven each.</summary>
internal static class DemoSpaces
{
    public static async Task MakeAsync(DemoSender send, IPlaces places)
    {
        foreach (var region in places.At("MA", 1).Where(r => r.Code != "MA-10"))
        {
            var provinces = places.Below(region.Code);
            var count = region.Code is "MA-11" or "MA-12" ? 6 : 7;
            for (var i = 0; i < count; i++)
                await AddAsync(
                    send,
                    region,
                    provinces[i % provinces.Count],
                    i + 1,
                    opened: new DateOnly(2020, 1, 15 + i)
                );
        }
        // Five more were to open before the year ended; one had closed the year before.
        foreach (var (i, region) in places.At("MA", 1).Take(5).Index())
            await AddAsync(send, region, places.Below(region.Code)[^1], 20 + i, planned: new DateOnly(2022, 12, 31));
        var closed = await AddAsync(
            send,
            places.Find("MA-04")!,
            places.Below("MA-04")[0],
            30,
            opened: new DateOnly(2019, 3, 4)
        );
        await send.SendAsync("ma-04-30", "unit.close", new { unitId = closed, on = "2021-06-30" });
        // Open as well, and no space.
        await AddAsync(
            send,
            places.Find("MA-05")!,
            places.Below("MA-05")[0],
            31,
            opened: new DateOnly(2020, 2, 3),
            kind: "rural-centre"
        );
    }

    private static async Task<Guid> AddAsync(
        DemoSender send,
        PlaceInfo region,
        PlaceInfo province,
        int number,
        DateOnly? opened = null,
        DateOnly? planned = null,
        string kind = "space"
    )
    {
        var code = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{region.Code.ToLowerInvariant()}-{number}"
        );
        var answer = await send.SendAsync(
            code,
            "unit.add",
            new
            {
                code,
                unitKind = kind,
                place = province.Code,
                nameAr = kind == "space"
                    ? $"فضاء المرأة {province.NameAr} {number}"
                    : $"مركز التنمية الريفية {province.NameAr}",
                nameFr = kind == "space"
                    ? $"Espace femmes de {province.NameFr} {number}"
                    : $"Centre rural de {province.NameFr}",
                nameEn = kind == "space"
                    ? $"{province.NameEn} women’s space {number}"
                    : $"{province.NameEn} rural centre",
                openedOn = opened,
                plannedOpening = planned,
            }
        );
        return answer.Subject!.Value;
    }
}
