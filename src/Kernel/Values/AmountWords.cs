namespace Jisr.Kernel.Values;

/// <summary>Amounts in words, so that she can check what she typed: «ألف دينار», «mille dinars», "one thousand dinars".</summary>
public static class AmountWords
{
    /// <summary>The amount in a language of the screen. Parts of a unit follow as figures of the small unit.</summary>
    public static string Of(Money money, string language)
    {
        var per = money.Currency.MinorPerUnit;
        var (whole, rest) = (Math.Abs(money.Minor) / per, Math.Abs(money.Minor) % per);
        var text = language switch
        {
            "ar" => ArabicAmount.Of(whole, money.Currency),
            "fr" => FrenchNumber(whole)
                + " "
                + (whole >= 1_000_000 && whole % 1_000_000 == 0 ? FrenchOf(money.Currency.NameFr) : "")
                + Plural(money.Currency.NameFr, whole > 1),
            _ => EnglishNumber(whole) + " " + Plural(money.Currency.NameEn, whole != 1),
        };
        if (rest == 0)
            return text;
        var parts =
            $"{rest.ToString(System.Globalization.CultureInfo.InvariantCulture)}/{per.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return language switch
        {
            "ar" => text + " و" + parts,
            "fr" => text + " et " + parts,
            _ => text + " and " + parts,
        };
    }

    private static string FrenchOf(string name) => "aeiouy".Contains(name[0], StringComparison.Ordinal) ? "d’" : "de ";

    // Every word of a French currency name takes the plural; of an English one only the last.
    private static string Plural(string name, bool many)
    {
        if (!many)
            return name;
        return name.Contains("livre", StringComparison.Ordinal) || name is "dinar" or "dirham" or "dollar"
                ? string.Join(' ', name.Split(' ').Select(w => w + "s"))
            : name == "Turkish lira" ? name
            : name + "s";
    }

    private static readonly string[] En =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    private static readonly string[] EnTens =
    [
        "",
        "",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ];

    private static string EnglishNumber(long n) =>
        n switch
        {
            < 20 => En[n],
            < 100 => EnTens[n / 10] + (n % 10 == 0 ? "" : "-" + En[n % 10]),
            < 1000 => En[n / 100] + " hundred" + (n % 100 == 0 ? "" : " and " + EnglishNumber(n % 100)),
            < 1_000_000 => EnglishNumber(n / 1000) + " thousand" + Tail(n % 1000),
            < 1_000_000_000 => EnglishNumber(n / 1_000_000) + " million" + Tail(n % 1_000_000),
            _ => EnglishNumber(n / 1_000_000_000) + " billion" + Tail(n % 1_000_000_000),
        };

    private static string Tail(long n) => n == 0 ? "" : (n < 100 ? " and " : " ") + EnglishNumber(n);

    private static readonly string[] Fr =
    [
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "dix-sept",
        "dix-huit",
        "dix-neuf",
    ];
    private static readonly string[] FrTens =
    [
        "",
        "",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "soixante",
        "quatre-vingt",
        "quatre-vingt",
    ];

    private static string FrenchNumber(long n) => FrenchNumber(n, last: true);

    private static string FrenchNumber(long n, bool last) =>
        n switch
        {
            < 20 => Fr[n],
            80 => last ? "quatre-vingts" : "quatre-vingt",
            < 100 => FrenchTens(n),
            < 1000 => (n / 100 == 1 ? "cent" : Fr[n / 100] + " cent" + (n % 100 == 0 && last ? "s" : ""))
                + (n % 100 == 0 ? "" : " " + FrenchNumber(n % 100, last)),
            < 1_000_000 => (n / 1000 == 1 ? "mille" : FrenchNumber(n / 1000, last: false) + " mille")
                + (n % 1000 == 0 ? "" : " " + FrenchNumber(n % 1000, last)),
            < 1_000_000_000 => FrenchNumber(n / 1_000_000)
                + " million"
                + (n / 1_000_000 > 1 ? "s" : "")
                + (n % 1_000_000 == 0 ? "" : " " + FrenchNumber(n % 1_000_000, last)),
            _ => FrenchNumber(n / 1_000_000_000)
                + " milliard"
                + (n / 1_000_000_000 > 1 ? "s" : "")
                + (n % 1_000_000_000 == 0 ? "" : " " + FrenchNumber(n % 1_000_000_000, last)),
        };

    private static string FrenchTens(long n)
    {
        var (ten, one) = ((int)(n / 10), n % 10);
        var teen = ten is 7 or 9;
        var rest = teen ? one + 10 : one;
        if (rest == 0)
            return FrTens[ten];
        var and = (rest == 1 && ten < 8) || (rest == 11 && ten == 7);
        return FrTens[ten] + (and ? " et " : "-") + Fr[rest];
    }
}

