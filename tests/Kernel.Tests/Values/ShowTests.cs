using Jisr.Kernel.Values;

namespace Jisr.Kernel.Tests.Values;

/// <summary>experience.md §7.</summary>
public class ShowTests
{
    private static readonly DateOnly Day = new(2026, 11, 3);

    [Theory]
    [InlineData("ar", true, "SY", "١٬٢٣٤٫٥٠")]
    [InlineData("fr", false, "MA", "1\u202F234,50")]
    [InlineData("ar", false, "MA", "1\u202F234,50")]
    [InlineData("ar", false, "SY", "1\u202F234.50")]
    [InlineData("en", false, "SY", "1,234.50")]
    public void V1_the_own_formatter_keeps_the_zeros_of_the_scale(
        string language,
        bool arabic,
        string country,
        string shown
    ) => Of(language, arabic, country).Amount(new Money(123450, Currency.Try)).ShouldBe(shown);

    [Fact]
    public void V1_scales_of_three_two_and_no_decimals()
    {
        var show = Of("en", false, "JO");
        show.Amount(new Money(1_234_500, Currency.Jod)).ShouldBe("1,234.500");
        show.Amount(new Money(5, Currency.Jod)).ShouldBe("0.005");
        show.Amount(new Money(2_500_000, Currency.SypNew)).ShouldBe("25,000.00");
        show.Amount(new Money(25_000, Currency.SypOld)).ShouldBe("25,000");
        show.Amount(new Money(-100, Currency.Try)).ShouldBe("\u22121.00");
        show.Amount(new Money(0, Currency.Try)).ShouldBe("0.00");
    }

    [Theory]
    [InlineData("SY", true)]
    [InlineData("JO", true)]
    [InlineData("LB", true)]
    [InlineData("IQ", true)]
    [InlineData("MA", false)]
    [InlineData("TR", false)]
    public void V2_digits_follow_the_country_in_arabic_and_are_012_elsewhere(string country, bool arabic)
    {
        Display.DefaultArabicDigits("ar", country).ShouldBe(arabic);
        Display.DefaultArabicDigits("fr", country).ShouldBeFalse();
        Display.DefaultArabicDigits("en", country).ShouldBeFalse();
    }

    [Fact]
    public void XA11_arabic_digits_for_amounts_and_012_for_codes_and_phones()
    {
        Of("ar", true, "JO").Money(new Money(1_234_500, Currency.Jod)).ShouldBe("١٬٢٣٤٫٥٠٠\u00A0د.أ");
        PhoneBinder.Show("+962790123456").ShouldAllBe(c => c < 128);
        new Money(1_234_500, Currency.Jod).ToString().ShouldBe("1234.500");
    }

    [Theory]
    [InlineData("ar", true, "SY", "٣ تشرين الثاني ٢٠٢٦")]
    [InlineData("ar", true, "JO", "٣ تشرين الثاني ٢٠٢٦")]
    [InlineData("ar", false, "MA", "3 نونبر 2026")]
    [InlineData("fr", false, "MA", "3 novembre 2026")]
    [InlineData("en", false, "SY", "3 November 2026")]
    public void V3_the_month_is_named_as_the_country_names_it(
        string language,
        bool arabic,
        string country,
        string shown
    ) => Of(language, arabic, country).Date(Day).ShouldBe(shown);

    [Fact]
    public void V3_today_yesterday_the_coming_days_and_the_rest()
    {
        var show = Of("ar", true, "SY");
        show.Day(Day, Day).ShouldBe("اليوم");
        show.Day(Day.AddDays(-1), Day).ShouldBe("أمس");
        show.Day(Day.AddDays(1), Day).ShouldBe("الأربعاء");
        show.Day(Day.AddDays(6), Day).ShouldBe("الاثنين");
        show.Day(Day.AddDays(7), Day).ShouldBe("١٠ تشرين الثاني ٢٠٢٦");
        show.Day(Day.AddDays(-2), Day).ShouldBe("١ تشرين الثاني ٢٠٢٦");
        Of("fr", false, "MA").Date(new DateOnly(2026, 12, 1)).ShouldBe("1er décembre 2026");
    }

    [Fact]
    public void XA13_a_class_in_morocco_is_at_the_same_hour_in_and_after_ramadan()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");
        var show = Of("fr", false, "MA");
        show.Instant(new DateTimeOffset(2027, 2, 20, 18, 0, 0, TimeSpan.Zero), zone).ShouldBe("20 février 2027, 18:00");
        show.Instant(new DateTimeOffset(2027, 4, 20, 17, 0, 0, TimeSpan.Zero), zone).ShouldBe("20 avril 2027, 18:00");
        foreach (var (id, hours) in new[] { ("Asia/Damascus", 3), ("Asia/Amman", 3), ("Europe/Istanbul", 3) })
            TimeZoneInfo
                .FindSystemTimeZoneById(id)
                .GetUtcOffset(new DateTimeOffset(2027, 2, 20, 12, 0, 0, TimeSpan.Zero))
                .ShouldBe(TimeSpan.FromHours(hours), id);
    }

    [Fact]
    public void Percent_and_quantities()
    {
        Of("ar", true, "SY").Percent(0.5m).ShouldBe("٥٠٫٠٪");
        Of("fr", false, "MA").Percent(0.125m).ShouldBe("12,5\u202F%");
        Of("en", false, "MA").Percent(1m / 3).ShouldBe("33.3%");
        Of("ar", true, "SY").Quantity(new Quantity(1250)).ShouldBe("١٫٢٥");
        Of("en", false, "SY").Quantity(Quantity.Of(1200)).ShouldBe("1,200");
        Of("ar", true, "SY").Number(1_234_567).ShouldBe("١٬٢٣٤٬٥٦٧");
    }

    private static Show Of(string language, bool arabic, string country) => new(new Display(language, arabic, country));
}
