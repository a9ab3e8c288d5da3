using System.Globalization;
using System.Text;

namespace Jisr.Bench.Match;

/// <summary>Invents people with sisters, twins, mothers, cousins and namesakes, and has centres of different habits
/// write them down: once, or several times. The same seed gives the same file.</summary>
internal sealed class Make(int seed, double noise)
{
    private static readonly string[] Head =
    [
        "record_id",
        "true_person_id",
        "given_name",
        "father_name",
        "grandfather_name",
        "family_name",
        "latin_name",
        "sex",
        "birth_date",
        "phone",
        "national_id",
        "governorate",
        "district",
        "displaced_from",
        "household_head",
    ];

    private readonly Random random = new(seed);
    private readonly Dictionary<string, Stock> stocks = [];
    private readonly Dictionary<string, List<string>> latin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Ar, string En, string Code, string Parent)[]> uppers = [];
    private readonly Dictionary<string, (string Ar, string En, string Code, string Parent)[]> lowers = [];

    public static int Run(int rows, int seed, string to, string sample, string spellings, string places, double noise)
    {
        var make = new Make(seed, noise);
        make.ReadPlaces(places);
        make.ReadSample(sample);
        make.ReadSpellings(spellings);
        make.Write(rows, to);
        return 0;
    }

    private bool Chance(double p) => random.NextDouble() < p;

    /// <summary>An error: as often as the noise says.</summary>
    private bool Slip(double p) => random.NextDouble() < p * noise;

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private void ReadPlaces(string folder)
    {
        foreach (
            var (country, file, upper, lower) in new[]
            {
                ("SY", "syria", 1, 3),
                ("JO", "jordan", 1, 2),
                ("MA", "morocco", 2, 3),
            }
        )
        {
            var rows = Csv.Read(Path.Combine(folder, file + ".csv")).ToList();
            var parents = rows.ToDictionary(r => r["code"], r => r["parent_code"]);
            string Above(Dictionary<string, string> row)
            {
                var code = row["parent_code"];
                for (var level = int.Parse(row["level"], CultureInfo.InvariantCulture) - 1; level > upper; level--)
                    code = parents[code];
                return code;
            }
            (string, string, string, string)[] At(int level) =>
                [
                    .. rows.Where(r => r["level"] == level.ToString(CultureInfo.InvariantCulture))
                        .Select(r => (r["name_ar"], r["name_en"], r["code"], Above(r))),
                ];
            uppers[country] = At(upper);
            lowers[country] = At(lower);
        }
    }

    private void ReadSample(string file)
    {
        foreach (var country in uppers.Keys)
            stocks[country] = new Stock();
        var byName = uppers
            .SelectMany(u => u.Value, (u, p) => (p.Ar, u.Key))
            .DistinctBy(p => p.Ar)
            .ToDictionary(p => p.Ar, p => p.Key);
        foreach (var row in Csv.Read(file))
        {
            var bare = row["governorate"].Replace("محافظة ", "", StringComparison.Ordinal);
            if (byName.TryGetValue(bare, out var country))
                stocks[country].Add(row);
        }
    }

    private void ReadSpellings(string file)
    {
        foreach (var row in Csv.Read(file))
        {
            if (!latin.TryGetValue(row["arabic_folded"], out var list))
                latin[row["arabic_folded"]] = list = [];
            list.Add(row["latin"]);
        }
    }

    private void Write(int rows, string to)
    {
        var people = new List<Woman>();
        var lines = new List<(Woman Who, string[] Cells)>();
        while (lines.Count < rows)
        {
            var who = Next(people);
            people.Add(who);
            var times = Chance(0.86) ? 1 : 1 + Math.Min(5, 1 + (int)(-Math.Log(1 - random.NextDouble()) * 0.8));
            for (var i = 0; i < times && lines.Count < rows; i++)
                lines.Add((who, Record(who, i > 0)));
        }
        var order = lines.ToArray();
        random.Shuffle(order);
        using var writer = new StreamWriter(to, false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Head));
        foreach (var (i, (who, cells)) in order.Index())
            writer.WriteLine(
                string.Join(',', cells.Prepend($"P{who.Id:000000}").Prepend($"R{i + 1:000000}").Select(Csv.Cell))
            );
    }

    // One in four is of the house of somebody before her.
    private Woman Next(List<Woman> people)
    {
        var country = random.NextDouble() switch
        {
            < 0.55 => "SY",
            < 0.68 => "JO",
            _ => "MA",
        };
        if (people.Count > 10 && Chance(0.27))
        {
            var near = people[^random.Next(1, Math.Min(people.Count, 400))];
            return random.Next(20) switch
            {
                < 10 => Sister(near, people.Count, twin: false),
                < 11 => Sister(near, people.Count, twin: true),
                < 14 => Mother(near, people.Count),
                < 18 => Cousin(near, people.Count),
                _ => Namesake(near, people.Count),
            };
        }
        var stock = stocks[country];
        var lower = Pick(lowers[country]);
        return new Woman
        {
            Id = people.Count,
            Country = country,
            Given = Pick(stock.Given),
            Father = Pick(stock.Father),
            Grandfather = Pick(stock.Grandfather),
            Family = Pick(stock.Family),
            Birth = BirthDay(1950, 2008),
            Phone = NewPhone(country),
            Paper = NewPaper(country),
            Lower = lower,
            HeadGiven = Pick(stock.Father),
            HeadFamily = Pick(stock.Family),
            Male = Chance(0.06),
        };
    }

    private Woman Sister(Woman of, int id, bool twin) =>
        of with
        {
            Id = id,
            Given = Pick(stocks[of.Country].Given),
            Birth = twin ? of.Birth : of.Birth.AddDays(random.Next(300, 3000) * (Chance(0.5) ? 1 : -1)),
            Phone = Chance(0.6) ? of.Phone : NewPhone(of.Country),
            Paper = NewPaper(of.Country),
        };

    private Woman Mother(Woman of, int id) =>
        of with
        {
            Id = id,
            Given = Pick(stocks[of.Country].Given),
            Father = Pick(stocks[of.Country].Father),
            Grandfather = Pick(stocks[of.Country].Grandfather),
            Birth = of.Birth.AddYears(-random.Next(18, 35)),
            Paper = NewPaper(of.Country),
        };

    private Woman Cousin(Woman of, int id) =>
        of with
        {
            Id = id,
            Father = Pick(stocks[of.Country].Father),
            Birth = of.Birth.AddDays(random.Next(-1500, 1500)),
            Phone = NewPhone(of.Country),
            Paper = NewPaper(of.Country),
            HeadGiven = Pick(stocks[of.Country].Father),
        };

    private Woman Namesake(Woman of, int id) =>
        of with
        {
            Id = id,
            Grandfather = Pick(stocks[of.Country].Grandfather),
            Birth = BirthDay(1950, 2008),
            Phone = NewPhone(of.Country),
            Paper = NewPaper(of.Country),
            Lower = Chance(0.3) ? of.Lower : Pick(lowers[of.Country]),
        };

    private DateOnly BirthDay(int from, int to) => new DateOnly(from, 1, 1).AddDays(random.Next((to - from) * 365));

    private string NewPhone(string country) =>
        country switch
        {
            "SY" => Chance(0.15)
                ? "905" + Digits(9)
                : "9639" + Pick((string[])["3", "4", "5", "6", "8", "9"]) + Digits(7),
            "JO" => "9627" + Pick((string[])["7", "8", "9"]) + Digits(7),
            _ => "212" + Pick((string[])["6", "6", "7"]) + Digits(8),
        };

    private string NewPaper(string country) =>
        country switch
        {
            "SY" => "0" + Digits(10),
            "JO" => "9" + Digits(9),
            _ => Pick((string[])["JA", "E", "BK", "Z", "AD", "PA", "UA"]) + Digits(6),
        };

    private string Digits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private string[] Record(Woman w, bool again)
    {
        var moved = again && Slip(0.10);
        var lower = moved ? Pick(lowers[w.Country]) : w.Lower;
        var upper = uppers[w.Country].FirstOrDefault(u => u.Code == lower.Parent);
        if (upper.Code is null)
            (lower, upper) = (w.Lower, uppers[w.Country].First(u => u.Code == w.Lower.Parent));
        var inLatin = Chance(0.20);
        var whole = Chance(inLatin ? 0.5 : 0.05);
        string N(string name) => inLatin ? Latin(Typo(name)) : Written(Typo(name));
        var given = N(w.Given);
        var father = Chance(w.Country == "MA" ? 0.55 : 0.04) ? "" : N(w.Father);
        var grandfather = w.Country == "MA" || Chance(0.35) ? "" : N(w.Grandfather);
        var family = N(Slip(0.03) && again ? w.HeadFamily : w.Family);
        var latinName = "";
        if (whole)
        {
            string[] parts =
                inLatin && w.Country == "MA" && Chance(0.4)
                    ? [family, given, father]
                    : [given, father, grandfather, family];
            var one = string.Join(' ', parts.Where(p => p.Length > 0));
            (given, father, grandfather, family) = (inLatin ? "" : one, "", "", "");
            latinName = inLatin ? one : "";
        }
        else if (!inLatin && Chance(0.15))
            latinName = Latin(w.Given) + " " + Latin(w.Family);
        var phone =
            Slip(0.08) ? ""
            : Slip(0.12) && again ? NewPhone(w.Country)
            : w.Phone;
        if (Slip(0.01))
            phone = "963934077243";
        var paper =
            Chance(0.55) ? ""
            : Slip(0.02) ? Mistyped(w.Paper)
            : w.Paper;
        return
        [
            given,
            father,
            grandfather,
            family,
            latinName,
            w.Male ? "M" : "F",
            Birth(w.Birth),
            PhoneAs(phone),
            paper,
            inLatin ? upper.En : upper.Ar,
            inLatin ? lower.En : lower.Ar,
            "",
            Chance(0.55) ? "" : N(w.HeadGiven) + " " + N(w.HeadFamily),
        ];
    }

    private string Birth(DateOnly day)
    {
        if (Slip(0.04))
            return "";
        if (Slip(0.02))
            day = day.AddYears(random.Next(-2, 3));
        if (Slip(0.015) && day.Day <= 12)
            day = new DateOnly(day.Year, day.Day, day.Month);
        return random.NextDouble() switch
        {
            < 0.12 => day.Year.ToString(CultureInfo.InvariantCulture),
            < 0.30 => new DateOnly(day.Year + (Chance(0.3) ? random.Next(-2, 3) : 0), 1, 1).ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            < 0.34 => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private string PhoneAs(string phone)
    {
        if (phone.Length == 0)
            return "";
        if (Slip(0.01))
            phone = phone[..^2] + Digits(1) + phone[^1];
        var turkish = phone.StartsWith("90", StringComparison.Ordinal);
        var national = phone[(turkish ? 2 : 3)..];
        return random.Next(5) switch
        {
            0 => "+" + phone,
            1 => "00" + phone,
            2 => "0" + national,
            3 => "0" + national[..3] + " " + national[3..6] + " " + national[6..],
            _ => phone,
        };
    }

    private string Written(string name)
    {
        if (Chance(0.25))
            name = name.Replace("أ", "ا", StringComparison.Ordinal).Replace("إ", "ا", StringComparison.Ordinal);
        if (Chance(0.2))
            name = name.Replace('ة', 'ه').Replace('ى', 'ي');
        if (Chance(0.15))
            name = name.Replace("عبد ال", "عبدال", StringComparison.Ordinal);
        if (Chance(0.15) && name.StartsWith("ال", StringComparison.Ordinal) && name.Length > 5)
            name = name[2..];
        return name;
    }

    private string Typo(string name)
    {
        if (!Slip(0.018) || name.Length < 4)
            return name;
        var at = random.Next(1, name.Length - 1);
        return random.Next(3) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            _ => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
        };
    }

    private string Mistyped(string paper) => paper[..^2] + Digits(1) + paper[^1];

    private string Latin(string name) => string.Join(' ', name.Split(' ').Select(LatinWord));

    private string LatinWord(string word)
    {
        var folded = Fold(word);
        var bare = folded.Length > 4 && folded.StartsWith("ال", StringComparison.Ordinal) ? folded[2..] : folded;
        var article = bare == folded ? "" : Pick((string[])["Al ", "El ", "Al-", ""]);
        var made = latin.TryGetValue(bare, out var spellings) ? Pick(spellings) : Letters(bare);
        return article + char.ToUpperInvariant(made[0]) + made[1..];
    }

    private static string Fold(string word) =>
        new([
            .. word.Select(c =>
                    c switch
                    {
                        'أ' or 'إ' or 'آ' => 'ا',
                        'ة' => 'ه',
                        'ى' => 'ي',
                        'ؤ' => 'و',
                        'ئ' => 'ي',
                        _ => c,
                    }
                )
                .Where(c => c is >= 'ا' and <= 'ي'),
        ]);

    private string Letters(string word)
    {
        var made = new StringBuilder();
        foreach (var (i, c) in word.Index())
            made.Append(
                c switch
                {
                    'ا' or 'ع' => "a",
                    'ب' => "b",
                    'ت' or 'ط' => "t",
                    'ث' => "th",
                    'ج' => Pick((string[])["j", "dj"]),
                    'ح' or 'ه' => i == word.Length - 1 ? "a" : "h",
                    'خ' => "kh",
                    'د' or 'ض' => "d",
                    'ذ' => "dh",
                    'ر' => "r",
                    'ز' or 'ظ' => "z",
                    'س' or 'ص' => "s",
                    'ش' => Pick((string[])["sh", "ch"]),
                    'غ' => "gh",
                    'ف' => "f",
                    'ق' => Pick((string[])["q", "k"]),
                    'ك' => "k",
                    'ل' => "l",
                    'م' => "m",
                    'ن' => "n",
                    'و' => Pick((string[])["ou", "w", "u"]),
                    'ي' => Pick((string[])["i", "y"]),
                    _ => "",
                }
                    + (
                        i < word.Length - 1
                        && c is not ('ا' or 'ع' or 'و' or 'ي')
                        && word[i + 1] is not ('ا' or 'ع' or 'و' or 'ي')
                        && Chance(0.6)
                            ? "a"
                            : ""
                    )
            );
        return made.Length == 0 ? "x" : made.ToString();
    }

    private sealed record Woman
    {
        public required int Id { get; init; }
        public required string Country { get; init; }
        public required string Given { get; init; }
        public required string Father { get; init; }
        public required string Grandfather { get; init; }
        public required string Family { get; init; }
        public required DateOnly Birth { get; init; }
        public required string Phone { get; init; }
        public required string Paper { get; init; }
        public required (string Ar, string En, string Code, string Parent) Lower { get; init; }
        public required string HeadGiven { get; init; }
        public required string HeadFamily { get; init; }
        public required bool Male { get; init; }
    }

    // Names of a country as often as the sample has them.
    private sealed class Stock
    {
        public List<string> Given { get; } = [];
        public List<string> Father { get; } = [];
        public List<string> Grandfather { get; } = [];
        public List<string> Family { get; } = [];

        public void Add(Dictionary<string, string> row)
        {
            Put(Given, row["given_name"], row["family_name"]);
            Put(Father, row["father_name"], row["family_name"]);
            Put(Grandfather, row["father_name"], row["family_name"]);
            Put(Family, row["family_name"], row["family_name"]);
        }

        private static void Put(List<string> to, string name, string family)
        {
            var text = new string([.. name.Where(c => c is ' ' or (>= 'ء' and <= 'ي'))]).Trim();
            if (text.Length > 1 && family.Length > 1)
                to.Add(text);
        }
    }
}
