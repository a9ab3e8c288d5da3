using System.Globalization;
using System.Text;
using CsCheck;
using Jisr.Kernel.Text;

namespace Jisr.Kernel.Tests.Text;

/// <summary>matching.md §2, row by row.</summary>
public class FoldTests
{
    [Fact]
    public void Row_1_every_compatibility_form_folds_as_the_plain_letters_it_stands_for()
    {
        // The framework's own tables are the judge here; the fold itself does not use them.
        (char First, char Last)[] blocks =
        [
            ('\uFB50', '\uFDFF'),
            ('\uFE70', '\uFEFC'),
            ('\uFF01', '\uFF5E'),
            ('\u2460', '\u24FF'),
        ];
        var seen = 0;
        foreach (var (first, last) in blocks)
            for (var c = first; c <= last; c++)
            {
                var plain = c.ToString().Normalize(NormalizationForm.FormKC);
                // A mark that stands alone is written with a space that is no word's end.
                if (plain == c.ToString() || plain[0] == ' ')
                    continue;
                seen++;
                ArabicText.Fold("ب" + c + "ب").ShouldBe(ArabicText.Fold("ب" + plain + "ب"), $"U+{(int)c:X4}");
            }
        seen.ShouldBeGreaterThan(900);
        ArabicText.Fold("ﷲ").ShouldBe("الله");
        ArabicText.Fold("ﻻ").ShouldBe("لا");
    }

    [Fact]
    public void Row_2_marks_are_removed()
    {
        (int First, int Last)[] marks =
        [
            (0x0610, 0x061A),
            (0x064B, 0x065F),
            (0x0670, 0x0670),
            (0x06D6, 0x06DC),
            (0x06DF, 0x06E8),
            (0x06EA, 0x06ED),
        ];
        foreach (var (first, last) in marks)
            for (var c = first; c <= last; c++)
                ArabicText.Fold("ب" + (char)c + "ت").ShouldBe("بت", $"U+{c:X4}");
    }

    [Fact]
    public void Row_3_invisible_signs_are_removed()
    {
        int[] signs =
        [
            0x0640,
            0x061C,
            0x00AD,
            .. Enumerable.Range(0x200B, 5),
            .. Enumerable.Range(0x202A, 5),
            0x2060,
            .. Enumerable.Range(0x2066, 4),
            0xFEFF,
        ];
        foreach (var c in signs)
            ArabicText.Fold("ب" + (char)c + "ت").ShouldBe("بت", $"U+{c:X4}");
    }

    [Theory]
    [InlineData("\u0622\u0623\u0625\u0671", "\u0627\u0627\u0627\u0627")] // row 4: alef
    [InlineData("\u0624\u0626\u0621", "\u0648\u064A")] // row 5: seats
    [InlineData("\u0649\u06CC\u06D0", "\u064A\u064A\u064A")] // row 6: ya
    [InlineData("\u0629\u06C0\u06D5\u06BE\u06C1", "\u0647\u0647\u0647\u0647\u0647")] // row 6: ta marbuta, ha
    [InlineData("\u06A9\u06AA\u06AF\u06AD\u0763", "\u0643\u0643\u0643\u0643\u0643")] // row 7: kaf
    [InlineData("\u067E\u0686\u06A4\u06A2\u06A5", "\u0628\u062C\u0641\u0641\u0641")] // row 7: guests
    [InlineData("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")] // row 8
    [InlineData("Iıİi", "iiii")] // row 9: i first
    [InlineData("ŞşÇçĞğ", "shshchchghgh")] // row 9: Turkish letters
    [InlineData("s\u0327c\u0327g\u0306", "shchgh")] // row 9: the same with a mark of its own
    [InlineData("éÈÂñÖü", "eeanou")] // row 9: other marks
    [InlineData("D'A’B‘C`DʿEʾF", "dabcdef")] // row 9: apostrophes
    [InlineData("  a—b.,؛،؟!\t\r\nc  ", "a b c")] // row 10
    [InlineData("زيت🙂زيتون", "زيت زيتون")] // row 10: a picture is no letter
    [InlineData("", "")]
    [InlineData("… — !", "")]
    public void Rows_4_to_10(string typed, string folded) => ArabicText.Fold(typed).ShouldBe(folded);

    [Fact]
    public void M4_fold_of_fold_is_fold_for_every_letter_there_is()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (char.IsSurrogate((char)c))
                continue;
            var once = ArabicText.Fold("x" + (char)c + "y");
            ArabicText.Fold(once).ShouldBe(once, $"U+{c:X4}");
        }
    }

    [Fact]
    public void M4_fold_of_fold_is_fold_for_any_text() =>
        Gen.String.Sample(text =>
        {
            var once = ArabicText.Fold(text);
            return ArabicText.Fold(once) == once
                && !once.StartsWith(' ')
                && !once.EndsWith(' ')
                && !once.Contains("  ", StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fr-MA")]
    [InlineData("")]
    public void M4_no_culture_changes_the_fold(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            ArabicText.Fold("ISIL İnci ığdır TITLE").ShouldBe("isil inci ighdir title");
            ArabicText.Fold("أُمُّ كُلْثُوم ٣٠٠").ShouldBe("ام كلثوم 300");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_written_form_is_never_touched_by_taking_signs_away()
    {
        ArabicText.StripInvisible("مُنى\u200F آمنة").ShouldBe("مُنى آمنة");
        ArabicText.AsciiDigits("رقم ٣ و۴ و５").ShouldBe("رقم 3 و4 و5");
        ArabicText.Words("«ورق العنب»").ShouldBe(["ورق", "العنب"]);
    }
}
