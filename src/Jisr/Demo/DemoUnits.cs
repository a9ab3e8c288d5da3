using Jisr.Kernel.Ids;

namespace Jisr.Demo;

/// <summary>Centres, spaces and associations of the three countries, and the programme that joins them.</summary>
internal sealed record DemoUnits(
    ProgrammeId Tamkin,
    IReadOnlyList<UnitId> Spaces,
    UnitId Basmat,
    IReadOnlyList<UnitId> Syria,
    UnitId Salt,
    UnitId Agency
)
{
    private static readonly (string Code, string Kind, string Place, string Ar, string Fr, string En)[] All =
    [
        (
            "guelmim-1",
            "space",
            "MA-10.261",
            "فضاء المرأة كلميم المدينة",
            "Espace femmes de Guelmim",
            "Guelmim women’s space"
        ),
        (
            "guelmim-2",
            "space",
            "MA-10.261",
            "فضاء المرأة بويزكارن",
            "Espace femmes de Bouizakarne",
            "Bouizakarne women’s space"
        ),
        (
            "sidi-ifni-1",
            "space",
            "MA-10.473",
            "فضاء المرأة سيدي إفني",
            "Espace femmes de Sidi Ifni",
            "Sidi Ifni women’s space"
        ),
        ("tan-tan-1", "space", "MA-10.521", "فضاء المرأة طانطان", "Espace femmes de Tan-Tan", "Tan-Tan women’s space"),
        (
            "assa-zag-1",
            "space",
            "MA-10.071",
            "فضاء المرأة آسا الزاك",
            "Espace femmes d’Assa-Zag",
            "Assa-Zag women’s space"
        ),
        (
            "basmat-amal",
            "association",
            "SY0703",
            "جمعية بصمة أمل",
            "Association Basmat Amal",
            "Basmat Amal association"
        ),
        (
            "sweida-1",
            "rural-centre",
            "SY1300",
            "مركز التنمية الريفية السويداء",
            "Centre rural de Soueïda",
            "Suwayda rural centre"
        ),
        ("hama-1", "rural-centre", "SY0501", "مركز التنمية الريفية حماة", "Centre rural de Hama", "Hama rural centre"),
        (
            "qalamoun-1",
            "rural-unit",
            "SY0306",
            "وحدة الصناعات الريفية القلمون",
            "Unité rurale du Qalamoun",
            "Qalamoun rural unit"
        ),
        ("halab-1", "rural-centre", "SY0200", "مركز التنمية الريفية حلب", "Centre rural d’Alep", "Aleppo rural centre"),
        (
            "salt-1",
            "association",
            "JO-BA",
            "جمعية سيدات السلط",
            "Association des femmes de Salt",
            "Salt women’s association"
        ),
        (
            "tamkin-gon",
            "agency",
            "MA-10",
            "وكالة التمكين كلميم واد نون",
            "Agence Tamkine Guelmim-Oued Noun",
            "Tamkine agency, Guelmim-Oued Noun"
        ),
    ];

    public static async Task<DemoUnits> MakeAsync(DemoSender send)
    {
        var ids = new Dictionary<string, UnitId>(StringComparer.Ordinal);
        foreach (var unit in All)
        {
            var answer = await send.SendAsync(
                unit.Code,
                "unit.add",
                new
                {
                    code = unit.Code,
                    unitKind = unit.Kind,
                    place = unit.Place,
                    nameAr = unit.Ar,
                    nameFr = unit.Fr,
                    nameEn = unit.En,
                    // The spaces of the report stood before the year it speaks of.
                    openedOn = unit.Kind == "space" ? new DateOnly(2020, 1, 6) : (DateOnly?)null,
                }
            );
            ids[unit.Code] = new UnitId(answer.Subject!.Value);
        }
        var programme = await send.SendAsync(
            "jtr",
            "programme.add",
            new
            {
                code = "jtr",
                nameAr = "جسر التمكين والريادة",
                nameFr = "Passerelle autonomisation et entrepreneuriat",
                nameEn = "Bridge to empowerment and enterprise",
                from = new DateOnly(2022, 1, 1),
            }
        );
        return new DemoUnits(
            new ProgrammeId(programme.Subject!.Value),
            [ids["guelmim-1"], ids["guelmim-2"], ids["sidi-ifni-1"], ids["tan-tan-1"], ids["assa-zag-1"]],
            ids["basmat-amal"],
            [ids["basmat-amal"], ids["sweida-1"], ids["hama-1"], ids["qalamoun-1"], ids["halab-1"]],
            ids["salt-1"],
            ids["tamkin-gon"]
        );
    }
}
