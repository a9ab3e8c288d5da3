using Jisr.People.Tests.Matching;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>matching.md §14: how alike two records are, and what happens with the pair. Each pair is registered as
/// anybody is; what is compared is read from the pair that the register kept.</summary>
public class MatchLevelTests
{
    [Theory, Databases]
    public async Task MT5_to_MT7_one_name_in_many_spellings_is_one_part_with_one_key(string database)
    {
        await using var register = await Register.OpenAsync(database);
        await ShareKeyAsync(register, "k0btkrm", "عبد الكريم", "عبدالكريم", "Abdelkrim", "Abdul Karim");
        await ShareKeyAsync(register, "k0tlhsn", "أيت لحسن", "Ait Lahcen");
        // A family name that begins with بن joins the next word.
        foreach (var family in (string[])["بن جلون", "بنجلون", "Benjelloun"])
            (await register.FoundByAsync(await register.AddAsync($"نادية/سعيد/-/{family}"), "k0bnjln")).ShouldBeTrue(
                family
            );
        var levels = await register.LevelsAsync(
            "نور الهدى/-/-/العلوي; paper 01234567891",
            "Nour El Houda/-/-/Alaoui; paper 01234567891"
        );
        levels.ShouldContain("given:2");
        levels.ShouldContain("father:0");
    }

    [Theory, Databases]
    public async Task MT8_a_whole_name_in_one_field_falls_into_four_slots(string database)
    {
        await using var register = await Register.OpenAsync(database);
        var levels = await register.LevelsAsync(
            "هناء مصطفى ديب السباعي; paper 01234567891",
            "هناء/مصطفى/ديب/السباعي; paper 01234567891"
        );
        levels.ShouldStartWith("given:1 father:1 grandfather:1 family:1 ");
    }

    [Theory, Databases]
    public async Task MT9_and_MT10_sounds_of_both_scripts_and_names_that_only_sound_alike(string database)
    {
        await using var register = await Register.OpenAsync(database);
        await ShareKeyAsync(register, "k0nzr", "نذير", "Nazir");
        await ShareKeyAsync(register, "k0btn", "بثينة", "Bouthaina");
        await ShareKeyAsync(register, "k0jml", "جميلة", "Djamila", "Cemile");
        await ShareKeyAsync(register, "k0xrn", "شيرين", "Chirine", "Şirin");
        var levels = await register.LevelsAsync(
            "منى/جهاد/رائف/القدسية; paper 01234567891",
            "آمنة/جهاد/رائف/القدسي; paper 01234567891"
        );
        levels.ShouldContain("given:4");
        levels.ShouldContain("family:2");
    }

    [Theory, Databases]
    public async Task A_letter_that_only_one_script_writes_does_not_part_a_name(string database)
    {
        await using var register = await Register.OpenAsync(database);
        var paper = 1234568000;
        foreach (
            var (arabic, latin, level) in ((string, string, int)[])
                [
                    // A last h that is heard; two letters that look like one sound; ة that is spoken; v for ف.
                    ("فرح", "Farah", 2),
                    ("نجاة", "Najat", 2),
                    ("نجاح", "Najah", 2),
                    ("فتحية", "Fathiya", 2),
                    ("نيفين", "Nivine", 2),
                    ("إيفا", "Eva", 2),
                    // The article's letters are the name's own; أم and عبد in their other spellings; names from elsewhere.
                    ("إلهام", "El Ham", 2),
                    ("أم كلثوم", "Om Kalthoum", 2),
                    ("عبد الرحمن", "Abed Al Rahman", 2),
                    ("سوزان", "Susan", 2),
                    // What nobody hears is near, not the same.
                    ("فرح", "Fara", 3),
                    ("سماح", "Asma", 5),
                    // Two women in one script stay two.
                    ("نجاة", "نجاح", 3),
                ]
        )
        {
            var woman = $"/علي/-/برهوم; paper 0{paper++}";
            (await register.LevelsAsync(arabic + woman, latin + woman)).ShouldStartWith(
                $"given:{level} ",
                Case.Sensitive,
                arabic + " " + latin
            );
        }
    }

    [Theory, Databases]
    public async Task A_middle_name_that_is_the_grandfathers_is_no_other_father(string database)
    {
        await using var register = await Register.OpenAsync(database);
        (
            await register.LevelsAsync(
                "حليمة/يوسف/عبد القادر/حجازي; paper 01234567892",
                "latin Halima Abdelkader Hijazi; paper 01234567892"
            )
        ).ShouldStartWith("given:2 father:3 grandfather:3 family:2 ");
        (
            await register.LevelsAsync(
                "زكية/ماهر/فواز/الداود; paper 01234567893",
                "زكية/أيمن/-/الداود; paper 01234567893"
            )
        ).ShouldContain(" father:5 ");
    }

