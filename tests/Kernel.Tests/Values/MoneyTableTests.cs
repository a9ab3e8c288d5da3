using CsCheck;
using Jisr.Kernel.Values;
using Jisr.Testing;

namespace Jisr.Kernel.Tests.Values;

/// <summary>experience.md §6: every cell of the table, in six currencies.</summary>
public class MoneyTableTests
{
    private const string Ask = "ask ";

    // Typed texts (one row of the table each) · TRY · JOD · SYP series 1.
    private static readonly (string[] Typed, string Try, string Jod, string Syp)[] Table =
    [
        (["300", "٣٠٠", "۳۰۰"], "30000", "300000", "300"),
        (["12.5", "12,5", "١٢٫٥", "12،5"], "1250", "12500", "TOO_MANY_DECIMALS"),
        (["0.75"], "75", "750", "TOO_MANY_DECIMALS"),
        (["1,000", "1.000"], Ask + "100000", Ask + "1000000, 1000", "1000"),
        (["١٬٠٠٠", "1 000", "1'000"], "100000", "1000000", "1000"),
        (["1,234.56", "1.234,56"], "123456", "1234560", "TOO_MANY_DECIMALS"),
        (["1,000,000"], "100000000", "1000000000", "1000000"),
        (["25.000"], Ask + "2500000", Ask + "25000000, 25000", "25000"),
        (["300 TL", "₺300", "300 ل.ت"], "30000", "OTHER_CURRENCY", "OTHER_CURRENCY"),
        (["300 ليرة"], "30000", "OTHER_CURRENCY", "300"),
        (["5 دينار"], "OTHER_CURRENCY", "5000", "OTHER_CURRENCY"),
        (["١٠٠٠ ل.س."], "OTHER_CURRENCY", "OTHER_CURRENCY", "1000"),
        (["12.345"], Ask + "1234500", Ask + "12345000, 12345", "12345"),
        (["0.500"], "TOO_MANY_DECIMALS", "500", "TOO_MANY_DECIMALS"),
        (["1234.567"], "TOO_MANY_DECIMALS", "1234567", "TOO_MANY_DECIMALS"),
        (["12.3456"], "TOO_MANY_DECIMALS", "TOO_MANY_DECIMALS", "TOO_MANY_DECIMALS"),
        ([".5", "5.", "12.5.", "1.5.0", "1,000.", "1٫2٫3"], "NOT_NUMBER", "NOT_NUMBER", "NOT_NUMBER"),
        (["-5", "5-", "(5)", "\u061C-5", "−5"], "NEGATIVE", "NEGATIVE", "NEGATIVE"),
        (["12 5", "1 00", "1٬00", "12٬34"], "NOT_NUMBER", "NOT_NUMBER", "NOT_NUMBER"),
        (["007", "0944567890"], "NOT_NUMBER", "NOT_NUMBER", "NOT_NUMBER"),
        (["1e3", "+5", "3%", "2 x 50", "ثلاثمئة"], "NOT_NUMBER", "NOT_NUMBER", "NOT_NUMBER"),
        (["", " ", "\u00A0\u202F\u2009", "\u200F\u200B"], "EMPTY", "EMPTY", "EMPTY"),
        (["99999999999.99"], "9999999999999", "TOO_BIG", "TOO_MANY_DECIMALS"),
        (["0"], "0", "0", "0"),
        (["111111111111111111111111111111111"], "TOO_LONG", "TOO_LONG", "TOO_LONG"),
    ];

