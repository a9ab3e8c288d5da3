using System.Globalization;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Kernel.Tests.Values;

/// <summary>experience.md §5: what the framework does under the cultures of our users, and that Jisr does not.</summary>
public class TrapTests
{
    public static TheoryData<string> Cultures => ["ar-SA", "fr-MA", "tr-TR", "ar-SY", "ar-MA", "en-US", ""];

    [Theory, MemberData(nameof(Cultures))]
    public void What_is_typed_is_read_alike_under_every_culture(string culture) =>
        Under(
            culture,
            () =>
            {
                MoneyBinder.Read("12.5", Currency.Mad).Value.Minor.ShouldBe(1250);
                MoneyBinder.Read("12,5", Currency.Mad).Value.Minor.ShouldBe(1250);
                MoneyBinder.Read("1,000", Currency.Try).Asks.ShouldHaveSingleItem().Minor.ShouldBe(100_000);
                MoneyBinder.Read("٣٠٠", Currency.Try).Value.Minor.ShouldBe(30_000);
                MoneyBinder.Read("12٫5", Currency.Try).Value.Minor.ShouldBe(1250);
                MoneyBinder.Read("-5", Currency.Try).Error.ShouldBe("NEGATIVE");
                WholeNumberBinder.Read("١٢٣").Value.ShouldBe(123);
                DateBinder.Read("03/11/2026").Value.Value.ShouldBe(new DateOnly(2026, 11, 3));
                ShortCode.TryRead("k7q2mw", out _).ShouldBeTrue();
            }
        );

    [Theory, MemberData(nameof(Cultures))]
    public void XA9_what_leaves_is_written_alike_under_every_culture(string culture) =>
        Under(
            culture,
            () =>
            {
                new Money(-123_450, Currency.Try).ToString().ShouldBe("-1234.50");
                new Money(123_450, Currency.Jod).ToString().ShouldBe("123.450");
                new Quantity(12_500).ToString().ShouldBe("12.5");
                CsvCell.Number(-1_234_567).ShouldBe("-1234567");
                new Show(new Display("ar", true, "SY")).Date(new DateOnly(2026, 11, 3)).ShouldBe("٣ تشرين الثاني ٢٠٢٦");
                new Show(new Display("en", false, "SY")).Time(new TimeOnly(9, 5)).ShouldBe("09:05");
                FormattableString.Invariant($"{new DateOnly(2026, 11, 3):yyyy-MM-dd}").ShouldBe("2026-11-03");
                JsonSerializer
                    .Serialize(new { at = new DateOnly(2026, 11, 3), n = 12.5m }, CanonicalJson.Options)
                    .ShouldBe("""{"at":"2026-11-03","n":12.5}""");
            }
        );

    [Fact]
    public void The_traps_are_really_there()
    {
        // Should one of these change with a new runtime, the table of the design is to be measured again.
        Under("fr-MA", () => $"{12.5}").ShouldBe("12,5");
        Under("ar-SA", () => new DateTime(2026, 11, 3).ToString("yyyy-MM-dd", CultureInfo.CurrentCulture))
            .ShouldBe("1448-05-23");
        Under("tr-TR", () => "ID".ToLower(CultureInfo.CurrentCulture)).ShouldBe("ıd");
        DateTime.Parse("03/11/2026", CultureInfo.InvariantCulture).Month.ShouldBe(3);
        decimal.Parse("1,5", CultureInfo.InvariantCulture).ShouldBe(15);
        string.Equals("ab", "a\u200Fb", StringComparison.InvariantCulture).ShouldBeTrue();
        string.Equals("ab", "a\u200Fb", StringComparison.Ordinal).ShouldBeFalse();
        "\u200F".Trim().ShouldBe("\u200F");
        Math.Round(2.5m).ShouldBe(2);
        CharUnicodeInfo.GetUnicodeCategory('٣').ShouldBe(UnicodeCategory.DecimalDigitNumber);
        int.TryParse("١٢٣", CultureInfo.InvariantCulture, out _).ShouldBeFalse();
    }

    [Fact]
    public void Rounding_is_named_and_ids_keep_their_order_as_bytes()
    {
        new Money(5, Currency.Try).Times(new Quantity(500)).Minor.ShouldBe(3);
        new Money(-5, Currency.Try).Times(new Quantity(500)).Minor.ShouldBe(-3);
        var id = new Guid("01020304-0506-7708-890a-0b0c0d0e0f10");
        Convert.ToHexString(id.ToByteArray(bigEndian: true)).ShouldStartWith("0102030405067708");
    }

    [Fact]
    public void Invisible_marks_never_make_two_texts_equal_that_are_not()
    {
        ArabicText.StripInvisible("\u200Fab\u200F").ShouldBe("ab");
        ArabicText.Fold("a\u200Fb").ShouldBe("ab");
        "\u200F 300 \u202F".Normalize(NormalizationForm.FormC).Length.ShouldBe(7);
        MoneyBinder.Read("\u200F 300 \u202F", Currency.Try).Value.Minor.ShouldBe(30_000);
    }

    private static void Under(string culture, Action act) =>
        Under(
            culture,
            () =>
            {
                act();
                return true;
            }
        );

    private static T Under<T>(string culture, Func<T> act)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
