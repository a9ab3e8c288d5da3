using Jisr.Kernel.Language;

namespace Jisr.Kernel.Values;

/// <summary>A currency is code and series; its scale never changes (ledger.md §3).</summary>
public sealed record Currency
{
    public static readonly Currency Try = new("TRY", 1, 2, 100, "₺")
    {
        Signs = ["TRY", "TL", "₺", "ل.ت", "ليرة"],
        Ar = "ل.ت",
        NameAr = "ليرة تركية",
        NameFr = "livre turque",
        NameEn = "Turkish lira",
    };
    public static readonly Currency Usd = new("USD", 1, 2, 100, "$")
    {
        Signs = ["USD", "$", "دولار"],
        Ar = "دولار",
        NameAr = "دولار",
        NameFr = "dollar",
        NameEn = "US dollar",
    };
    public static readonly Currency Mad = new("MAD", 1, 2, 50, "DH")
    {
        Signs = ["MAD", "DH", "د.م", "درهم"],
        Ar = "د.م",
        NameAr = "درهم",
        NameFr = "dirham",
        NameEn = "dirham",
    };
    public static readonly Currency Jod = new("JOD", 1, 3, 50, "JD")
    {
        Signs = ["JOD", "JD", "د.أ", "د.ا", "دينار"],
        Ar = "د.أ",
        NameAr = "دينار",
        NameFr = "dinar",
        NameEn = "dinar",
    };

    /// <summary>The old Syrian pound: no coins in use.</summary>
    public static readonly Currency SypOld = new("SYP", 1, 0, 500, "SYP")
    {
        Signs = ["SYP", "ل.س", "ليرة"],
        Ar = "ل.س قديمة",
        NameAr = "ليرة سورية قديمة",
        NameFr = "ancienne livre syrienne",
        NameEn = "old Syrian pound",
    };

    /// <summary>The new Syrian pound: 100 old are 1 new, from 2026-01-01.</summary>
    public static readonly Currency SypNew = new("SYP", 2, 2, 500, "SYP")
    {
        Signs = ["SYP", "ل.س", "ليرة"],
        Ar = "ل.س جديدة",
        NameAr = "ليرة سورية جديدة",
        NameFr = "nouvelle livre syrienne",
        NameEn = "new Syrian pound",
    };

    /// <summary>All that Jisr knows.</summary>
    public static readonly IReadOnlyList<Currency> All = [Try, Usd, Mad, Jod, SypOld, SypNew];

    private static readonly DateOnly NewPoundFrom = new(2026, 1, 1);

    private Currency(string code, int series, int scale, long cashStep, string sign)
    {
        Code = code;
        Series = series;
        Scale = scale;
        CashStep = cashStep;
        Sign = sign;
    }

    /// <summary>ISO 4217 code.</summary>
    public string Code { get; }

    public int Series { get; }

    /// <summary>Decimals: 0 to 3.</summary>
    public int Scale { get; }

    /// <summary>Smallest note or coin in use, in minor units; a setting's first value.</summary>
    public long CashStep { get; }

    /// <summary>Sign in Latin script.</summary>
    public string Sign { get; }

    /// <summary>Short name in Arabic.</summary>
    public required string Ar { get; init; }
    public required string NameAr { get; init; }
    public required string NameFr { get; init; }
    public required string NameEn { get; init; }

    /// <summary>The name in a language of the screen.</summary>
    public string NameIn(string language) => Words.Pick(language, NameAr, NameFr, NameEn);

    /// <summary>Names and signs a person may type beside an amount.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>As files and columns write it: TRY, SYP-1, SYP-2.</summary>
    public string Key =>
        Code == "SYP" ? Code + "-" + Series.ToString(System.Globalization.CultureInfo.InvariantCulture) : Code;

    /// <summary>How many minor units one whole unit has.</summary>
    public long MinorPerUnit =>
        Scale switch
        {
            0 => 1,
            2 => 100,
            3 => 1000,
            _ => 10,
        };

    /// <summary>Finds a currency by key. «SYP» alone is the series in force on <paramref name="on"/>. Null when unknown.</summary>
    public static Currency? Find(string? key, DateOnly? on = null) =>
        key == "SYP"
            ? (on ?? NewPoundFrom) < NewPoundFrom
                ? SypOld
                : SypNew
            : OfKey(key);

    /// <summary>Finds a currency by its whole key, which names the series: an old pound is never taken for a new one.</summary>
    public static Currency? OfKey(string? key) => All.FirstOrDefault(c => c.Key == key);

    /// <summary>Finds a currency that must be known, such as one read from the database.</summary>
    public static Currency Parse(string key) => Find(key) ?? throw new FormatException($"No currency '{key}'.");

    public override string ToString() => Key;
}