    [Theory, Databases]
    public async Task Two_full_dates_that_no_slip_explains_are_two_women_unless_a_number_is_hers(string database)
    {
        await using var register = await Register.OpenAsync(database);
        (
            await register.BandAsync(
                "وصال/خالد/سالم/المرعي; 1979-03-14; phone 0955731820; at SY04 SY040400",
                "وصال/خالد/سالم/المرعي; 1979-10-02; phone 0955731990; at SY04 SY040400"
            )
        ).ShouldBe("ignore");
        (
            await register.BandAsync(
                "ميسون/فادي/سالم/الصالح; 1979-03-14; phone 0955731821; at SY04 SY040400",
                "ميسون/فادي/سالم/الصالح; 1979-10-02; phone 0955731821; at SY04 SY040400"
            )
        ).ShouldNotBe("ignore");
    }

    [Theory, Databases]
    public async Task MT15_dates_are_compared_with_their_precision(string database)
    {
        await using var register = await Register.OpenAsync(database);
        var paper = 1234567000;
        foreach (
            var (a, b, level) in ((string, string, int)[])
                [
                    ("1987", "12/08/1987", 4),
                    ("01/01/1990", "01/01/1990", 3),
                    ("03/11/1994", "11/03/1994", 2),
                    ("1994-11-03", "1994-11-03", 1),
                    ("1994-11-03", "1995-11-03", 2),
                    ("1990", "1992-05-06", 5),
                    ("1994-11-03", "1995-10-04", 6),
                    ("1994-11-03", "1999-12-04", 7),
                ]
        )
        {
            // One paper opens the pair whatever the date says.
            var woman = $"نجاة/علي/-/برهوم; paper 0{paper++}; ";
            (await register.LevelsAsync(woman + a, woman + b)).ShouldContain(
                $" birth:{level} ",
                Case.Sensitive,
                a + " " + b
            );
        }
    }

    [Theory, Databases]
    public async Task MT14_a_number_on_seven_records_is_the_centres_and_opens_nothing_alone(string database)
    {
        await using var register = await Register.OpenAsync(database);
        string[] names = ["غصون/نبيل", "لميس/سامي", "كوثر/زهير", "ميسون/فادي", "تغريد/بشار", "ريم/قصي"];
        foreach (var name in names)
            await register.AddAsync($"{name}/-/{name[..3]}اوي; phone 0955731806");
        (await register.Jisr.CountAsync("SELECT count(*) FROM people_possible_match")).ShouldBe(0);
        var levels = await register.LevelsAsync(
            "هناء/مصطفى/-/السباعي; 1991-06-23; phone 0955731806",
            "هناء/مصطفى/-/السباعي; 1991-06-23; phone 0955731806"
        );
        levels.ShouldContain(" phone:2 ");
    }

    [Theory, Databases]
    public async Task MT17_papers_equal_one_sign_off_and_of_other_kinds(string database)
    {
        await using var register = await Register.OpenAsync(database);
        string Woman(string name, string paper) => $"{name}; 1990-12-01; phone 0955731806; paper {paper}";
        async Task<string> Compared(string name, string a, string b) =>
            await register.LevelsAsync(Woman(name, a), Woman(name, b));
        (await Compared("ربيعة/عدنان/-/الصالح", "02290154873", "2290154873")).ShouldContain(" paper:1 ");
        (await Compared("لميس/فادي/-/الكيلاني", "jf 61209", "JF61290")).ShouldContain(" paper:2 ");
        (await Compared("تغريد/بشار/-/الزعبي", "KF61209", "99021549190")).ShouldContain(" paper:0 ");
    }

    [Theory, Databases]
    public async Task MT19_to_MT34_each_pair_goes_into_its_band(string database)
    {
        await using var register = await Register.OpenAsync(database);
        foreach (var (id, a, b, band) in Pairs)
        {
            var found = await register.BandAsync(a, b);
            found.ShouldBe(band, id);
        }
    }

