using System.Globalization;
using Jisr.Kernel.Language;

namespace Jisr.Kernel.Tests;

/// <summary>experience.md D-5 and XA12: plurals by the rules of each language.</summary>
public class PluralTests
{
    private const string Po = """
        msgid ""
        msgstr "Plural-Forms: nplurals=6;"

        # The six forms of the design's example.
        msgid "{n} order"
        msgid_plural "{n} orders"
        msgstr[0] "لا طلبات"
        msgstr[1] "طلب واحد"
        msgstr[2] "طلبان"
        msgstr[3] "{n} طلبات"
        msgstr[4] "{n} طلباً"
        msgstr[5] "{n} طلب"

        msgid "A "
        "long "
        "sentence \"quoted\"\n"
        msgstr "جملة "
        "طويلة"
        """;

    [Theory]
    [InlineData(0, "لا طلبات")]
    [InlineData(1, "طلب واحد")]
    [InlineData(2, "طلبان")]
    [InlineData(3, "3 طلبات")]
    [InlineData(10, "10 طلبات")]
    [InlineData(11, "11 طلباً")]
    [InlineData(99, "99 طلباً")]
    [InlineData(100, "100 طلب")]
    [InlineData(102, "102 طلب")]
    [InlineData(103, "103 طلبات")]
    [InlineData(111, "111 طلباً")]
    [InlineData(1000, "1000 طلب")]
    public void XA12_arabic_has_six_forms(int n, string shown)
    {
        var forms = PoFile.Read(Po).Single(e => e.Key == "{n} order").Forms;
        forms.Count.ShouldBe(6);
        forms[Words.PluralIndex("ar", n)]
            .Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .ShouldBe(shown);
    }

    [Theory]
    [InlineData("fr", 0, 0)]
    [InlineData("fr", 1, 0)]
    [InlineData("fr", 2, 1)]
    [InlineData("en", 0, 1)]
    [InlineData("en", 1, 0)]
    [InlineData("en", 2, 1)]
    public void French_takes_the_singular_for_nothing_and_english_does_not(string language, int n, int form) =>
        Words.PluralIndex(language, n).ShouldBe(form);

    [Fact]
    public void A_po_file_is_read_with_its_comments_quotes_and_long_lines()
    {
        var entries = PoFile.Read(Po);
        entries.Count.ShouldBe(2, "the header is none");
        entries[1].Key.ShouldBe("A long sentence \"quoted\"\n");
        entries[1].Forms.ShouldBe(["جملة طويلة"]);
        entries[0].PluralKey.ShouldBe("{n} orders");
    }
}
