using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>Proposals from a shop's offers (whatsapp.md §4.6, §5).</summary>
public class WhatsAppShopTests
{
    [Theory, Databases]
    public async Task WA08_lines_come_from_the_shops_own_offers_and_no_order_is_written(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var front = new FrontWorld(jisr);
        var (shop, _) = await front.ShopAsync("reem");
        var (other, _) = await front.ShopAsync("other");
        await front.ProductAsync(shop, "soap-laurel", "صابون غار");
        await front.ProductAsync(shop, "oil-500", "زيت زيتون", category: "preserves", label: "500 ml");
        await front.ProductAsync(shop, "zaatar", "زعتر", category: "preserves", unit: "kg", onHand: 50_000);
        await front.ProductAsync(other, "candle", "شمعة معطرة");
        var file = Path.Combine(jisr.Folder, "text.txt");
        await File.WriteAllTextAsync(file, "بدي ٢ صابون غار ونص كيلو زعتر وزيت زيتون 500 مل وشمعة معطرة");
        var run = await jisr.VerbAsync("whatsapp", "read", file, "--pasted", "--shop", "reem", "--json");
        run.Exit.ShouldBe(0, run.Errors);
        using var read = JsonDocument.Parse(run.Output);
        read.RootElement.GetProperty("lines")
            .EnumerateArray()
            .Select(l => (l.GetProperty("product").GetString(), l.GetProperty("qty").GetString()))
            .ShouldBe([("soap-laurel", "2"), ("zaatar", "0.5"), ("oil-500", "1")]);
        // No list was sent, so numbers are nothing.
        await File.WriteAllTextAsync(file, "٢ و٣");
        (await jisr.VerbAsync("whatsapp", "read", file, "--pasted", "--shop", "reem", "--json")).Output.ShouldContain(
            "\"kind\":\"other\""
        );
        var unknown = await jisr.VerbAsync("whatsapp", "read", file, "--pasted", "--shop", "nobody", "--json");
        (unknown.Exit, unknown.Output.Trim()).ShouldBe((2, """{"error":"shop_unknown"}"""));
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(0);
    }

    [Fact]
    public async Task WA01_the_program_itself_reads_a_chat_without_opening_a_database()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var file = Path.Combine(WhatsAppVerb.Fixtures, "exports", "phone_copy_ar.txt");
        var nowhere = Path.Combine(jisr.Folder, "nowhere", "jisr.db");
        var run = await jisr.VerbAsync("whatsapp", "read", file, "--database", "sqlite:" + nowhere);
        run.Exit.ShouldBe(0, run.Errors);
        run.Output.ShouldStartWith("2 messages and 0 notices, dates dmy (over_12)");
        File.Exists(nowhere).ShouldBeFalse();
        (await jisr.VerbAsync("whatsapp", "read", file, "--order", "ymd")).Exit.ShouldNotBe(0);
        (await jisr.VerbAsync("whatsapp", "read", file, "--shop", "a", "--catalogue", "b")).Exit.ShouldNotBe(0);
    }
}
