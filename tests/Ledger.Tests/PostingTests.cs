using Jisr.Contracts.Ledger;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>LA1 to LA7: one contract, from the first cash to a reversal.</summary>
public class PostingTests
{
    private static readonly DateTimeOffset T0 = DateTimeOffset.FromUnixTimeMilliseconds(1796148000000);
    private static readonly Guid First = Id(0x101);

    private static Task<string?> FundAsync(Teller teller, long minor = 30000) =>
        teller.PostAsync(
            "contract.fund",
            First,
            [Leg.Debit(Cash(1), minor), Leg.Credit(Held(2), minor)],
            "استلام نقدي",
            T0
        );

    private static Task<string?> ReleaseAsync(Teller teller, Guid id) =>
        teller.PostAsync(
            "contract.release",
            id,
            [
                Leg.Debit(Held(2), 10500),
                Leg.Credit(Payable(0x21), 5250),
                Leg.Credit(Payable(0x22), 3150),
                Leg.Credit(Payable(0x23), 2100),
            ],
            "early 70%"
        );

    private static async Task<(JisrApp, Teller)> StartAsync(string database)
    {
        var jisr = await JisrApp.StartAsync(database);
        jisr.Clock.SetUtcNow(T0.AddSeconds(1));
        return (jisr, new Teller(jisr));
    }

    [Theory, Databases]
    public async Task LA1_a_confirmed_payment_fills_the_box_and_is_held(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        (await FundAsync(teller)).ShouldBeNull();
        (await teller.BalanceAsync(Cash(1))).ShouldBe(30000);
        (await teller.BalanceAsync(Held(2))).ShouldBe(30000);
    }

    [Theory, Databases]
    public async Task LA2_the_same_request_again_is_still_one_transaction(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        (await FundAsync(teller)).ShouldBeNull();
        (await FundAsync(teller)).ShouldBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(1);
        (await teller.BalanceAsync(Held(2))).ShouldBe(30000);
    }

    [Theory, Databases]
    public async Task LA3_the_same_id_with_another_amount_is_refused(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        await FundAsync(teller);
        (await FundAsync(teller, 30100)).ShouldBe("ID_REUSED");
        (await teller.BalanceAsync(Held(2))).ShouldBe(30000);
        (await teller.BalanceAsync(Cash(1))).ShouldBe(30000);
    }

    [Theory, Databases]
    public async Task LA4_LA5_a_release_is_shared_reversed_once_and_not_twice(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        await FundAsync(teller);
        (await ReleaseAsync(teller, Id(0x102))).ShouldBeNull();
        (await teller.BalanceAsync(Payable(0x21))).ShouldBe(5250);
        (await teller.BalanceAsync(Payable(0x22))).ShouldBe(3150);
        (await teller.BalanceAsync(Payable(0x23))).ShouldBe(2100);
        (await teller.BalanceAsync(Held(2))).ShouldBe(19500);
        (await teller.ReverseAsync(Id(0x102), "wrong contract", Id(0x103))).ShouldBeNull();
        (await teller.BalanceAsync(Held(2))).ShouldBe(30000);
        (await teller.BalanceAsync(Payable(0x21))).ShouldBe(0);
        (await teller.ReverseAsync(Id(0x102))).ShouldBe("ALREADY_REVERSED");
        (await teller.ReverseAsync(Id(0x103))).ShouldBe("CANNOT_REVERSE");
    }

    [Theory, Databases]
    public async Task LA6_more_than_is_held_is_refused_and_says_what_is_available(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        await FundAsync(teller);
        await ReleaseAsync(teller, Id(0x102));
        var (problem, _) = await teller.PostWithEventsAsync(
            "contract.release",
            null,
            [Leg.Debit(Held(2), 19501), Leg.Credit(Payable(0x21), 19501)]
        );
        problem!.Code.ShouldBe("NOT_ENOUGH");
        problem.Args!["available"].ShouldBe("195.00");
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task LA7_of_a_release_and_a_refund_at_once_one_wins(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        await FundAsync(teller, 19500);
        var codes = await Task.WhenAll(
            Task.Run(() =>
                teller.PostAsync(
                    "contract.release",
                    null,
                    [Leg.Debit(Held(2), 19500), Leg.Credit(Payable(0x21), 19500)]
                )
            ),
            Task.Run(() =>
                teller.PostAsync("contract.refund", null, [Leg.Debit(Held(2), 19500), Leg.Credit(Payable(0x31), 19500)])
            )
        );
        codes.Count(c => c is null).ShouldBe(1);
        codes.Count(c => c == "NOT_ENOUGH").ShouldBe(1);
        (await teller.BalanceAsync(Held(2))).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task LA27_what_was_posted_cannot_be_changed_or_deleted(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        await FundAsync(teller);
        foreach (
            var sql in new[]
            {
                "UPDATE ledger_entry SET amount = amount + 1",
                "DELETE FROM ledger_entry",
                "UPDATE ledger_journal_tx SET reason = 'x'",
                "DELETE FROM ledger_journal_tx",
            }
        )
            (
                await Should.ThrowAsync<System.Data.Common.DbException>(() => jisr.ExecuteAsync(sql))
            ).Message.ShouldContain("append-only");
        (await teller.BalanceAsync(Held(2))).ShouldBe(30000);
    }

    [Theory, Databases]
    public async Task Two_postings_of_one_command_see_each_other(string database)
    {
        var (jisr, teller) = await StartAsync(database);
        await using var _ = jisr;
        var (problem, _) = await teller.InTransactionAsync(
            async (ledger, scope) =>
            {
                Posting Make(string kind, Guid id, params Leg[] legs) =>
                    new(teller.Book, kind, legs)
                    {
                        Id = id,
                        SourceKind = "test",
                        SourceId = id,
                    };
                return await ledger.PostAsync(
                        Make("contract.fund", First, Leg.Debit(Cash(1), 500), Leg.Credit(Held(2), 500)),
                        scope,
                        default
                    )
                    ?? await ledger.PostAsync(
                        Make("contract.release", Id(0x102), Leg.Debit(Held(2), 500), Leg.Credit(Payable(3), 500)),
                        scope,
                        default
                    );
            }
        );
        problem.ShouldBeNull();
        (await teller.BalanceAsync(Held(2))).ShouldBe(0);
        (await teller.BalanceAsync(Payable(3))).ShouldBe(500);
        (await jisr.CountAsync("SELECT max(seq) FROM ledger_journal_tx")).ShouldBe(2);
    }
}
