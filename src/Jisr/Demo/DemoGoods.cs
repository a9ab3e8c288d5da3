namespace Jisr.Demo;

/// <summary>What a shop buys at the market to sell: prices in minor units of TRY, a box in thousandths of its unit.</summary>
internal sealed record DemoGoods(
    string Sku,
    string NameAr,
    string NameFr,
    string NameEn,
    string Category,
    long Price,
    long Cost,
    string Unit = "piece",
    long? Box = null
)
{
    public static readonly DemoGoods Cream = new(
        "RM-CREAM",
        "كريم لليدين بزيت اللوز",
        "Crème mains à l’amande",
        "Almond hand cream",
        "cosmetics",
        4500,
        3000
    );
    public static readonly DemoGoods Soap = new(
        "RM-SOAP",
        "صابون غار حلبي",
        "Savon d’Alep au laurier",
        "Aleppo laurel soap",
        "soap",
        2500,
        1667,
        Box: 6000
    );
    public static readonly DemoGoods Zaatar = new(
        "RM-ZAATAR",
        "زعتر بلدي",
        "Zaatar du pays",
        "Country za’atar",
        "preserves",
        13_000,
        12_000,
        "kg"
    );
    public static readonly DemoGoods Kohl = new(
        "RM-KOHL",
        "كحل عربي",
        "Khôl arabe",
        "Arabic kohl",
        "cosmetics",
        3500,
        2500
    );
    public static readonly DemoGoods Second = new(
        "RM-KOHL-2",
        "كحل حجازي",
        "Khôl du Hedjaz",
        "Hejazi kohl",
        "cosmetics",
        3800,
        2700
    );
    public static readonly DemoGoods Henna = new(
        "RM-HENNA",
        "حناء للشعر",
        "Henné pour cheveux",
        "Hair henna",
        "cosmetics",
        2000,
        1300
    );
    public static readonly DemoGoods Loofah = new(
        "RM-LOOFAH",
        "ليفة استحمام طبيعيّة",
        "Louffa naturel",
        "Natural loofah",
        "cosmetics",
        1500,
        800
    );
    public static readonly DemoGoods Comb = new(
        "RM-COMB",
        "مشط خشب",
        "Peigne en bois",
        "Wooden comb",
        "cosmetics",
        1800,
        1000
    );
    public static readonly DemoGoods[] All = [Cream, Soap, Zaatar, Kohl, Second, Henna, Loofah, Comb];

    // Bought loose and at a fixed price: what most weeks are.
    public static readonly DemoGoods[] Weekly = [Cream, Kohl, Henna, Loofah, Comb];
}
