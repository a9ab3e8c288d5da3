using Jisr.Contracts.Ledger;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Money on its way from one custodian to another (ledger.md §9).</summary>
public class TransferTests
{
    [Theory, Databases]
    public async Task K5_cash_in_hand_falls_when_it_is_sent_and_rises_when_the_far_side_confirms(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var (box, bag) = (await house.CustodianAsync(), await house.CustodianAsync("courier"));
        await house.FillAsync(box, 50_000);
        var transfer = await SendAsync(house, box, bag, 20_000, fee: 100);
        (await house.CashAsync(box)).ShouldBe(29_900);
        (await house.CashAsync(bag)).ShouldBe(0);
        var moving = AccountRef.InTransit(transfer, Try);
        (await house.Teller.BalanceAsync(moving)).ShouldBe(20_000);
        // K-2: the fee is an entry of its own.
        (await house.Teller.BalanceAsync(AccountRef.Cost(AccountOwner.Unit, house.Unit.Value, Try))).ShouldBe(100);
        var step = new { transferId = transfer };
        await house.DoneAsync(house.SecondPayer, "transfer.announce", step);
        (
            await house.CodeAsync(house.SecondPayer, "transfer.collect", new { transferId = transfer, code = "1" })
        ).ShouldBe("CODE_WRONG");
        (await house.CodeAsync(house.SecondPayer, "transfer.collect", step)).ShouldBe("PROOF_MISSING");
        await house.DoneAsync(house.SecondPayer, "transfer.collect", new { transferId = transfer, paperNo = "17" });
        var confirm = new { transferId = transfer, how = "pin" };
        (await house.CodeAsync(house.Payer, "transfer.confirm", confirm)).ShouldBe("NEEDS_ANOTHER_PERSON");
        await house.DoneAsync(house.SecondPayer, "transfer.confirm", confirm);
        (await house.CashAsync(bag)).ShouldBe(20_000);
        (await house.Teller.BalanceAsync(moving)).ShouldBe(0);
        (await house.CodeAsync(house.SecondPayer, "transfer.confirm", confirm)).ShouldBe("STEP_NOT_POSSIBLE");
        (await house.CodeAsync(house.Payer, "transfer.return", new { transferId = transfer, reason = "x" })).ShouldBe(
            "STEP_NOT_POSSIBLE"
        );
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA13_a_transfer_that_nobody_collected_in_ten_days_is_the_senders_cash_again(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var (box, bag) = (await house.CustodianAsync(), await house.CustodianAsync("courier"));
        await house.FillAsync(box, 20_000, "USD");
        var transfer = await SendAsync(house, box, bag, 20_000, "USD");
        jisr.Clock.Advance(TimeSpan.FromDays(9));
        await house.SweepAsync();
        (await house.CashAsync(box, "USD")).ShouldBe(0);
        jisr.Clock.Advance(TimeSpan.FromDays(1));
        await house.SweepAsync();
        await house.SweepAsync();
        (await house.CashAsync(box, "USD")).ShouldBe(20_000);
        (await jisr.TextAsync("SELECT state FROM ledger_transfer")).ShouldBe("returned");
        (await house.Teller.BalanceAsync(AccountRef.InTransit(transfer, "USD"))).ShouldBe(0);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA15_an_agent_over_the_limit_cannot_receive_and_the_answer_names_him(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var today = DateOnly.FromDateTime(jisr.Clock.GetUtcNow().UtcDateTime);
        var box = await house.CustodianAsync();
        var agent = await house.CustodianAsync("agent", 100_000, "USD", today);
        await house.FillAsync(box, 200_000, "USD");
        var first = await SendAsync(house, box, agent, 95_000, "USD");
        // What is on its way counts.
        (await CodeAsync(house, box, agent, 6_000)).ShouldBe("CUSTODIAN_LIMIT");
        await house.DoneAsync(house.SecondPayer, "transfer.confirm", new { transferId = first, how = "pin" });
        var answer = await house.SendAsync(house.Payer, "transfer.send", Body(box, agent, 6_000, "USD"));
        answer.Reasons[0].Code.ShouldBe("CUSTODIAN_LIMIT");
        answer.Reasons[0].Args!["limit"].ShouldBe("1000.00");
        (await CodeAsync(house, box, agent, 5_000)).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task K3_who_is_inactive_or_was_looked_at_too_long_ago_cannot_receive(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var today = DateOnly.FromDateTime(jisr.Clock.GetUtcNow().UtcDateTime);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 10_000, "USD");
        var never = await house.CustodianAsync("hawala");
        var old = await house.CustodianAsync("agent", looked: today.AddDays(-366));
        var year = await house.CustodianAsync("agent", looked: today.AddDays(-365));
        var closed = await house.CustodianAsync("courier");
        await house.DoneAsync(house.Finance, "custodian.deactivate", new { custodianId = closed });
        (await CodeAsync(house, box, never, 100)).ShouldBe("DUE_DILIGENCE_OLD");
        (await CodeAsync(house, box, old, 100)).ShouldBe("DUE_DILIGENCE_OLD");
        (await CodeAsync(house, box, year, 100)).ShouldBeNull();
        (await CodeAsync(house, box, closed, 100)).ShouldBe("CUSTODIAN_INACTIVE");
        // The same by the door of the other modules.
        Leg[] legs = [Leg.Debit(AccountRef.Cash(closed, "USD"), 5), Leg.Credit(Income(3, "USD"), 5)];
        (await house.Teller.PostAsync("sale.cash", null, legs)).ShouldBe("CUSTODIAN_INACTIVE");
        await house.DoneAsync(house.Finance, "custodian.activate", new { custodianId = closed });
        (await CodeAsync(house, box, closed, 100)).ShouldBeNull();
        (await CodeAsync(house, box, box, 100)).ShouldBe("TO_ITSELF");
        (await CodeAsync(house, box, Id(0x9999), 100)).ShouldBe("ACCOUNT_NOT_USABLE");
        (await CodeAsync(house, box, closed, 1_000_000)).ShouldBe("NOT_ENOUGH");
        (await CodeAsync(house, box, closed, 0)).ShouldBe("AMOUNT_NOT_POSITIVE");
    }

    [Theory, Databases]
    public async Task K1_the_code_is_sealed_and_each_side_may_look_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var (box, bag) = (await house.CustodianAsync(), await house.CustodianAsync("courier"));
        await house.FillAsync(box, 500);
        var transfer = await house.DoneAsync(house.Payer, "transfer.send", Body(box, bag, 500, Try, "HW-7788"));
        var mine = new { transferId = transfer, toSender = true };
        var theirs = new { transferId = transfer, toSender = false };
        (await house.CodeAsync(house.SecondPayer, "transfer.reveal", mine)).ShouldBe("NOT_FOUND");
        (await house.CodeAsync(house.Payer, "transfer.reveal", theirs)).ShouldBe("NEEDS_ANOTHER_PERSON");
        var shown = await house.SendAsync(house.Payer, "transfer.reveal", mine);
        System
            .Text.Json.JsonSerializer.Serialize(shown, Kernel.Commands.CanonicalJson.Options)
            .ShouldNotContain("7788");
        (await house.CodeAsync(house.Payer, "transfer.reveal", mine)).ShouldBe("CODE_SHOWN");
        await house.DoneAsync(house.SecondPayer, "transfer.reveal", theirs);
        (await house.CodeAsync(house.SecondPayer, "transfer.reveal", theirs)).ShouldBe("CODE_SHOWN");
        // Digits of any script, spaces or not.
        await house.DoneAsync(house.SecondPayer, "transfer.collect", new { transferId = transfer, code = "HW-٧٧ ٨٨" });
        foreach (var table in new[] { "ledger_transfer", "kernel_command_receipt", "kernel_audit", "kernel_outbox" })
            (await DumpAsync(jisr, table)).ShouldNotContain("7788");
    }

    private static async Task<string> DumpAsync(JisrApp jisr, string table)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Kernel.Data.JisrDb>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are those above.
        command.CommandText = "SELECT * FROM " + table;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        var text = new System.Text.StringBuilder();
        while (await rows.ReadAsync())
            for (var i = 0; i < rows.FieldCount; i++)
                text.Append(rows.GetValue(i) is byte[] b ? System.Text.Encoding.Latin1.GetString(b) : rows.GetValue(i))
                    .Append('|');
        return text.ToString();
    }

    private static object Body(Guid from, Guid to, long minor, string currency, string? code = null, long fee = 0) =>
        new
        {
            fromCustodianId = from,
            toCustodianId = to,
            currency,
            minor,
            code,
            feeMinor = fee,
            days = 10,
        };

    private static Task<Guid> SendAsync(
        Association house,
        Guid from,
        Guid to,
        long minor,
        string currency = Try,
        long fee = 0
    ) => house.DoneAsync(house.Payer, "transfer.send", Body(from, to, minor, currency, fee: fee));

    private static Task<string?> CodeAsync(Association house, Guid from, Guid to, long minor) =>
        house.CodeAsync(house.Payer, "transfer.send", Body(from, to, minor, "USD"));
}
