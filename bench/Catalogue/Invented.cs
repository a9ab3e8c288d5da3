using System.Globalization;
using System.Reflection;
using System.Text;
using Jisr.Bench.Match;
using Jisr.Demo;

namespace Jisr.Bench.Catalogue;

/// <summary>Goods that could be: a title of the learning catalogue, what it is made of, a colour, whose recipe it is.</summary>
internal static class Invented
{
    private static readonly Dictionary<string, string>[] Known = Catalogue();

    private static readonly string[] Made =
    [
        "بالزيتون",
        "بالعسل",
        "قطن",
        "حرير",
        "صوف",
        "كتّان",
        "خشب الجوز",
        "نحاس",
        "بالسمّاق",
        "باللوز",
        "بالورد",
        "بالنعناع",
        "جلد طبيعي",
        "خيش",
        "قصب",
        "فخّار",
        "بالفستق",
        "بالزعفران",
        "بالقرفة",
        "بالكمّون",
        "مخمل",
        "دانتيل",
        "خرز",
        "صدف",
    ];

    private static readonly string[] Colours =
    [
        "أحمر",
        "أزرق",
        "أخضر",
        "أبيض",
        "أسود",
        "بنفسجي",
        "ذهبي",
        "فضّي",
        "برتقالي",
        "زهري",
        "كحلي",
        "عنّابي",
        "رمادي",
        "بيج",
        "فيروزي",
        "خمري",
    ];

    private static readonly string[] Recipes =
    [
        "الجدّة",
        "إدلب",
        "حلب",
        "حمص",
        "درعا",
        "إربد",
        "المفرق",
        "فاس",
        "مراكش",
        "سوس",
        "الرقّة",
        "الحسكة",
        "عجلون",
        "الكرك",
        "معان",
        "تطوان",
        "الصويرة",
        "دير الزور",
        "حماة",
        "طرطوس",
        "اللاذقيّة",
        "السويداء",
        "جرش",
        "مادبا",
        "العقبة",
        "وجدة",
    ];

    private static readonly (string Country, string Place, string Currency)[] Places =
    [
        ("SY", "SY0700", "TRY"),
        ("SY", "SY07", "TRY"),
        ("JO", "JO-IR", "JOD"),
        ("MA", "MA-03.231", "MAD"),
    ];

    public const string Point = "المركز، من التاسعة إلى الواحدة";

    public static object Shop(int i)
    {
        var (country, place, currency) = Places[i % Places.Length];
        return new
        {
            partyId = Guid.CreateVersion7(),
            code = "shop-" + i.ToString("00000", CultureInfo.InvariantCulture),
            name = "متجر " + Recipes[i % Recipes.Length] + " " + i.ToString(CultureInfo.InvariantCulture),
            placeCode = place,
            country,
            currency,
            pickUpPoints = new[] { Point },
        };
    }

    public static string Product(int i, int shops, int products)
    {
        var known = Known[i % Known.Length];
        var shop = (int)((long)i * shops / products);
        var more = " " + Made[i / 3 % Made.Length] + " " + Colours[i / 5 % Colours.Length];
        string[] cells =
        [
            "shop-" + shop.ToString("00000", CultureInfo.InvariantCulture),
            "P-" + i.ToString("000000", CultureInfo.InvariantCulture),
            known["title_ar"] + more + " على طريقة " + Recipes[i / 7 % Recipes.Length],
            known["title_fr"],
            known["title_en"],
            known["description_ar"],
            known["category"],
            i % 5 == 0 ? "order" : "stock",
            "piece",
            (10 + i % 900).ToString(CultureInfo.InvariantCulture),
            Places[shop % Places.Length].Currency,
            "24",
        ];
        return string.Join(',', cells.Select(Csv.Cell));
    }

    /// <summary>Each another one: a word or two of a title in three languages, with a letter wrong now and then, with and
    /// without filters. The same every time.</summary>
    public static IEnumerable<string> Questions(int n)
    {
        var dice = new DemoDice(7);
        for (var i = 0; i < n; i++)
        {
            var known = Known[dice.Throw(Known.Length)];
            var titles = new[] { known["title_ar"], known["title_ar"], known["title_fr"], known["title_en"] };
            var title = titles[dice.Throw(titles.Length)];
            var words = (title.Length == 0 ? known["title_ar"] : title).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            );
            var at = dice.Throw(words.Length);
            var text = new StringBuilder(string.Join(' ', words.Skip(at).Take(1 + dice.Throw(3))));
            switch (dice.Throw(6))
            {
                case 0:
                    text.Append(' ').Append(Colours[dice.Throw(Colours.Length)]);
                    break;
                case 1:
                    text.Append(' ').Append(Made[dice.Throw(Made.Length)]);
                    break;
                case 2 when text.Length > 5:
                    text.Remove(1 + dice.Throw(text.Length - 2), 1);
                    break;
                default:
                    break;
            }
            var filter = dice.Throw(5) switch
            {
                0 => "&category=" + known["category"],
                1 => "&currency=TRY&maxPrice=" + (20 + dice.Throw(600)).ToString(CultureInfo.InvariantCulture),
                2 => "&place=SY07",
                _ => "",
            };
            yield return "/api/v1/products?q=" + Uri.EscapeDataString(text.ToString()) + filter;
        }
    }

    private static Dictionary<string, string>[] Catalogue()
    {
        var path = Path.GetTempFileName();
        using (var from = Assembly.GetExecutingAssembly().GetManifestResourceStream("catalogue.csv")!)
        using (var to = File.Create(path))
            from.CopyTo(to);
        var rows = Csv.Read(path).ToArray();
        File.Delete(path);
        return rows;
    }
}
