using System.Text;
using Jisr.Testing;
using MiniExcelLibs;

namespace Jisr.Market.Tests;

/// <summary>The catalogue file of market.md §8.</summary>
public class ImportProductsTests
{
    private const string Header = "sku,title_ar,unit,price,currency";

    [Theory, Databases]
    public async Task The_catalogue_of_122_goes_in_once_and_the_same_file_again_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ShopsAsync(jisr);
        var file = Copy(jisr, "catalogue-dev.csv");
        var first = await jisr.VerbAsync("import", "products", file, "--json");
        first.Exit.ShouldBe(0, first.Output + first.Errors);
        first.Output.TrimEnd().Split('\n')[^1].ShouldBe("""{"accepted":122,"duplicate":0,"conflict":0,"rejected":0}""");
        (await jisr.CountAsync("SELECT count(*) FROM market_product")).ShouldBe(122);
        (await jisr.CountAsync("SELECT count(*) FROM market_variant WHERE kind = 'run'")).ShouldBe(9);
        (
            await jisr.CountAsync("SELECT count(*) FROM market_variant WHERE label = '500 g' AND unit = 'piece'")
        ).ShouldBeGreaterThan(0);
        var again = await jisr.VerbAsync("import", "products", file, "--json");
        again.Exit.ShouldBe(0);
        again.Output.TrimEnd().Split('\n')[^1].ShouldBe("""{"accepted":0,"duplicate":122,"conflict":0,"rejected":0}""");
        (await jisr.CountAsync("SELECT count(*) FROM market_price_version")).ShouldBe(122);

