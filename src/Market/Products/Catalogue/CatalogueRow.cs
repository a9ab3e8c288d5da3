using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Market.Products.Catalogue;

/// <summary>A row of the catalogue file (market.md §8), read by our own binders. Null where the file does not say.</summary>
internal sealed record CatalogueRow
{
    /// <summary>In the order in which the file is written out.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "shop_code",
        "sku",
        "title_ar",
        "title_fr",
        "title_en",
        "description_ar",
        "category",
        "kind",
        "size",
        "unit",
        "step",
        "price",
        "currency",
        "case_size",
        "on_hand",
        "photo",
    ];

    public static readonly IReadOnlyList<string> Needed = ["sku", "title_ar", "unit", "price", "currency"];

    public required string? ShopCode { get; init; }
    public required string Sku { get; init; }
    public required string TitleAr { get; init; }
    public required string? TitleFr { get; init; }
    public required string? TitleEn { get; init; }
    public required string? Description { get; init; }
    public required string? Category { get; init; }
    public required SaleKind? Kind { get; init; }

    /// <summary>Where a size stands, a row is one piece of it: «500 g».</summary>
    public required string Label { get; init; }
    public required SaleUnit Unit { get; init; }
    public required long? Step { get; init; }
    public required Money Price { get; init; }
    public required long? CaseSize { get; init; }
    public required long? OnHand { get; init; }
    public required string? Photo { get; init; }

    /// <summary>True when the file has the column at all: an empty cell then empties, a missing column keeps.</summary>
    public required IReadOnlySet<string> Has { get; init; }

    public static CatalogueRow? Read(CatalogueFile file, IReadOnlyList<string> cells, Problems problems)
    {
        string? Text(string column)
        {
            for (var i = 0; i < cells.Count; i++)
                if (file.Columns[i] == column)
                    return Unguarded(cells[i].Trim()) is { Length: > 0 } text ? text : null;
            return null;
        }
        long? Amount(string column)
        {
            if (Text(column) is not { } typed)
                return null;
            var reading = QuantityBinder.Read(typed);
            if (reading.IsValue)
                return reading.Value.Thousandths;
            if (AsFilesWrite(typed, 3) is { } exact)
                return exact;
            problems.Add(new Problem(reading.Error ?? "NUMBER_AMBIGUOUS", column));
            return null;
        }
        foreach (var column in Needed)
            if (Text(column) is null)
                problems.Add(column, "REQUIRED");
        SaleKind? kind = null;
        if (Text("kind") is { } kindText)
        {
            if (Codes.TryParse<SaleKind>(kindText.ToLowerInvariant(), out var known))
                kind = known;
            else
                problems.Add("kind", "KIND_OF_SALE_UNKNOWN");
        }
        if (!Codes.TryParse<SaleUnit>(Text("unit")?.ToLowerInvariant(), out var unit) && Text("unit") is not null)
            problems.Add("unit", "UNIT_UNKNOWN");
        var price = PriceOf(Text("price"), Text("currency"), problems);
        var size = Amount("size");
        var (step, caseSize, onHand) = (Amount("step"), Amount("case_size"), Amount("on_hand"));
        if (problems.Count > 0)
            return null;
        return new CatalogueRow
        {
            ShopCode = Text("shop_code"),
            Sku = Text("sku")!,
            TitleAr = Text("title_ar")!,
            TitleFr = Text("title_fr"),
            TitleEn = Text("title_en"),
            Description = Text("description_ar"),
            Category = Text("category"),
            Kind = kind,
            Label = size is { } much ? LabelOf(much, unit) : "",
            Unit = size is null ? unit : SaleUnit.Piece,
            Step = step,
            Price = price!.Value,
            CaseSize = caseSize,
            OnHand = onHand,
            Photo = Text("photo"),
            Has = file.Columns.ToHashSet(StringComparer.Ordinal),
        };
    }

    public static string LabelOf(long thousandths, SaleUnit unit) => new Quantity(thousandths) + " " + Codes.Of(unit);

    /// <summary>Size and unit of a label that a file brought: «500 g».</summary>
    public static (string Size, string Unit)? SizeOf(string label) =>
        label.Split(' ') is [var size, var unit]
        && Codes.TryParse<SaleUnit>(unit, out var known)
        && QuantityBinder.Read(size) is { IsValue: true } reading
        && LabelOf(reading.Value.Thousandths, known) == label
            ? (size, unit)
            : null;

    // Our own files guard text that a spreadsheet would run by an apostrophe: it goes again when they come back.
    private static string Unguarded(string cell) =>
        cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    private static Money? PriceOf(string? typed, string? key, Problems problems)
    {
        if (key is null || typed is null)
            return null;
        if (Currency.Find(ArabicText.StripInvisible(key).ToUpperInvariant()) is not { } currency)
        {
            problems.Add("currency", "CURRENCY_UNKNOWN");
            return null;
        }
        var reading = MoneyBinder.Read(typed, currency);
        if (reading.IsValue)
            return reading.Value;
        if (AsFilesWrite(typed, currency.Scale) is { } exact)
            return new Money(exact, currency);
        problems.Add(new Problem(reading.Error ?? "NUMBER_AMBIGUOUS", "price"));
        return null;
    }

    // Files write amounts with a point and all their decimals (experience.md N-4): «12.500» of three decimals is one
    // that a file wrote, and no thousands. Anything else that reads two ways is asked back.
    private static long? AsFilesWrite(string text, int scale) =>
        scale > 0
        && text.Split('.') is [{ Length: > 0 and < 12 } whole, var rest]
        && rest.Length == scale
        && whole.Concat(rest).All(char.IsAsciiDigit)
            ? long.Parse(whole + rest, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
