using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>What a member is owed is paid to her (ledger.md §10).</summary>
public class PayoutTests
{
    private const int Woman = 0x61;

    [Theory, Databases]
    public async Task LA26_a_payout_above_the_limit_is_not_approved_by_who_asked_for_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 30_000);
        await LimitAsync(house, 5_000);
        var big = await RequestAsync(house, house.Finance, box, 5_001);
        (await house.CodeAsync(house.Finance, "payout.approve", new { payoutId = big })).ShouldBe(
            "NEEDS_ANOTHER_PERSON"
        );
        await house.DoneAsync(house.Staff("finance-officer"), "payout.approve", new { payoutId = big });
        var small = await RequestAsync(house, house.Finance, box, 5_000);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = small });
        // By the door of the other modules too.
        Leg[] legs = [Leg.Debit(Payable(Woman), 5_001), Leg.Credit(AccountRef.Cash(box, Try), 5_001)];
        (await house.Teller.PostAsync("payout.send", null, legs)).ShouldBe("NEEDS_ANOTHER_PERSON");
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task An_approval_reserves_the_money_and_sending_pays_it_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 30_000);
        var first = await RequestAsync(house, house.Payer, box, 20_000);
        var second = await RequestAsync(house, house.Payer, box, 20_000);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = first });
        var refused = await house.SendAsync(house.Finance, "payout.approve", new { payoutId = second });
        refused.Reasons[0].Code.ShouldBe("NOT_ENOUGH");
        refused.Reasons[0].Args!["available"].ShouldBe("100.00");
        await house.DoneAsync(house.Payer, "payout.cancel", new { payoutId = second });
        (await house.CashAsync(box)).ShouldBe(50_000);
        var send = NewId.Next();
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = first, paperNo = "41" }, send);
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = first, paperNo = "41" }, send);
        (await house.CashAsync(box)).ShouldBe(30_000);
        (await house.Teller.BalanceAsync(Payable(Woman))).ShouldBe(10_000);
        (await house.CodeAsync(house.Payer, "payout.send", new { payoutId = first })).ShouldBe("STEP_NOT_POSSIBLE");
        await house.DoneAsync(house.Payer, "payout.return", new { payoutId = first, reason = "refused" });
        (await house.CashAsync(box)).ShouldBe(50_000);
        (await house.Teller.BalanceAsync(Payable(Woman))).ShouldBe(30_000);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task Cash_without_a_small_enough_note_is_rounded_by_choice_and_the_rest_is_an_entry_of_its_own(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 30_040);
        using var payer = await jisr.BrowserWithRoleAsync("payer", house.Unit);
        async Task<long> RoundingAsync() => await house.Teller.BalanceAsync(AccountRef.RoundingOf(Try));
        async Task<Page> SendAsync(long minor, string way)
        {
            var payout = await RequestAsync(house, house.Payer, box, minor);
            await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
            var page = await payer.GetAsync("/money/payouts/" + payout);
            return await payer.SendAsync(page, ("rounding", way), ("do", "send"));
        }

        // 100.40 in notes of 1.00: 40 less, 60 more, or exactly.
        var less = await SendAsync(10_040, "down");
        less.Text.ShouldContain("Handed over, rounded");
        less.Text.ShouldContain("100.00");
        ((await house.CashAsync(box)), (await RoundingAsync())).ShouldBe((40_000, -40));
        (await house.Teller.BalanceAsync(Payable(Woman))).ShouldBe(20_000);
        (await SendAsync(4_940, "up")).Text.ShouldContain("50.00");
        ((await house.CashAsync(box)), (await RoundingAsync())).ShouldBe((35_000, 20));
        (await house.Teller.BalanceAsync(Payable(Woman))).ShouldBe(15_060);
        await SendAsync(1_060, "exact");
        ((await house.CashAsync(box)), (await RoundingAsync())).ShouldBe((33_940, 20));

        // What comes back, comes back as it went.
        var back = await RequestAsync(house, house.Payer, box, 10_040);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = back });
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = back, rounding = "down" });
        await house.DoneAsync(house.Payer, "payout.return", new { payoutId = back, reason = "refused" });
        ((await house.CashAsync(box)), (await RoundingAsync())).ShouldBe((33_940, 20));
        (await house.Teller.BalanceAsync(Payable(Woman))).ShouldBe(14_000);
        // A sum that notes can pay has nothing to round.
        var whole = await RequestAsync(house, house.Payer, box, 1_000);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = whole });
        (await house.CodeAsync(house.Payer, "payout.send", new { payoutId = whole, rounding = "up" })).ShouldBe(
            "ROUNDING_NOT_NEEDED"
        );
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA12_a_hawala_is_paid_when_she_says_yes_with_her_pin(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000, "USD");
        var (payout, transfer) = await HawalaAsync(house, box);
        (await house.CashAsync(box, "USD")).ShouldBe(0);
        (await house.Teller.BalanceAsync(AccountRef.InTransit(transfer, "USD"))).ShouldBe(20_000);
        (await house.Teller.BalanceAsync(Payable(Woman, "USD"))).ShouldBe(20_000);
        // Owed and reserved: it cannot be paid a second time while it is on its way.
        (await house.CodeAsync(house.Payer, "payout.request", Body(box, 100, "USD"))).ShouldBe("NOT_ENOUGH");
        var confirm = new { transferId = transfer, how = "pin" };
        (await house.CodeAsync(house.SecondPayer, "transfer.confirm", confirm)).ShouldBe("PIN_IS_HERS");
        await house.DoneAsync(Association.Member(Woman), "transfer.confirm", confirm);
        (await house.Teller.BalanceAsync(AccountRef.InTransit(transfer, "USD"))).ShouldBe(0);
        (await house.Teller.BalanceAsync(Payable(Woman, "USD"))).ShouldBe(0);
        (await StateAsync(jisr, payout, database)).ShouldBe("confirmed");
        (await jisr.TextAsync("SELECT payee_confirm FROM ledger_receipt WHERE source_kind = 'payout'")).ShouldBe("pin");
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA13_a_hawala_that_she_did_not_collect_is_cash_again_and_she_is_still_owed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000, "USD");
        var (payout, transfer) = await HawalaAsync(house, box);
        jisr.Clock.Advance(TimeSpan.FromDays(10));
        await house.SweepAsync();
        (await house.CashAsync(box, "USD")).ShouldBe(20_000);
        (await house.Teller.BalanceAsync(Payable(Woman, "USD"))).ShouldBe(20_000);
        (await StateAsync(jisr, payout, database)).ShouldBe("returned");
        (
            await house.CodeAsync(
                Association.Member(Woman),
                "transfer.confirm",
                new { transferId = transfer, how = "pin" }
            )
        ).ShouldBe("STEP_NOT_POSSIBLE");
        // Nothing stays reserved.
        await RequestAsync(house, house.Payer, box, 20_000, "USD");
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA14_a_target_that_was_changed_an_hour_ago_is_not_used_and_the_old_channel_is_told(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000);
        var she = Association.Member(Woman);
        object Target(string label, bool ofAnother = false) =>
            new
            {
                partyId = Id(Woman),
                targetKind = "wallet",
                label,
                last4 = "7788",
                ofAnother,
            };
        // Without signing in again she cannot.
        (await house.CodeAsync(she, "payout-target.set", Target("ShamCash"))).ShouldBe("PROVE_AGAIN");
        var first = (await jisr.SendAsync("payout-target.set", Target("ShamCash"))).Subject!.Value;
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox WHERE name = 'ledger.target-set'")).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        (await house.CodeAsync(she, "payout.request", Body(box, 500, Try, "wallet", first))).ShouldBe("TARGET_TOO_NEW");
        jisr.Clock.Advance(TimeSpan.FromHours(23));
        var payout = await house.DoneAsync(she, "payout.request", Body(box, 500, Try, "wallet", first));
        // She changes it before it is paid: what was asked for goes nowhere until it is asked for anew.
        var second = (await jisr.SendAsync("payout-target.set", Target("Other", ofAnother: true))).Subject!.Value;
        (await house.CodeAsync(house.Finance, "payout.approve", new { payoutId = payout })).ShouldBe("TARGET_UNKNOWN");
        jisr.Clock.Advance(TimeSpan.FromHours(24));
        // O-2: another's wallet, until she has said so herself.
        (await house.CodeAsync(she, "payout.request", Body(box, 500, Try, "wallet", second))).ShouldBe(
            "TARGET_OF_ANOTHER"
        );
        (await house.CodeAsync(she, "payout.request", Body(box, 500, Try, "wallet"))).ShouldBe("REQUIRED");
    }

    [Theory, Databases]
    public async Task K4_a_wallet_payment_is_proved_by_a_number_that_both_sides_type(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000);
        var target = (
            await jisr.SendAsync(
                "payout-target.set",
                new
                {
                    partyId = Id(Woman),
                    targetKind = "wallet",
                    label = "ShamCash",
                    last4 = "7788",
                    ofAnother = false,
                }
            )
        ).Subject!.Value;
        jisr.Clock.Advance(TimeSpan.FromHours(24));
        var payout = await house.DoneAsync(house.Payer, "payout.request", Body(box, 500, Try, "wallet", target));
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
        (await house.CodeAsync(house.Payer, "payout.send", new { payoutId = payout })).ShouldBe("REQUIRED");
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = payout, reference = "tx 9911" });
        object Yes(string? reference) =>
            new
            {
                payoutId = payout,
                how = "witness",
                reference,
            };
        (await house.CodeAsync(house.Verifier, "payout.confirm", Yes("9912"))).ShouldBe("REFERENCE_DIFFERS");
        await house.DoneAsync(house.Verifier, "payout.confirm", Yes("TX٩٩١١"));
    }

    [Theory, Databases]
    public async Task LA16_a_receipt_signed_by_the_payer_only_is_a_task_after_seven_days(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000);
        var payout = await RequestAsync(house, house.Payer, box, 500);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = payout });
        jisr.Clock.Advance(TimeSpan.FromDays(6));
        await house.SweepAsync();
        (await house.TasksAsync("payout-unconfirmed")).ShouldBe(0);
        jisr.Clock.Advance(TimeSpan.FromDays(1));
        await house.SweepAsync();
        (await house.TasksAsync("payout-unconfirmed")).ShouldBe(1);
        (await StateAsync(jisr, payout, database)).ShouldBe("sent");
        var stranger = Association.Member(0x62);
        (await house.CodeAsync(stranger, "payout.confirm", new { payoutId = payout, how = "pin" })).ShouldBe(
            "NOT_FOUND"
        );
        await house.DoneAsync(Association.Member(Woman), "payout.confirm", new { payoutId = payout, how = "witness" });
        (await StateAsync(jisr, payout, database)).ShouldBe("confirmed");
        (await house.TasksAsync("payout-unconfirmed")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task An_approval_that_was_not_used_for_two_weeks_ends_and_may_be_given_again(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000);
        var payout = await RequestAsync(house, house.Payer, box, 20_000);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
        jisr.Clock.Advance(TimeSpan.FromDays(15));
        (await house.CodeAsync(house.Payer, "payout.send", new { payoutId = payout })).ShouldBe("HOLD_RESOLVED");
        await house.SweepAsync();
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = payout });
        (await house.Teller.BalanceAsync(Payable(Woman))).ShouldBe(0);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task I14_a_payout_without_its_second_person_is_named(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (house, box) = await StartAsync(jisr, 20_000);
        var payout = await RequestAsync(house, house.Payer, box, 500);
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = payout });
        await Should.ThrowAsync<System.Data.Common.DbException>(() => jisr.ExecuteAsync("DELETE FROM ledger_approval"));
        var byHand = new ByHand(jisr, database);
        await byHand.FreeAsync("ledger_approval");
        await jisr.ExecuteAsync("DELETE FROM ledger_approval");
        (await house.BrokenAsync()).ShouldContain(b => b.Contains(" I14 ", StringComparison.Ordinal));
    }

    private static async Task<(Association House, Guid Box)> StartAsync(JisrApp jisr, long owed, string currency = Try)
    {
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FillAsync(box, currency == Try ? 50_000 : owed, currency);
        await house.OweAsync(fund, Woman, owed, currency);
        return (house, box);
    }

    private static object Body(
        Guid box,
        long minor,
        string currency = Try,
        string method = "cash",
        Guid? target = null
    ) =>
        new
        {
            payeeId = Id(Woman),
            custodianId = box,
            currency,
            minor,
            method,
            targetId = target,
        };

    private static Task<Guid> RequestAsync(
        Association house,
        Kernel.Access.Actor by,
        Guid box,
        long minor,
        string currency = Try
    ) => house.DoneAsync(by, "payout.request", Body(box, minor, currency));

    private static async Task<(Guid Payout, Guid Transfer)> HawalaAsync(Association house, Guid box)
    {
        var target = await house.Jisr.SendAsync(
            "payout-target.set",
            new
            {
                partyId = Id(Woman),
                targetKind = "hawala",
                label = "Office at the square",
                ofAnother = false,
            }
        );
        house.Jisr.Clock.Advance(TimeSpan.FromDays(1));
        var payout = await house.DoneAsync(
            house.Payer,
            "payout.request",
            Body(box, 20_000, "USD", "hawala", target.Subject!.Value)
        );
        await house.DoneAsync(house.Finance, "payout.approve", new { payoutId = payout });
        var send = NewId.Next();
        await house.DoneAsync(house.Payer, "payout.send", new { payoutId = payout }, send);
        return (payout, send);
    }

    private static Task<Guid> LimitAsync(Association house, long minor) =>
        house.DoneAsync(
            house.Staff("programme-manager"),
            "limit.set",
            new
            {
                unitId = house.Unit,
                currency = Try,
                minor,
            }
        );

    private static Task<string?> StateAsync(JisrApp jisr, Guid payout, string database) =>
        jisr.TextAsync($"SELECT state FROM ledger_payout WHERE id = {new ByHand(jisr, database).Id(payout)}");
}
