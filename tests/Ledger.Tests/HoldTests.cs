using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Two-phase money (ledger.md §8): reserved on both sides, resolved once.</summary>
public class HoldTests
{
    private const string PayOut = "payout.send";

    [Theory, Databases]
    public async Task I6_a_hold_reserves_both_sides_and_is_resolved_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await OwedAsync(jisr, 900);
        var hold = NewId.Of<HoldId>();
        (await PlaceAsync(teller, hold, 600)).ShouldBeNull();
        (await PlaceAsync(teller, hold, 600)).ShouldBeNull("the same hold again is one hold");
        (await PlaceAsync(teller, hold, 601)).ShouldBe("ID_REUSED");
        (await teller.StandingAsync(Payable(3))).ShouldBe(new Standing(900, 300));
        (await teller.StandingAsync(Cash(1))).ShouldBe(new Standing(900, 300));
        (await PlaceAsync(teller, NewId.Of<HoldId>(), 301)).ShouldBe("NOT_ENOUGH");
        (await teller.PostAsync(PayOut, null, Legs(301))).ShouldBe("NOT_ENOUGH");
        (await teller.PostAsync(PayOut, null, Legs(300))).ShouldBeNull();
        (await teller.PostHoldAsync(hold, PayOut, NewId.Next(), Legs(601))).ShouldBe("HOLD_EXCEEDED");
        (await teller.PostHoldAsync(hold, "payout.return", NewId.Next(), Legs(600))).ShouldBe("ACCOUNT_NOT_USABLE");
        var tx = NewId.Next();
        (await teller.PostHoldAsync(hold, PayOut, tx, Legs(600))).ShouldBeNull();
        (await teller.StandingAsync(Payable(3))).ShouldBe(new Standing(0, 0));
        (await teller.PostHoldAsync(hold, PayOut, NewId.Next(), Legs(600))).ShouldBe("HOLD_RESOLVED");
        (await teller.ReleaseAsync(hold)).ShouldBe("HOLD_RESOLVED");
        (await teller.FindHoldAsync(hold))!.State.ShouldBe("posted");
        (await BrokenAsync(jisr)).ShouldBeEmpty();
        // What took it is gone: named.
        await jisr.ExecuteAsync("UPDATE ledger_hold SET tx_kind = 'expense.pay'");
        (await BrokenAsync(jisr)).ShouldContain(b => b.Contains(" I6 ", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_part_that_is_posted_gives_the_rest_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await OwedAsync(jisr, 900);
        var (part, free) = (NewId.Of<HoldId>(), NewId.Of<HoldId>());
        await PlaceAsync(teller, part, 600);
        await PlaceAsync(teller, free, 300);
        (await teller.PostHoldAsync(part, PayOut, NewId.Next(), Legs(200))).ShouldBeNull();
        (await teller.FindHoldAsync(part))!.State.ShouldBe("partly-posted");
        (await teller.StandingAsync(Payable(3))).ShouldBe(new Standing(700, 400));
        (await teller.ReleaseAsync(free)).ShouldBeNull();
        (await teller.FindHoldAsync(free))!.State.ShouldBe("released");
        (await teller.StandingAsync(Payable(3))).ShouldBe(new Standing(700, 700));
        (await BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task An_expired_hold_ends_the_same_way_by_the_clock_and_by_a_read(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await OwedAsync(jisr, 900);
        var (byRead, byClock) = (NewId.Of<HoldId>(), NewId.Of<HoldId>());
        await teller.HoldAsync(byRead, PayOut, Payable(3), Cash(1), 600, TimeSpan.FromMinutes(10));
        jisr.Clock.Advance(TimeSpan.FromMinutes(11));
        // A page that only reads sees it ended already, and writes nothing.
        (await teller.StandingAsync(Payable(3))).ShouldBe(new Standing(900, 900));
        (await teller.FindHoldAsync(byRead))!.State.ShouldBe("expired");
        (await jisr.TextAsync("SELECT state FROM ledger_hold")).ShouldBe("pending");
        (await teller.PostHoldAsync(byRead, PayOut, NewId.Next(), Legs(600))).ShouldBe("HOLD_RESOLVED");
        // A posting that meets it ends it.
        (await teller.PostAsync(PayOut, null, Legs(400))).ShouldBeNull();
        (await jisr.TextAsync("SELECT state FROM ledger_hold")).ShouldBe("expired");
        await teller.HoldAsync(byClock, PayOut, Payable(3), Cash(1), 500, TimeSpan.FromMinutes(10));
        jisr.Clock.Advance(TimeSpan.FromMinutes(11));
        await jisr.SendAsync("money.sweep", new { });
        await jisr.SendAsync("money.sweep", new { });
        (await jisr.CountAsync("SELECT count(*) FROM ledger_hold WHERE state = 'expired'")).ShouldBe(2);
        (await teller.StandingAsync(Payable(3))).ShouldBe(new Standing(500, 500));
        (await BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Of_two_who_resolve_a_hold_at_once_one_does(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await OwedAsync(jisr, 900);
        for (var i = 0; i < 3; i++)
        {
            var hold = NewId.Of<HoldId>();
            await PlaceAsync(teller, hold, 300);
            var codes = await Task.WhenAll(
                Task.Run(() => teller.PostHoldAsync(hold, PayOut, NewId.Next(), Legs(300))),
                Task.Run(() => teller.ReleaseAsync(hold))
            );
            codes.Count(c => c is null).ShouldBe(1);
            codes.Count(c => c == "HOLD_RESOLVED").ShouldBe(1);
        }
        (await BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task A_hold_that_could_never_be_posted_is_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await OwedAsync(jisr, 900);
        Task<string?> TryAsync(string kind, AccountRef debit, AccountRef credit, long minor = 1) =>
            teller.HoldAsync(NewId.Of<HoldId>(), kind, debit, credit, minor);
        (await TryAsync("contract.gift", Payable(3), Cash(1))).ShouldBe("KIND_UNKNOWN");
        (await TryAsync(PayOut, Cash(1), Payable(3))).ShouldBe("ACCOUNT_NOT_USABLE");
        (await TryAsync(PayOut, Payable(3, "USD"), Cash(1))).ShouldBe("UNIT_MISMATCH");
        (await TryAsync(PayOut, Payable(3), Cash(1), 0)).ShouldBe("AMOUNT_NOT_POSITIVE");
        (await teller.HoldAsync(NewId.Of<HoldId>(), PayOut, Payable(3), Cash(1), 1, TimeSpan.FromSeconds(-1))).ShouldBe(
            "TIME_ORDER"
        );
        (await jisr.CountAsync("SELECT count(*) FROM ledger_hold")).ShouldBe(0);
    }

    private static Task<string?> PlaceAsync(Teller teller, HoldId hold, long minor) =>
        teller.HoldAsync(hold, PayOut, Payable(3), Cash(1), minor);

    private static Leg[] Legs(long minor) => [Leg.Debit(Payable(3), minor), Leg.Credit(Cash(1), minor)];

    private static async Task<Teller> OwedAsync(JisrApp jisr, long minor)
    {
        var teller = new Teller(jisr);
        await teller.PostAsync("contract.fund", null, [Leg.Debit(Cash(1), minor), Leg.Credit(Held(2), minor)]);
        await teller.PostAsync("contract.release", null, [Leg.Debit(Held(2), minor), Leg.Credit(Payable(3), minor)]);
        return teller;
    }

    private static Task<IReadOnlyList<string>> BrokenAsync(JisrApp jisr) => Association.BrokenAsync(jisr);
}