        // One dearer: a price version; back again: another one, not a repeat.
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(
            file,
            text.Replace("500,g,95.00,TRY", "500,g,99.50,TRY", StringComparison.Ordinal)
        );
        (await jisr.VerbAsync("import", "products", file, "--json")).Output.ShouldContain(
            "\"accepted\":1,\"duplicate\":121"
        );
        await File.WriteAllTextAsync(file, text);
        (await jisr.VerbAsync("import", "products", file, "--json")).Output.ShouldContain(
            "\"accepted\":1,\"duplicate\":121"
        );
        (await jisr.CountAsync("SELECT count(*) FROM market_price_version")).ShouldBe(124);
    }

    [Theory, Databases]
    public async Task Bad_rows_come_back_with_their_reason_beside_the_file_and_good_ones_go_in(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync();
        var file = Path.Combine(jisr.Folder, "mine.csv");
        await File.WriteAllTextAsync(
            file,
            $"""
            {Header},kind,photo
            good,صابون,piece,٤٥,TRY,stock,
            no-price,صابون,piece,,TRY,stock,
            asked,صابون,piece,"1,000",TRY,stock,
            formula,=1+1,piece,45,TRY,stock,
            unit,صابون,stone,45,TRY,stock,
            money,صابون,piece,45,EUR,stock,
            kind,صابون,piece,45,TRY,sold,
            zero,صابون,piece,0,TRY,stock,
            good,صابون,piece,٤٥,TRY,stock,
            photo,صابون,piece,45,TRY,stock,../master.key
            """
        );
        var run = await jisr.VerbAsync("import", "products", file, "--shop", "reem", "--json");
        run.Exit.ShouldBe(1, run.Errors);
        run.Output.ShouldContain("""{"accepted":2,"duplicate":1,"conflict":0,"rejected":7}""");
        run.Errors.ShouldContain("outside the folder");
        var refused = await File.ReadAllTextAsync(file + ".rejected.csv");
        foreach (
            var code in (string[])
                [
                    "REQUIRED",
                    "NUMBER_AMBIGUOUS",
                    "NAME_STARTS_WITH_LETTER",
                    "UNIT_UNKNOWN",
                    "CURRENCY_UNKNOWN",
                    "KIND_OF_SALE_UNKNOWN",
                    "PRICE_RANGE",
                ]
        )
            refused.ShouldContain('"' + code + '"');
        refused.ShouldContain("\"'=1+1\"");
        refused.ShouldContain("title_ar");
        (await seller.Browser.GetAsync("/my/products")).Document.QuerySelectorAll("ul.rows > li").Length.ShouldBe(2);
    }

    [Theory, Databases]
    public async Task What_she_downloads_goes_in_again_as_nothing_new_as_csv_and_as_workbook(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await SendAsync(
            seller,
            Encoding.UTF8.GetBytes(
                $"{Header},size,step,case_size,on_hand,title_fr\nzaatar,زعتر,kg,180,TRY,,0.25,5,12.5,Thym\nsoap,صابون,g,45.50,TRY,500,,,30,"
            )
        );
        var csv = await seller.Browser.Http.GetByteArrayAsync(new Uri("/my/products/export.csv", UriKind.Relative));
        var text = Encoding.UTF8.GetString(csv);
        text.ShouldStartWith(
            "\uFEFFshop_code,sku,title_ar,title_fr,title_en,description_ar,category,kind,size,unit,step,price,currency,case_size,on_hand,photo\r\n"
        );
        text.ShouldContain("\"reem\",\"soap\",\"صابون\",\"\",\"\",\"\",\"other\",stock,500,g,1,45.50,TRY,,30,");
        text.ShouldContain(",kg,0.25,180.00,TRY,5,12.5,");
        var page = await SendAsync(seller, csv);
        page.Text.ShouldContain("2 rows were there already.");
        page.Text.ShouldContain("0 products are new.");
        using var book = new MemoryStream();
        await book.SaveAsAsync(
            text.Trim('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(l => l.Replace("\"", "", StringComparison.Ordinal).Split(','))
                .Select(c => new
                {
                    shop_code = c[0],
                    sku = c[1],
                    title_ar = c[2],
                    title_fr = c[3],
                    unit = c[9],
                    size = c[8],
                    price = c[11],
                    currency = c[12],
                })
        );
        (await SendAsync(seller, book.ToArray())).Text.ShouldContain("2 rows were there already.");
        (await jisr.CountAsync("SELECT count(*) FROM market_price_version")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_seller_cannot_write_into_another_shop_by_a_file(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        await world.SellerAsync("victim");
        var attacker = await world.SellerAsync("other");
        var page = await SendAsync(
            attacker,
            Encoding.UTF8.GetBytes($"shop_code,{Header}\nvictim,x,صابون,piece,45,TRY")
        );
        page.Text.ShouldContain("another shop than the chosen one");
        (await jisr.CountAsync("SELECT count(*) FROM market_product")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_file_that_is_none_says_why_and_nothing_goes_in(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync();
        foreach (
            var (bytes, words) in (IEnumerable<(byte[], string)>)
                [
                    (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header)).ToArray(), "UTF-8"),
                    ([.. "sku,title_ar,unit,price,currency\na,"u8, 0xE3, 0x28, 0xA1], "UTF-8"),
                    ("sku,name\n1,2"u8.ToArray(), "first line must name"),
                    ("sku,title_ar,unit,price,currency\nx,\"half"u8.ToArray(), "breaks off"),
                    ([(byte)'P', (byte)'K', 3, 4, 1, 2, 3], "damaged"),
                    ([0, 1, 2, 3], "CSV or XLSX"),
                ]
        )
        {
            var page = await SendAsync(seller, bytes);
            page.Status.ShouldBe(422, words);
            page.Errors.ShouldHaveSingleItem().ShouldContain(words);
        }
        (await seller.Browser.SendAsync(await seller.Browser.GetAsync("/my/products/import"))).Status.ShouldBe(422);
        (await jisr.CountAsync("SELECT count(*) FROM market_product")).ShouldBe(0);
        (await jisr.VerbAsync("import", "products", Path.Combine(jisr.Folder, "nowhere.csv"))).Exit.ShouldBe(2);
    }

    private static async Task<Page> SendAsync(Seller seller, byte[] bytes) =>
        await seller.Browser.UploadAsync(
            await seller.Browser.GetAsync("/my/products/import"),
            [("file", "mine.csv", "text/csv", bytes)]
        );

    private static string Copy(JisrApp jisr, string name)
    {
        var to = Path.Combine(jisr.Folder, name);
        File.Copy(Repo.File("tests/Market.Tests/fixtures/" + name), to);
        return to;
    }

    private static async Task ShopsAsync(JisrApp jisr)
    {
        var front = new FrontWorld(jisr);
        foreach (
            var line in (await File.ReadAllLinesAsync(Repo.File("tests/Market.Tests/fixtures/shops-dev.csv"))).Skip(1)
        )
            if (line.Split(',') is [var code, var name, _, var country, var place, var currency])
                await front.ShopAsync(code, name, place, country, currency);
    }
}