    private static readonly (string Id, string A, string B, string Band)[] Pairs =
    [
        (
            "MT19",
            "هناء/مصطفى/-/السباعي; 1991-06-23; phone 0955731806; at SY04 SY040400",
            "latin Hanaa Moustafa Sibai; 1991; phone +963955731806; at Homs Ar-Rastan",
            "link"
        ),
        (
            "MT20",
            "غصون/نبيل/سامي/الكيلاني; 1994-02-11; phone 0955731807; head نبيل الكيلاني; at SY04 SY040400",
            "لميس/نبيل/سامي/الكيلاني; 1996-08-30; phone 0955731807; head نبيل الكيلاني; at SY04 SY040400",
            "ignore"
        ),
        (
            "MT21",
            "زكية/ماهر/فواز/الداود; 1985; phone 0955731808; at SY02 SY020500",
            "زكية/أيمن/فواز/الداود; 1986; phone 0955731999; at SY02 SY020500",
            "review"
        ),
        (
            "MT22",
            "سميرة/خالد/-/العمر; 1979-03-14; phone 0955731810; at SY04 SY040400",
            "سميرة/خالد/-/العمر; 1988-10-02; phone 0955731998; at SY04 SY040400",
            "ignore"
        ),
        (
            "MT23",
            "وصال/خالد/-/المرعي; 1979; at SY04 SY040400",
            "وصال/خالد/-/المرعي; 1979-01-01; at SY04 SY040400",
            "review"
        ),
        ("MT24", "سعدية/علي/-/برهوم; paper 01020304057", "محمود/حسن/-/برهوم; sex M; paper 01020304057", "review"),
        (
            "MT25",
            "ربيعة/عدنان/-/الصالح; 1990-12-01; paper 02290154873; at SY04 SY040400",
            "ربيعه/عدنان/-/صالح; 1990; paper 2290154873; at SY02 SY020500",
            "link"
        ),
        (
            "MT26",
            "ديمة/وليد/-/الشماع; 1999-09-17; phone 0955731812; at SY04 SY040400",
            "ديما/وليد/-/القباني; 1999-09-17; phone 0955731812; at SY04 SY040400",
            "link"
        ),
        (
            "MT27",
            "حسناء/-/-/السملالي; 1987-02-28; phone 0661402793; paper JF61209; at سيدي إفني مستي",
            "latin SEMLALI HASNA; 1987; phone 0661402111; paper jf 61209; at Sidi Ifni Mesti",
            "link"
        ),
        (
            "MT28",
            "نسرين/فيصل/-/حمدان; 1994-11-03; phone 0955731813; at SY04 SY040400",
            "نسرين/فيصل/-/حمدان; 1994-03-11; phone 0955731997; at SY04 SY040400",
            "review"
        ),
        (
            "MT29",
            "منى/جهاد/رائف/السيد; 1967; phone 0955731814; at SY04 SY040400",
            "آمنة/جهاد/رائف/السيد; 1965; phone 0955731814; at SY04 SY040400",
            "ignore"
        ),
        (
            "MT30",
            "رؤى/سمير/علي/قاسم; 2001-05-06; phone 0955731815; at SY04 SY040400",
            "ربى/سمير/علي/قاسم; 2001-05-06; phone 0955731815; at SY04 SY040400",
            "review"
        ),
        (
            "MT31",
            "أحلام/ناصر/سالم/الزعبي; 1993-08-08; paper 9932154919; at JO-IR -",
            "أحلام/ناصر/سالم/الزعبي; 1993-08-08; paper 9937650021; at JO-IR -",
            "review"
        ),
        (
            "MT32",
            "نجاة/محمد/-/بن يدير; 1965; phone 0661402795; at MA-10.261 -",
            "نجاة/لحسن/-/بن يدير; 1992-06-15; phone 0661402795; at MA-10.261 -",
            "ignore"
        ),
        (
            "MT33",
            "بوزيان/-/-/كوثر; 1988-04-09; phone 0661402796; at MA-10.261 -",
            "كوثر/-/-/بوزيان; 1988-04-09; phone 0661402796; at MA-10.261 -",
            "review"
        ),
        ("MT34", "عبير عدنان توفيق المصري; 1986-07-19", "عبير/عدنان/-/المصري; 1986-07-19; phone 0955731816", "link"),
    ];

    // The words by which a record is found hold the sounds of each of its parts.
    private static async Task ShareKeyAsync(Register register, string key, params string[] names)
    {
        foreach (var name in names)
            (await register.FoundByAsync(await register.AddAsync($"{name}/-/-/السباعي"), key)).ShouldBeTrue(name);
    }
}
