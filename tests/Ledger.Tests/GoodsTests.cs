using Jisr.Contracts.Ledger;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>G-2: goods are counted in their own unit and never turn into money.</summary>
public class GoodsTests
{
    [Theory, Databases]
    public async Task LA17_three_boxes_of_soap_are_handed_over_with_two_confirmations_and_no_money_moves(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var winner = await house.WomanAsync("زينة العلي");
        var store = await house.CustodianAsync();
        object Soap(string unit) =>
            new
            {
                name = "Laurel soap",
                unit,
                scale = 0,
                origin = "Aleppo",
                valueNote = "a prize",
            };
        (await house.CodeAsync(house.Finance, "goods.add", Soap("TRY"))).ShouldBe("GOODS_UNIT");
        var item = await house.DoneAsync(house.Finance, "goods.add", Soap("soap-box"));
        (await house.CodeAsync(house.Finance, "goods.add", Soap("soap-box"))).ShouldBe("GOODS_UNIT_TAKEN");
        object Move(long quantity, Guid? party = null) =>
            new
            {
                itemId = item,
                custodianId = store,
                partyId = party ?? winner,
                quantity,
            };
        (await house.CodeAsync(house.Payer, "goods.take", Move(3, Id(0x999)))).ShouldBe("ACCOUNT_NOT_USABLE");
        await house.DoneAsync(house.Payer, "goods.take", Move(3));
        (await house.CodeAsync(house.Payer, "goods.hand-over", Move(4))).ShouldBe("NOT_ENOUGH");
        var receipt = await house.DoneAsync(house.Payer, "goods.hand-over", Move(3));
        var goods = new AccountRef(AccountOwner.Custodian, store, AccountPurpose.Goods, "soap-box");
        (await house.Teller.BalanceAsync(goods)).ShouldBe(0);
        object Yes(string how) =>
            new
            {
                receiptId = receipt,
                side = "payee",
                how,
            };
        (await house.CodeAsync(house.SecondPayer, "receipt.confirm", Yes("pin"))).ShouldBe("PIN_IS_HERS");
        var she = Association.Member(0) with { PartyId = new Kernel.Ids.PartyId(winner) };
        await house.DoneAsync(she, "receipt.confirm", Yes("pin"));
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM ledger_receipt WHERE payer_confirm = 'pin' AND payee_confirm = 'pin'"
            )
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_account WHERE unit <> 'soap-box'")).ShouldBe(0);
        await house.HoldsAsync();
    }
}
