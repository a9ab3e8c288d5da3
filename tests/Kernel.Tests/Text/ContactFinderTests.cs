using Jisr.Kernel.Text;

namespace Jisr.Kernel.Tests.Text;

/// <summary>The vectors N1–N26 of safety.md §6; where a cell of its table holds several texts each stands alone.</summary>
public class ContactFinderTests
{
    [Theory]
    [InlineData("N1", "كلميني على 0944567890")]
    [InlineData("N2", "رقمي ٠٩٤٤٥٦٧٨٩٠")]
    [InlineData("N3", "۰۹۴۴ ۵۶۷ ۸۹۰ واتساب")]
    [InlineData("N4", "+963 944 567 890")]
    [InlineData("N4", "00963944567890")]
    [InlineData("N5", "0 9 4 4 5 6 7 8 9 0")]
    [InlineData("N5", "0944-567-890")]
    [InlineData("N6", "٠٩٤ـ٤٥٦ـ٧٨٩٠")]
    [InlineData("N7", "\u200F09\u200B44\u200B567890\u200F")]
    [InlineData("N8", "(0501) 234 56 78")]
    [InlineData("N8", "+90 501 234 56 78")]
    [InlineData("N9", "0790123456")]
    [InlineData("N9", "07912345678")]
    [InlineData("N10", "06.50.12.34.56")]
    [InlineData("N11", "０９４４５６７８９０")]
    [InlineData(
        "N11",
        "0\uFE0F\u20E39\uFE0F\u20E34\uFE0F\u20E34\uFE0F\u20E35\uFE0F\u20E36\uFE0F\u20E37\uFE0F\u20E38\uFE0F\u20E39\uFE0F\u20E30\uFE0F\u20E3"
    )]
    [InlineData("N12", "09\n44\n56\n78\n90")]
    [InlineData("N17", "wa.me/963944567890")]
    [InlineData("N17", "instagram.com/example.shop")]
    [InlineData("N17", "info@example.org")]
    public void Sure(string vector, string text)
    {
        var hit = ContactFinder.Find(text).ShouldHaveSingleItem(vector);
        hit.IsSure.ShouldBeTrue(vector);
        // Not one digit of it is left to read.
        ContactFinder
            .Hide(text, [hit], "…")
            .Any(c => c is >= '0' and <= '9' or >= '٠' and <= '٩' or >= '۰' and <= '۹' or >= '０' and <= '９')
            .ShouldBeFalse(vector);
    }

    [Theory]
    [InlineData("N13", "944567890")]
    [InlineData("N13", "71 123 456")]
    [InlineData("N14", "صفر تسعة أربعة أربعة خمسة ستة سبعة ثمانية تسعة صفر")]
    [InlineData("N15", "zéro six cinq zéro un deux trois quatre cinq six")]
    [InlineData("N16", "09445o7890")]
    [InlineData("N18", "@example_shop")]
    [InlineData("N25", "6211234567890")]
    [InlineData("N26", "٧٥٠ - ٨٠٠ - ٩٠٠")]
    public void Maybe(string vector, string text) =>
        ContactFinder.Find(text).ShouldHaveSingleItem(vector).IsSure.ShouldBeFalse(vector);

    [Theory]
    [InlineData("N19", "السعر 25,000 ل.س للقطعة")]
    [InlineData("N19", "السعر 1.500.000 ل.س")]
    [InlineData("N20", "المقاسات 38 40 42 44 46")]
    [InlineData("N20", "فستان 36/38/40")]
    [InlineData("N21", "التسليم 03/11/2026 الساعة 10:30")]
    [InlineData("N21", "2026/11/03 - 2026/11/10")]
    [InlineData("N22", "رمز الطلب K7Q2MW")]
    [InlineData("N22", "طول السجادة 200x300 سم")]
    [InlineData("N23", "300 ليرة مقابل 1000 متابع")]
    [InlineData("N23", "باعت 1000 قطعة في 2025")]
    [InlineData("N24", "ست سيدات وأربع بنات وخمسة أولاد")]
    [InlineData("", "")]
    [InlineData("", "صابون غار 150 غ")]
    [InlineData("", "من 25 إلى 30 درهماً، 12 قطعة في الصندوق")]
    public void Clean(string vector, string text) => ContactFinder.Find(text).ShouldBeEmpty(vector);

    [Fact]
    public void N10_two_numbers_are_two_hits_and_the_words_between_stay()
    {
        const string Text = "0650-123456 أو 0944567890";
        var hits = ContactFinder.Find(Text);
        hits.Count.ShouldBe(2);
        ContactFinder.Hide(Text, hits, "[…]").ShouldBe("[…] أو […]");
    }

    [Fact]
    public void A_long_text_of_nothing_but_digits_and_marks_is_read_in_time()
    {
        var text = string.Concat(Enumerable.Repeat("12.34,56/78-", 4000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        ContactFinder.Find(text).Count.ShouldBeGreaterThanOrEqualTo(0);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