    // «Series 2 takes SYP's names and otherwise reads as the TRY column»; so do USD and MAD with their own names.
    private static readonly string[] NamedRows = ["300 TL", "₺300", "300 ل.ت", "300 ليرة", "5 دينار", "١٠٠٠ ل.س."];

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var (typed, lira, dinar, pound) in Table)
        foreach (var text in typed)
        {
            cells.Add(text, "TRY", lira);
            cells.Add(text, "JOD", dinar);
            cells.Add(text, "SYP-1", pound);
            if (NamedRows.Contains(text))
                continue;
            foreach (var like in (string[])["SYP-2", "USD", "MAD"])
                cells.Add(text, like, lira);
        }
        return cells;
    }

    [Theory, MemberData(nameof(Cells)), Asvs("1.4.2")]
    public void A_cell_of_the_table(string typed, string currency, string expected) =>
        Written(MoneyBinder.Read(typed, Currency.Parse(currency))).ShouldBe(expected);

    [Theory]
    [InlineData("300 ليرة", "SYP-2", "30000")]
    [InlineData("١٠٠٠ ل.س.", "SYP-2", "100000")]
    [InlineData("300 SYP", "SYP-2", "30000")]
    [InlineData("300 TL", "SYP-2", "OTHER_CURRENCY")]
    [InlineData("₺300", "SYP-2", "OTHER_CURRENCY")]
    [InlineData("300 ل.ت", "SYP-2", "OTHER_CURRENCY")]
    [InlineData("5 دينار", "SYP-2", "OTHER_CURRENCY")]
    [InlineData("12.5", "SYP-2", "1250")]
    [InlineData("1,000", "SYP-2", "ask 100000")]
    [InlineData("300 USD", "USD", "30000")]
    [InlineData("$300", "USD", "30000")]
    [InlineData("300 دولار", "USD", "30000")]
    [InlineData("300 ليرة", "USD", "OTHER_CURRENCY")]
    [InlineData("300 TL", "USD", "OTHER_CURRENCY")]
    [InlineData("5 دينار", "USD", "OTHER_CURRENCY")]
    [InlineData("١٠٠٠ ل.س.", "USD", "OTHER_CURRENCY")]
    [InlineData("300 MAD", "MAD", "30000")]
    [InlineData("300 dh", "MAD", "30000")]
    [InlineData("300 د.م.", "MAD", "30000")]
    [InlineData("300 درهم", "MAD", "30000")]
    [InlineData("300 ليرة", "MAD", "OTHER_CURRENCY")]
    [InlineData("$300", "MAD", "OTHER_CURRENCY")]
    [InlineData("300 JD", "JOD", "300000")]
    [InlineData("300 د.أ", "JOD", "300000")]
    [InlineData("300 د.ا.", "JOD", "300000")]
    [InlineData("300 دولار", "JOD", "OTHER_CURRENCY")]
    [InlineData("300 دولار", "SYP-1", "OTHER_CURRENCY")]
    public void Names_of_the_fields_own_currency_are_dropped_and_others_refused(
        string typed,
        string currency,
        string expected
    ) => Written(MoneyBinder.Read(typed, Currency.Parse(currency))).ShouldBe(expected);

    [Fact]
    public void XA5_a_half_is_never_read_as_ten_times_as_much() =>
        MoneyBinder.Read("12.5", Currency.Mad).Value.ShouldBe(new Money(1250, Currency.Mad));

    [Fact]
    public void XA6_a_thousand_dinars_or_one_is_asked_and_never_guessed()
    {
        var reading = MoneyBinder.Read("1,000", Currency.Jod);
        reading.IsValue.ShouldBeFalse();
        reading.Asks.Select(a => a.ToString()).ShouldBe(["1000.000", "1.000"]);
        reading.Asks.Select(a => AmountWords.Of(a, "ar")).ShouldBe(["ألف دينار", "دينار واحد"]);
    }

    [Fact]
    public void XA7_both_pounds()
    {
        MoneyBinder.Read("٢٥٬٠٠٠", Currency.SypOld).Value.Minor.ShouldBe(25000);
        var newPounds = MoneyBinder.Read("٢٥٬٠٠٠", Currency.SypNew).Value;
        newPounds.Minor.ShouldBe(2_500_000);
        newPounds.ToString().ShouldBe("25000.00");
    }

    [Fact]
    public void XA8_direction_marks_do_not_matter() =>
        MoneyBinder.Read("\u200F300\u200F", Currency.Try).Value.Minor.ShouldBe(30000);

    [Fact]
    public void XA26_a_phone_number_is_not_an_amount()
    {
        MoneyBinder.Read("0944567890", Currency.Try).Error.ShouldBe("NOT_NUMBER");
        MoneyBinder.ProblemOf("price", "0944567890", Currency.Try, "SY")!.Args!["variant"].ShouldBe("phone");
        MoneyBinder.ProblemOf("price", "+963 944 567 890", Currency.Try, "SY")!.Args!["variant"].ShouldBe("phone");
        MoneyBinder.ProblemOf("price", "007", Currency.Try, "SY")!.Args.ShouldBeNull();
        MoneyBinder.ProblemOf("price", "300", Currency.Try, "SY").ShouldBeNull();
    }

    [Fact]
    public void What_is_written_is_read_back_in_every_currency() =>
        Gen.Select(Gen.Long[0, 9_999_999_999_999], Gen.Int[0, Currency.All.Count - 1])
            .Sample(
                (minor, which) =>
                {
                    var money = new Money(minor, Currency.All[which]);
                    var written = money.ToString();
                    var reading = MoneyBinder.Read(written, money.Currency);
                    // Three decimals after up to three digits are asked back, and the amount is among the readings.
                    return reading.IsValue ? reading.Value == money : reading.Asks.Contains(money);
                }
            );

    [Fact]
    public void No_text_makes_the_binder_fall() =>
        Gen.Select(Gen.String, Gen.Int[0, Currency.All.Count - 1])
            .Sample(
                (text, which) =>
                {
                    var reading = MoneyBinder.Read(text, Currency.All[which]);
                    return reading.IsValue || reading.Asks.Count > 0 || reading.Error is not null;
                }
            );

    private static string Written(Reading<Money> reading) =>
        reading.Error
        ?? (
            reading.Asks.Count > 0
                ? Ask + string.Join(", ", reading.Asks.Select(a => Digits(a.Minor)))
                : Digits(reading.Value.Minor)
        );

    private static string Digits(long n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
