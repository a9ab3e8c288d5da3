using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Kernel.Tests;

public class ValueTests
{
    [Theory]
    [InlineData("أُمُّ  كُلْثُوم", "ام كلثوم")]
    [InlineData("کریمـــة", "كريمه")]
    [InlineData("ﺳﻤﻴﺮﺓ", "سميره")]
    [InlineData("\u200Fسُهَيْلَةُ\u00A0", "سهيله")]
    [InlineData("لُؤَيّ", "لوي")]
    [InlineData("وائل ووفاء", "وايل ووفا")]
    [InlineData("هُدَىٰ", "هدي")]
    [InlineData("ٱلْآداب", "الاداب")]
    [InlineData("Ayşegül İNCE", "ayshegul ince")]
    [InlineData("D’Aït–Ifrane", "dait ifrane")]
    [InlineData("٠٥٢۸", "0528")]
    [InlineData("ﷲ ﻻ", "الله لا")]
    public void M1_M2_M3_text_is_folded(string typed, string folded)
    {
        ArabicText.Fold(typed).ShouldBe(folded);
        ArabicText.Fold(folded).ShouldBe(folded);
    }

    [Theory]
    [InlineData("نذير", "Nazir")]
    [InlineData("بثينة", "Bouthaina")]
    [InlineData("جميلة", "Djamila")]
    [InlineData("جميلة", "Cemile")]
    [InlineData("شيرين", "Chirine")]
    [InlineData("شيرين", "Şirin")]
    [InlineData("بنجلون", "Benjelloun")]
    public void M9_two_spellings_share_a_key(string arabic, string latin) =>
        SoundKey.Keys(arabic).Intersect(SoundKey.Keys(latin)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("K7Q2MW")]
    [InlineData("R29HCM")]
    [InlineData("7T4BX9")]
    [InlineData("4K2WZ6")]
    public void The_codes_of_the_page_have_right_check_signs(string code)
    {
        ShortCode.TryRead(code, out var read).ShouldBeTrue();
        read.ShouldBe(code);
    }

    [Fact]
    public void MK38_a_code_is_read_however_it_was_typed()
    {
        ShortCode.TryRead("K٧q2 mw", out var read).ShouldBeTrue();
        read.ShouldBe("K7Q2MW");
        ShortCode.TryRead("K7Q2MX", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1,000", "JOD", "1000.000 1.000")]
    [InlineData("12.345", "TRY", "12345.00")]
    [InlineData("300 ليرة", "TRY", "=300.00")]
    [InlineData("300 ليرة", "JOD", "OTHER_CURRENCY")]
    [InlineData("300 ليرة", "SYP-1", "=300")]
    [InlineData("١٠٠٠ ل.س.", "SYP-2", "=1000.00")]
    [InlineData("12.5", "MAD", "=12.50")]
    [InlineData("٢٥٬٠٠٠", "SYP-1", "=25000")]
    [InlineData("٢٥٬٠٠٠", "SYP-2", "=25000.00")]
    [InlineData("12 5", "TRY", "NOT_NUMBER")]
    [InlineData("(5)", "TRY", "NEGATIVE")]
    [InlineData("0944567890", "TRY", "NOT_NUMBER")]
    [InlineData("300 TL", "SYP-2", "OTHER_CURRENCY")]
    [InlineData("1'000", "TRY", "=1000.00")]
    [InlineData("5.", "TRY", "NOT_NUMBER")]
    [InlineData("", "TRY", "EMPTY")]
    public void Amounts_are_read_as_the_table_says(string typed, string currency, string expected)
    {
        var reading = MoneyBinder.Read(typed, Currency.Parse(currency));
        var shown = reading.Error ?? (reading.Asks.Count > 0 ? string.Join(' ', reading.Asks) : "=" + reading.Value);
        shown.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1000.000", "ألف دينار", "mille dinars", "one thousand dinars")]
    [InlineData("1.000", "دينار واحد", "un dinar", "one dinar")]
    [InlineData("2.000", "ديناران", "deux dinars", "two dinars")]
    [InlineData("25.000", "خمسة وعشرون ديناراً", "vingt-cinq dinars", "twenty-five dinars")]
    [InlineData("103.000", "مئة وثلاثة دنانير", "cent trois dinars", "one hundred and three dinars")]
    public void XA6_amounts_in_words(string amount, string ar, string fr, string en)
    {
        var money = new Money(
            long.Parse(
                amount.Replace(".", "", StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture
            ),
            Currency.Jod
        );
        AmountWords.Of(money, "ar").ShouldBe(ar);
        AmountWords.Of(money, "fr").ShouldBe(fr);
        AmountWords.Of(money, "en").ShouldBe(en);
    }

    [Theory]
    [InlineData("0661 40 27 93", "MA", "+212661402793")]
    [InlineData("661402793", "MA", "+212661402793")]
    [InlineData("٠٦٦١٤٠٢٧٩٣", "MA", "+212661402793")]
    [InlineData("00212661402793", "MA", "+212661402793")]
    [InlineData("5384170962", "SY", "+905384170962")]
    [InlineData("0955 731 806", "SY", "+963955731806")]
    [InlineData("0661402793 / 0528874105", "MA", "+212661402793 +212528874105")]
    [InlineData("لا يوجد", "MA", "EMPTY")]
    [InlineData("0412345678", "MA", "PHONE_INVALID")]
    [InlineData("06123", "MA", "PHONE_INVALID")]
    public void M11_M12_M13_phones(string typed, string country, string expected)
    {
        var reading = PhoneBinder.ReadAll(typed, country);
        (reading.Error ?? string.Join(' ', reading.Value!)).ShouldBe(expected);
    }

    [Fact]
    public void XA11_amounts_are_shown_in_her_digits()
    {
        var money = new Money(1234500, Currency.Jod);
        new Show(new Display("ar", true, "JO")).Money(money).ShouldBe("١٬٢٣٤٫٥٠٠\u00A0د.أ");
        new Show(new Display("fr", false, "MA")).Amount(new Money(123450, Currency.Mad)).ShouldBe("1\u202F234,50");
        new Show(new Display("en", false, "MA")).Amount(new Money(123450, Currency.Mad)).ShouldBe("1,234.50");
        new Show(new Display("ar", false, "SY")).Amount(new Money(123450, Currency.Try)).ShouldBe("1\u202F234.50");
    }

    [Fact]
    public void MK25_a_line_is_rounded_once_half_away_from_zero()
    {
        new Money(4500, Currency.Try).Times(new Quantity(1333)).Minor.ShouldBe(5999);
        new Money(250, Currency.Usd).Convert(0.709m, Currency.Jod).Minor.ShouldBe(1773);
        new Money(2400, Currency.Try).Split([10, 8, 5]).Sum(m => m.Minor).ShouldBe(2400);
    }
}
