using CsCheck;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;

namespace Jisr.Kernel.Tests.Sharing;

/// <summary>market.md §6.1 and §6.2: the figures of the page, and what holds for all figures.</summary>
public class ShareOutTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<AskedPart> Parts = Gen.Select(
        Gen.Int[0, 6],
        Gen.Long[0, 12],
        Gen.Long[0, 4],
        (hour, asked, tolerance) => new AskedPart(Nine.AddHours(hour), asked, tolerance)
    );

    private static readonly Gen<(long There, AskingLine[] Lines, ShareRule Rule)> Shares = Gen.Select(
        Gen.Long[0, 60],
        Gen.Select(Parts.Array[1, 3], Gen.Bool, Gen.Bool).Array[0, 9],
        Gen.Enum<ShareRule>(),
        (there, lines, rule) =>
            (there, lines.Select((l, i) => new AskingLine($"O{i}", l.Item1, l.Item2, l.Item3)).ToArray(), rule)
    );

    [Theory]
    [InlineData(4, 0, 5, 0, 0)]
    [InlineData(4, 2, 2, 1, 1)]
    [InlineData(6, 4, 2, 1, 1)]
    [InlineData(4, 5, 2, 1, 2)]
    [InlineData(4, 5, 3, 2, 2)]
    [InlineData(12, 17, 4, 1, 2)]
    public void The_table_of_cases(long size, long asked, long tolerance, long down, long up)
    {
        Cases.Count(size, asked, tolerance, CaseRule.Down).ShouldBe(down);
        Cases.Count(size, asked, tolerance, CaseRule.Up).ShouldBe(up);
    }

    [Theory]
    [InlineData(12, 17, 4, 3)]
    [InlineData(12, 17, 7, 0)]
    [InlineData(12, 24, 0, 0)]
    [InlineData(6, 4, 0, 2)]
    public void What_is_missing_until_the_box_is_full(long size, long asked, long tolerance, long missing) =>
        Cases.Missing(size, asked, tolerance).ShouldBe(missing);

    [Fact]
    public void An_exact_case_closes_only_when_it_is_full()
    {
        Cases.MayClose(12, 17, CaseRule.Exact).ShouldBeFalse();
        Cases.MayClose(12, 24, CaseRule.Exact).ShouldBeTrue();
        Cases.MayClose(12, 17, CaseRule.Down).ShouldBeTrue();
    }

    [Fact]
    public void Cases_bought_cover_what_is_asked_or_lack_less_than_one() =>
        Gen.Select(Gen.Long[1, 40], Gen.Long[0, 500], Gen.Long[0, 60], Gen.Enum<CaseRule>())
            .Sample(
                (size, asked, tolerance, rule) =>
                {
                    var bought = Cases.Count(size, asked, tolerance, rule) * size;
                    bought.ShouldBeGreaterThan(asked - size);
                    bought.ShouldBeLessThan(asked + size);
                    if (rule != CaseRule.Up)
                        bought.ShouldBeLessThanOrEqualTo(asked + tolerance);
                    if (Cases.Missing(size, asked, tolerance) == 0)
                        bought.ShouldBeGreaterThanOrEqualTo(asked);
                }
            );

    [Theory]
    [InlineData(ShareRule.FirstCome, 6, 3, 1, 0)]
    [InlineData(ShareRule.Equal, 3, 3, 2, 2)]
    [InlineData(ShareRule.Proportional, 4, 2, 2, 2)]
    [InlineData(ShareRule.PaidFirst, 5, 0, 3, 2)]
    public void MK10_ten_are_shared_by_each_rule(ShareRule rule, long a, long b, long c, long d) =>
        Given(10, rule, Line("A", 9, 6), Line("B", 10, 3), Line("C", 11, 3, paid: true), Line("D", 12, 2, paid: true))
            .ShouldBe([a, b, c, d]);

    [Fact]
    public void MK08_a_rise_stands_behind_those_who_asked_meanwhile() =>
        Given(
                5,
                ShareRule.FirstCome,
                new AskingLine("A", [new AskedPart(At(9), 2), new AskedPart(At(11), 3)]),
                Line("B", 10, 3)
            )
            .ShouldBe([2, 3]);

    [Fact]
    public void MK09_all_or_nothing_that_falls_short_gets_nothing() =>
        Given(5, ShareRule.Equal, Line("A", 9, 4, partOk: false), Line("B", 10, 3)).ShouldBe([0, 3]);

    [Fact]
    public void MK11_kilograms_are_shared_in_their_steps()
    {
        // 4.500 kg in steps of 0.250.
        Given(18, ShareRule.Proportional, Line("A", 9, 8), Line("B", 10, 6), Line("C", 11, 8)).ShouldBe([7, 5, 6]);
        Given(18, ShareRule.Equal, Line("A", 9, 8), Line("B", 10, 6), Line("C", 11, 8)).ShouldBe([6, 6, 6]);
    }

    [Fact]
    public void MK03_what_is_too_much_goes_to_those_who_would_take_it() =>
        Given(6, ShareRule.Equal, Line("A", 9, 2, tolerance: 1), Line("B", 10, 2, tolerance: 1)).ShouldBe([3, 3]);

    [Fact]
    public void Nobody_gets_tolerance_while_somebody_lacks_what_she_asked() =>
        Given(5, ShareRule.Equal, Line("A", 9, 4, partOk: false), Line("B", 10, 3, tolerance: 2)).ShouldBe([0, 3]);

    [Fact]
    public void Nobody_gets_more_than_she_would_take_and_nothing_is_made_or_lost() =>
        Shares.Sample(s =>
        {
            var given = ShareOut.Of(s.There, s.Lines, s.Rule);
            given.Count.ShouldBe(s.Lines.Length);
            given.Values.Sum().ShouldBeLessThanOrEqualTo(s.There);
            foreach (var line in s.Lines)
            {
                given[line.Key].ShouldBeInRange(0, line.Asked + line.Tolerance);
                if (!line.PartOk)
                    (given[line.Key] == 0 || given[line.Key] >= line.Asked).ShouldBeTrue();
            }
            var wish = s.Lines.Sum(l => l.Asked);
            if (s.Lines.All(l => l.PartOk))
                given.Values.Sum().ShouldBe(Math.Min(s.There, wish + s.Lines.Sum(l => l.Tolerance)));
            if (given.Any(g => g.Value > s.Lines.Single(l => l.Key == g.Key).Asked))
                s.Lines.ShouldAllBe(l => given[l.Key] >= l.Asked);
        });

    [Fact]
    public void The_order_of_the_rows_changes_nothing() =>
        Gen.Select(Shares, Gen.Int[0, 1000])
            .Sample(
                (s, seed) =>
                {
                    var mixed = s
                        .Lines.OrderBy(l => (l.Key.GetHashCode(StringComparison.Ordinal) ^ seed) % 97)
                        .Reverse();
                    ShareOut
                        .Of(s.There, [.. mixed], s.Rule)
                        .OrderBy(g => g.Key, StringComparer.Ordinal)
                        .ShouldBe(ShareOut.Of(s.There, s.Lines, s.Rule).OrderBy(g => g.Key, StringComparer.Ordinal));
                }
            );

    [Fact]
    public void MK20_those_who_receive_pay_all()
    {
        var paid = new Money(2400, Currency.Try);
        FinalPrice
            .CoverAll(paid, [Quantity.Of(10), Quantity.Of(8), Quantity.Of(5)])
            .Select(m => m.Minor)
            .ShouldBe([1044, 835, 521]);
    }

    [Fact]
    public void A_gap_that_is_covered_adds_up_to_what_was_paid() =>
        Gen.Select(Gen.Long[0, 9_000_000_000_000], Gen.Long[0, 999_000].Array[1, 30])
            .Where(s => s.Item2.Sum() > 0)
            .Sample(
                (paid, received) =>
                {
                    var parts = FinalPrice.CoverAll(
                        new Money(paid, Currency.SypOld),
                        [.. received.Select(q => new Quantity(q))]
                    );
                    parts.Sum(p => p.Minor).ShouldBe(paid);
                    received.Zip(parts).Where(p => p.First == 0).ShouldAllBe(p => p.Second.Minor == 0);
                }
            );

    [Fact]
    public void MK03_market_and_ten_percent_is_132_a_kilogram() =>
        FinalPrice
            .MarketPlus(new Money(18_000, Currency.Try), new Quantity(1500), 1000, 0)
            .ShouldBe(new Money(13_200, Currency.Try));

    private static IReadOnlyList<long> Given(long there, ShareRule rule, params AskingLine[] lines)
    {
        var given = ShareOut.Of(there, lines, rule);
        return [.. lines.Select(l => given[l.Key])];
    }

    private static DateTimeOffset At(int hour) => Nine.AddHours(hour - 9);

    private static AskingLine Line(
        string key,
        int hour,
        long asked,
        long tolerance = 0,
        bool partOk = true,
        bool paid = false
    ) => new(key, [new AskedPart(At(hour), asked, tolerance)], partOk, paid);
}
