using CsCheck;
using Jisr.Kernel.Text;

namespace Jisr.Kernel.Tests.Text;

/// <summary>market.md §6.8.</summary>
public class ShortCodeTests
{
    [Fact]
    public void A_fresh_code_has_five_signs_and_a_check_sign_two_letters_and_a_digit()
    {
        for (var i = 0; i < 2000; i++)
        {
            var code = ShortCode.New();
            code.Length.ShouldBe(6);
            code.ShouldAllBe(c => ShortCode.Alphabet.Contains(c));
            code[..5].Count(char.IsAsciiLetter).ShouldBeInRange(2, 4);
            ShortCode.TryRead(code, out var read).ShouldBeTrue();
            read.ShouldBe(code);
        }
    }

    [Fact]
    public void The_alphabet_has_thirty_signs_no_vowels_and_nothing_that_looks_like_another()
    {
        ShortCode.Alphabet.Distinct().Count().ShouldBe(30);
        ShortCode.Alphabet.ShouldNotContain(c => "AEIOUL".Contains(c));
    }

    [Theory]
    [InlineData("k7q2mw")]
    [InlineData(" K7Q2-MW ")]
    [InlineData("#K7Q2MW")]
    [InlineData("K٧Q٢MW")]
    [InlineData("K۷Q۲MW")]
    [InlineData("\u200FK7Q2MW\u200F")]
    [InlineData("K7Q 2MW")]
    public void MK38_a_code_is_read_however_it_was_typed(string typed)
    {
        ShortCode.TryRead(typed, out var read).ShouldBeTrue();
        read.ShouldBe("K7Q2MW");
    }

    [Fact]
    public void O_is_zero_and_I_and_L_are_one()
    {
        var code = ShortCode.WithCheck("B0C1D");
        ShortCode.TryRead(code.Replace('0', 'O').Replace('1', 'l'), out var read).ShouldBeTrue();
        read.ShouldBe(code);
        ShortCode.TryRead(code.Replace('0', 'o').Replace('1', 'I'), out read).ShouldBeTrue();
        read.ShouldBe(code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7Q2M")]
    [InlineData("K7Q2MWW")]
    [InlineData("K7Q2MA")]
    [InlineData("123456")]
    [InlineData("500.00")]
    [InlineData("K7Q2M€")]
    public void What_is_no_code_is_not_read(string? typed) => ShortCode.TryRead(typed, out _).ShouldBeFalse();

    [Fact]
    public void One_wrong_sign_is_always_caught() =>
        Gen.Select(Gen.String[Gen.Char[ShortCode.Alphabet], 5, 5], Gen.Int[0, 5], Gen.Int[1, 29])
            .Sample(
                (signs, place, shift) =>
                {
                    var code = ShortCode.WithCheck(signs).ToCharArray();
                    code[place] = ShortCode.Alphabet[
                        (ShortCode.Alphabet.IndexOf(code[place], StringComparison.Ordinal) + shift) % 30
                    ];
                    return !ShortCode.TryRead(new string(code), out _);
                }
            );

    [Fact]
    public void Of_swapped_neighbours_hardly_any_get_through()
    {
        int swaps = 0,
            missed = 0;
        foreach (var a in ShortCode.Alphabet)
        foreach (var b in ShortCode.Alphabet.Where(b => b != a))
        {
            var code = ShortCode.WithCheck("K7" + a + b + "Q");
            swaps++;
            missed += ShortCode.WithCheck("K7" + b + a + "Q")[^1] == code[^1] ? 1 : 0;
        }
        ((double)missed / swaps).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Member_numbers_run_on_and_can_be_typed_back()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (long n = 0; n < 5000; n++)
        {
            var number = MemberNumber.Of(n);
            number.Length.ShouldBe(8);
            seen.Add(number).ShouldBeTrue();
            MemberNumber.TryRead(number.ToLowerInvariant(), out var read).ShouldBeTrue();
            read.ShouldBe(number);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => MemberNumber.Of(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => MemberNumber.Of(21_870_000_000));
    }
}
