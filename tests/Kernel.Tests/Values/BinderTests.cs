using Jisr.Kernel.Values;

namespace Jisr.Kernel.Tests.Values;

/// <summary>experience.md §14 and N-2: whole numbers, quantities, dates, times, phones.</summary>
public class BinderTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("١٢", "12")]
    [InlineData("۱۲", "12")]
    [InlineData("1,000", "1000")]
    [InlineData("1.000", "1000")]
    [InlineData("1 000", "1000")]
    [InlineData("12٫5", "NOT_WHOLE")]
    [InlineData("12.5", "NOT_WHOLE")]
    [InlineData("twelve", "NOT_NUMBER")]
    [InlineData("-3", "NEGATIVE")]
    [InlineData("007", "NOT_NUMBER")]
    [InlineData("🙂", "NOT_NUMBER")]
    [InlineData("<b>3</b>", "NOT_NUMBER")]
    [InlineData("", "EMPTY")]
    [InlineData(null, "EMPTY")]
    [InlineData("99999999999", "TOO_BIG")]
    public void Whole_numbers(string? typed, string expected) =>
        Written(WholeNumberBinder.Read(typed)).ShouldBe(expected);

    [Theory]
    [InlineData("2", "2000")]
    [InlineData("1.25", "1250")]
    [InlineData("١٫٢٥٠", "1250")]
    [InlineData("0,5", "500")]
    [InlineData("0.0005", "TOO_MANY_DECIMALS")]
    [InlineData("1.250", "ask 1250000 1250")]
    [InlineData("half", "NOT_NUMBER")]
    [InlineData("-1", "NEGATIVE")]
    [InlineData("", "EMPTY")]
    public void Quantities_of_three_decimals(string typed, string expected)
    {
        var reading = QuantityBinder.Read(typed);
        var shown =
            reading.Error
            ?? (
                reading.Asks.Count > 0
                    ? "ask " + string.Join(' ', reading.Asks.Select(a => a.Thousandths))
                    : reading.Value.Thousandths.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        shown.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2027-02-28", "2027-02-28 Day")]
    [InlineData("٢٨/٠٢/٢٠٢٧", "2027-02-28 Day")]
    [InlineData("۲۸-۰۲-۲۰۲۷", "2027-02-28 Day")]
    [InlineData("\u200F28/02/2027\u200F", "2027-02-28 Day")]
    [InlineData("03/11/2026", "2026-11-03 Day")]
    [InlineData("1987", "1987-01-01 Year")]
    [InlineData("31/02/2027", "DATE_IMPOSSIBLE")]
    [InlineData("29/02/2001", "DATE_IMPOSSIBLE")]
    [InlineData("1991-02-30", "DATE_IMPOSSIBLE")]
    [InlineData("00/01/2026", "DATE_IMPOSSIBLE")]
    [InlineData("13/13/2026", "DATE_IMPOSSIBLE")]
    [InlineData("3/11/26", "YEAR_IN_FULL")]
    [InlineData("26/11/03", "YEAR_IN_FULL")]
    [InlineData("yesterday", "NOT_A_DATE")]
    [InlineData("2026-11", "NOT_A_DATE")]
    [InlineData("", "EMPTY")]
    public void Dates_in_one_text(string typed, string expected) => Written(DateBinder.Read(typed)).ShouldBe(expected);

    [Theory]
    [InlineData("3", "11", "2026", "2026-11-03 Day")]
    [InlineData("٣", "تشرين الثاني", "٢٠٢٦", "2026-11-03 Day")]
    [InlineData("3", "نونبر", "2026", "2026-11-03 Day")]
    [InlineData("3", "Novembre", "2026", "2026-11-03 Day")]
    [InlineData("3", "november", "2026", "2026-11-03 Day")]
    [InlineData("1", "Août", "2026", "2026-08-01 Day")]
    [InlineData("", "11", "2026", "2026-11-01 Month")]
    [InlineData("", "", "2026", "2026-01-01 Year")]
    [InlineData("31", "2", "2027", "DATE_IMPOSSIBLE")]
    [InlineData("31", "شباط", "2027", "DATE_IMPOSSIBLE")]
    [InlineData("3", "11", "26", "YEAR_IN_FULL")]
    [InlineData("3", "", "2026", "NOT_A_DATE")]
    [InlineData("3", "Thermidor", "2026", "NOT_A_DATE")]
    [InlineData("three", "11", "2026", "NOT_A_DATE")]
    [InlineData("", "", "", "EMPTY")]
    public void Dates_in_three_boxes(string day, string month, string year, string expected) =>
        Written(DateBinder.Read(day, month, year)).ShouldBe(expected);

    [Fact]
    public void An_impossible_day_says_how_many_days_the_month_has()
    {
        var problem = DateBinder.ProblemOf("when", "31/02/2027");
        problem!.Code.ShouldBe("DATE_IMPOSSIBLE");
        problem.Args!["days"].ShouldBe("28");
        problem.Args["month"].ShouldBe("2");
        problem.Args["year"].ShouldBe("2027");
        DateBinder.ProblemOf("when", "31", "شباط", "٢٠٢٧")!.Args!["days"].ShouldBe("28");
        DateBinder.ProblemOf("when", "3/11/26")!.Code.ShouldBe("YEAR_IN_FULL");
        DateBinder.ProblemOf("when", "")!.Code.ShouldBe("REQUIRED");
        DateBinder.ProblemOf("when", "0/13/2026")!.Args.ShouldBeNull();
        DateBinder.ProblemOf("when", "28/02/2027").ShouldBeNull();
    }

    [Theory]
    [InlineData(1823)]
    [InlineData(2027)]
    public void The_year_of_a_birth_is_checked_by_its_own_rule(int year) =>
        // The binder reads any year of four digits; whether a woman can be born in it is not its business.
        DateBinder
            .Read(year.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Value.Precision.ShouldBe(DatePrecision.Year);

    [Theory]
    [InlineData("18:00", "18:00")]
    [InlineData("١٨:٠٠", "18:00")]
    [InlineData("6.30", "06:30")]
    [InlineData("9", "09:00")]
    [InlineData("18h15", "18:15")]
    [InlineData("24:00", "NOT_A_TIME")]
    [InlineData("12:60", "NOT_A_TIME")]
    [InlineData("noon", "NOT_A_TIME")]
    [InlineData("", "EMPTY")]
    public void Times(string typed, string expected)
    {
        var reading = TimeBinder.Read(typed);
        (reading.Error ?? reading.Value.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(
            expected
        );
    }

    [Theory]
    [InlineData("٠٩٤٤ ٥٦٧ ٨٩٠", "SY", "+963944567890")]
    [InlineData("۰۹۴۴۵۶۷۸۹۰", "SY", "+963944567890")]
    [InlineData("(0501) 234 56 78", "TR", "+905012345678")]
    [InlineData("06.50.12.34.56", "MA", "+212650123456")]
    [InlineData("0790123456", "JO", "+962790123456")]
    [InlineData("+963944567890", "MA", "+963944567890")]
    [InlineData("\u200F0944 567 890\u200E", "SY", "+963944567890")]
    [InlineData("néant", "MA", "EMPTY")]
    [InlineData("بدون", "SY", "EMPTY")]
    [InlineData("-", "SY", "EMPTY")]
    [InlineData("call me", "SY", "PHONE_INVALID")]
    [InlineData("0944567890 0944567891", "SY", "PHONE_INVALID")]
    public void Phones(string typed, string country, string expected)
    {
        var reading = PhoneBinder.Read(typed, country);
        (reading.Error ?? reading.Value).ShouldBe(expected);
    }

    [Fact]
    public void A_phone_is_shown_with_its_country_for_confirmation()
    {
        PhoneBinder.CountryOf("+963944567890").ShouldBe("SY");
        PhoneBinder.Show("+963944567890").ShouldStartWith("+963");
    }

    private static string Written(Reading<long> reading) =>
        reading.Error ?? reading.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Written(Reading<KnownDate> reading) =>
        reading.Error ?? FormattableString.Invariant($"{reading.Value.Value:yyyy-MM-dd} {reading.Value.Precision}");
}