/// <summary>Arabic number words with the counted noun, in the everyday written form.</summary>
internal static class ArabicAmount
{
    private static readonly string[] Masculine =
    [
        "صفر",
        "واحد",
        "اثنان",
        "ثلاثة",
        "أربعة",
        "خمسة",
        "ستة",
        "سبعة",
        "ثمانية",
        "تسعة",
        "عشرة",
    ];
    private static readonly string[] Feminine =
    [
        "صفر",
        "واحدة",
        "اثنتان",
        "ثلاث",
        "أربع",
        "خمس",
        "ست",
        "سبع",
        "ثماني",
        "تسع",
        "عشر",
    ];
    private static readonly string[] Tens =
    [
        "",
        "",
        "عشرون",
        "ثلاثون",
        "أربعون",
        "خمسون",
        "ستون",
        "سبعون",
        "ثمانون",
        "تسعون",
    ];
    private static readonly string[] Hundreds =
    [
        "",
        "مئة",
        "مئتان",
        "ثلاثمئة",
        "أربعمئة",
        "خمسمئة",
        "ستمئة",
        "سبعمئة",
        "ثمانمئة",
        "تسعمئة",
    ];

    private sealed record Noun(string One, string Two, string Few, string Many, bool IsFeminine);

    private static readonly Noun Thousand = new("ألف", "ألفان", "آلاف", "ألفاً", false);
    private static readonly Noun Million = new("مليون", "مليونان", "ملايين", "مليوناً", false);
    private static readonly Noun Milliard = new("مليار", "ملياران", "مليارات", "ملياراً", false);

    public static string Of(long n, Currency currency)
    {
        var noun = NounOf(currency.Code);
        var adjective = currency.NameAr[currency.NameAr.Split(' ')[0].Length..];
        return Counted(n, noun) + adjective;
    }

    // A number with its noun; after a whole thousand, million or hundred the noun is singular: «ألف دينار».
    private static string Counted(long n, Noun noun)
    {
        if (n == 0)
            return "صفر " + noun.One;
        var parts = new List<string>();
        foreach (
            var (size, name) in ((long, Noun)[])[(1_000_000_000, Milliard), (1_000_000, Million), (1000, Thousand)]
        )
        {
            if (n / size > 0)
                parts.Add(Small(n / size, name));
            n %= size;
        }
        if (n == 0)
            return string.Join(" و", parts) + " " + noun.One;
        parts.Add(Small(n, noun));
        return string.Join(" و", parts);
    }

    // 1 to 999 of something.
    private static string Small(long n, Noun noun)
    {
        var (hundreds, rest) = ((int)(n / 100), (int)(n % 100));
        var head = hundreds == 0 ? "" : Hundreds[hundreds];
        if (rest == 0)
            return (hundreds == 2 ? "مئتا" : head) + " " + noun.One;
        var tail = rest switch
        {
            1 => hundreds == 0 ? OneOf(noun) : noun.One,
            2 => noun.Two,
            <= 10 => (noun.IsFeminine ? Feminine : Masculine)[rest] + " " + noun.Few,
            _ => TwoDigits(rest, noun.IsFeminine) + " " + noun.Many,
        };
        return hundreds == 0 ? tail : head + " و" + tail;
    }

    // «ألف», not «ألف واحد»; but «دينار واحد».
    private static string OneOf(Noun noun) =>
        noun == Thousand || noun == Million || noun == Milliard
            ? noun.One
            : noun.One + " " + (noun.IsFeminine ? "واحدة" : "واحد");

    private static string TwoDigits(int n, bool feminine)
    {
        var (ten, one) = (n / 10, n % 10);
        if (ten == 1)
            return one switch
            {
                1 => feminine ? "إحدى عشرة" : "أحد عشر",
                2 => feminine ? "اثنتا عشرة" : "اثنا عشر",
                _ => (feminine ? Feminine : Masculine)[one] + (feminine ? " عشرة" : " عشر"),
            };
        if (one == 0)
            return Tens[ten];
        var word =
            one == 1
                ? feminine
                    ? "إحدى"
                    : "واحد"
                : (feminine ? Feminine : Masculine)[one];
        return word + " و" + Tens[ten];
    }

    private static Noun NounOf(string code) =>
        code switch
        {
            "TRY" or "SYP" => new Noun("ليرة", "ليرتان", "ليرات", "ليرة", true),
            "USD" => new Noun("دولار", "دولاران", "دولارات", "دولاراً", false),
            "MAD" => new Noun("درهم", "درهمان", "دراهم", "درهماً", false),
            _ => new Noun("دينار", "ديناران", "دنانير", "ديناراً", false),
        };
}
