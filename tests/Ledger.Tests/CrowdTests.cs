using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Many at once, and very large sums.</summary>
public class CrowdTests
{
    [Theory, Databases]
    public async Task I7_each_of_many_transactions_reversed_twice_at_once_is_reversed_exactly_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var ids = Enumerable.Range(0, 100).Select(i => (Id: NewId.Next(), Box: i % 16)).ToList();
        foreach (var (id, box) in ids)
            (
                await teller.PostAsync("contract.fund", id, [Leg.Debit(Cash(box), 70), Leg.Credit(Held(box), 70)])
            ).ShouldBeNull();
        var work = new System.Collections.Concurrent.ConcurrentQueue<Guid>(ids.SelectMany(i => new[] { i.Id, i.Id }));
        var codes = new System.Collections.Concurrent.ConcurrentBag<string?>();
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (work.TryDequeue(out var id))
                            codes.Add(await teller.ReverseAsync(id));
                    })
                )
        );
        codes.Count(c => c is null).ShouldBe(100);
        codes.Count(c => c == "ALREADY_REVERSED").ShouldBe(100);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_balance WHERE posted_d <> posted_c")).ShouldBe(0);
        // Gapless, and never two with one number.
        (await jisr.CountAsync("SELECT max(seq) FROM ledger_journal_tx")).ShouldBe(200);
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task I8_twenty_senders_of_one_posting_make_one_transaction(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var id = NewId.Next();
        var codes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(() =>
                        teller.PostAsync("contract.fund", id, [Leg.Debit(Cash(1), 70), Leg.Credit(Held(1), 70)])
                    )
                )
        );
        codes.ShouldAllBe(c => c == null);
        (await teller.BalanceAsync(Held(1))).ShouldBe(70);
    }

    [Theory, Databases]
    public async Task Sums_beyond_the_largest_number_are_refused_and_never_wrap(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        const long Near = 9_000_000_000_000_000;
        var code = (string?)null;
        var posted = 0;
        // 199 entries a posting: the sum of 10,000 such entries would pass 2^63 after 1,024 of them.
        for (; code is null && posted < 12; posted++)
        {
            var legs = Enumerable
                .Range(0, 100)
                .SelectMany(_ => new[] { Leg.Debit(Cash(1), Near), Leg.Credit(Held(1), Near) });
            code = await teller.PostAsync("contract.fund", null, [.. legs]);
        }
        code.ShouldBe("AMOUNT_TOO_LARGE");
        (await teller.BalanceAsync(Cash(1))).ShouldBe(Near * 100 * (posted - 1));
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task MK44_nine_million_million_old_pounds_are_exact(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        const long Amount = 9_000_000_000_000;
        for (var i = 0; i < 3; i++)
            (
                await teller.PostAsync(
                    "sale.cash",
                    null,
                    [Leg.Debit(Cash(1, "SYP-1"), Amount + i), Leg.Credit(Income(1, "SYP-1"), Amount + i)]
                )
            ).ShouldBeNull();
        (await teller.BalanceAsync(Income(1, "SYP-1"))).ShouldBe(3 * Amount + 3);
    }
}
