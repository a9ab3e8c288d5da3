// Fills an empty database with a market of any size, and prints questions that shoppers may ask of it.
//   catalogue make DATABASE KEY-FILE SHOPS PRODUCTS FOLDER   shops by their command; products as files for `jisr import products`
//   catalogue ask N                                          addresses of N searches, one a line, for bench/Load --paths
//   catalogue run sqlite|postgres ORDERS                     times the buy list and the share-out of one run of so many orders
using System.Globalization;
using Jisr.Bench.Catalogue;
using Jisr.Testing;

switch (args)
{
    case ["make", var database, var key, var shops, var products, var folder]:
        await OpenAsync(database, key, Number(shops));
        await WriteAsync(Number(shops), Number(products), folder);
        return 0;
    case ["run", var kind, var orders]:
        await using (var jisr = await JisrApp.StartAsync(kind))
            await new BigRun(jisr).TimeAsync(Number(orders));
        return 0;
    case ["ask", var n]:
        foreach (var question in Invented.Questions(Number(n)))
            Console.WriteLine(question);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "catalogue make DATABASE KEY-FILE SHOPS PRODUCTS FOLDER | catalogue ask N | catalogue run sqlite|postgres ORDERS"
        );
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static async Task OpenAsync(string database, string key, int shops)
{
    await using var jisr = await JisrApp.StartAsync(
        database.StartsWith("sqlite:", StringComparison.Ordinal) ? "sqlite" : "postgres",
        ("Jisr:Database", database),
        ("Jisr:KeyFile", key),
        ("Jisr:MigrateAtStart", "true")
    );
    for (var i = 0; i < shops; i++)
    {
        var answer = await jisr.SendAsync("shop.open", Invented.Shop(i));
        if (!answer.IsDone)
            throw new InvalidOperationException(answer.ToString());
    }
}

static async Task WriteAsync(int shops, int products, string folder)
{
    // Rows of one shop stand together, as in a file that she sends.
    const int Part = 5000;
    const string Head =
        "shop_code,sku,title_ar,title_fr,title_en,description_ar,category,kind,unit,price,currency,on_hand";
    for (var from = 0; from < products; from += Part)
        await File.WriteAllLinesAsync(
            Path.Combine(folder, FormattableString.Invariant($"part-{from / Part:000}.csv")),
            Enumerable
                .Range(from, Math.Min(Part, products - from))
                .Select(i => Invented.Product(i, shops, products))
                .Prepend(Head)
        );
}
