using System.Security.Cryptography;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products.Catalogue;

/// <summary>One row and what became of it: accepted, duplicate, conflict, rejected.</summary>
internal sealed record CatalogueAnswer(int Row, string Sku, string Outcome, bool IsNew, Problem? Problem)
{
    /// <summary>What is wrong with its picture, where the product itself went in.</summary>
    public Problem? Photo { get; init; }
}

/// <summary>The file door for products: rows become the commands that the pages send, matched by sku. The same file
/// again changes nothing; a changed price becomes a price version.</summary>
internal sealed class ImportProducts(CommandPipeline pipeline, KnownProducts known, JisrDb db)
{
    private const int Chunk = 200;

    /// <param name="shop">Code of the shop for rows that name none; rows that name another are refused.</param>
    /// <param name="folder">Where pictures lie that the file names; null where none may be read.</param>
    public async Task<IReadOnlyList<CatalogueAnswer>> RunAsync(
        CatalogueFile file,
        string? shop,
        Actor actor,
        string? folder,
        Action<int> progress,
        CancellationToken ct
    )
    {
        var answers = new CatalogueAnswer[file.Rows.Count];
        var shops = await ShopsAsync(file, shop, actor, ct);
        var adds = new List<(int Row, CatalogueRow Read, Envelope<AddProduct> Envelope)>();
        for (var i = 0; i < file.Rows.Count; i++)
        {
            var problems = new Problems();
            var row = CatalogueRow.Read(file, file.Rows[i], problems);
            var target = row is null ? null : TargetOf(row, shop, shops, problems);
            if (row is null || target is null)
            {
                answers[i] = new CatalogueAnswer(i, row?.Sku ?? "", "rejected", false, problems[0]);
                continue;
            }
            // The same sku twice in one file: what came first must stand before the second is compared with it.
            if (adds.Count == Chunk || adds.Exists(a => a.Read.Sku == row.Sku))
                await FlushAsync(adds, shops, actor, answers, ct);
            if (target.Products.TryGetValue(row.Sku, out var there))
                answers[i] = await ChangeAsync(i, there, row, target, actor, ct);
            else
                adds.Add((i, row, Add(row, target)));
            progress(i + 1);
        }
        await FlushAsync(adds, shops, actor, answers, ct);
        return folder is null ? answers : await PhotosAsync(file, answers, shop, shops, actor, folder, ct);
    }

    private async Task FlushAsync(
        List<(int Row, CatalogueRow Read, Envelope<AddProduct> Envelope)> adds,
        Dictionary<string, Target> shops,
        Actor actor,
        CatalogueAnswer[] answers,
        CancellationToken ct
    )
    {
        var sent = await pipeline.SendManyAsync([.. adds.Select(a => a.Envelope)], actor, Door.File, Chunk, ct);
        for (var n = 0; n < adds.Count; n++)
            answers[adds[n].Row] = Answered(adds[n].Row, adds[n].Read.Sku, sent[n], isNew: true);
        // What went in is known from now on.
        foreach (var code in adds.Select(a => CodeOf(a.Envelope, shops)).Distinct(StringComparer.Ordinal).ToList())
            shops[code] = shops[code] with { Products = await known.OfAsync(shops[code].Id, ct) };
        adds.Clear();
    }

    private async Task<CatalogueAnswer> ChangeAsync(
        int i,
        KnownProduct there,
        CatalogueRow row,
        Target target,
        Actor actor,
        CancellationToken ct
    )
    {
        var after = there.After(row);
        if (after == there.State)
            return new CatalogueAnswer(i, row.Sku, "duplicate", false, null);
        // The version is part of the id: back to an earlier price is a new wish, a repeat of this one is not.
        var id = NameUuid.Of(
            "product.change",
            there.Id.ToString(),
            FormattableString.Invariant($"{there.Version}"),
            JsonSerializer.Serialize(after, CanonicalJson.Options)
        );
        var answer = await pipeline.SendAsync(
            new Envelope<ChangeProduct>(new CommandId(id), after),
            actor,
            Door.File,
            ct
        );
        if (answer.IsDone)
            target.Products[row.Sku] = there with { Version = there.Version + 1, State = after };
        return Answered(i, row.Sku, answer, isNew: false);
    }

    private static Envelope<AddProduct> Add(CatalogueRow row, Target target) =>
        new(
            new CommandId(NameUuid.Of(target.Id.ToString(), "import-product", row.Sku)),
            new AddProduct(
                target.Id.Value,
                row.TitleAr,
                row.Category ?? Categories.Other,
                row.Price.Minor,
                row.Price.Currency.Key,
                row.Unit,
                row.Kind ?? SaleKind.Stock,
                row.OnHand ?? 0,
                row.Sku,
                row.TitleFr,
                row.TitleEn,
                row.Description,
                row.Label.Length == 0 ? null : row.Label,
                row.Step,
                row.Step,
                null,
                row.CaseSize
            )
        );

    private async Task<IReadOnlyList<CatalogueAnswer>> PhotosAsync(
        CatalogueFile file,
        CatalogueAnswer[] answers,
        string? shop,
        Dictionary<string, Target> shops,
        Actor actor,
        string folder,
        CancellationToken ct
    )
    {
        foreach (var answer in answers.Where(a => a.Outcome is "accepted" or "duplicate"))
        {
            var row = CatalogueRow.Read(file, file.Rows[answer.Row], [])!;
            // An address is where our own file says a picture can be seen; it is there already.
            if (row.Photo is null || row.Photo.StartsWith("http", StringComparison.OrdinalIgnoreCase))
                continue;
            var target = TargetOf(row, shop, shops, [])!;
            var problem = await PhotoAsync(target.Products[row.Sku].Id, row, folder, actor, ct);
            answers[answer.Row] = answer with { Photo = problem };
        }
        return answers;
    }

    private async Task<Problem?> PhotoAsync(
        ProductId product,
        CatalogueRow row,
        string folder,
        Actor actor,
        CancellationToken ct
    )
    {
        var path = Path.GetFullPath(Path.Combine(folder, row.Photo!));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return new Problem("PHOTO_FILE_OUTSIDE", "photo");
        if (!File.Exists(path))
            return new Problem("PHOTO_FILE_MISSING", "photo");
        var bytes = await File.ReadAllBytesAsync(path, ct);
        var id = NameUuid.Of(product.ToString(), "photo", Convert.ToHexString(SHA256.HashData(bytes)));
        var alt = row.TitleAr.Length > 120 ? row.TitleAr[..120] : row.TitleAr;
        var answer = await pipeline.SendAsync(
            new Envelope<AddPhoto>(new CommandId(id), new AddPhoto(product.Value, alt, bytes)),
            actor,
            Door.File,
            ct
        );
        var code = answer.IsDone ? null : answer.Effective.Reasons[0].Code;
        return code is null or "PHOTO_THERE_ALREADY" ? null : new Problem(code, "photo");
    }

    private static CatalogueAnswer Answered(int row, string sku, Answer answer, bool isNew)
    {
        var problem = answer.Reasons.Count > 0 ? answer.Reasons[0] : null;
        var outcome = answer.Result switch
        {
            AnswerResult.Accepted => "accepted",
            AnswerResult.Duplicate => "duplicate",
            AnswerResult.Conflict => "conflict",
            _ when problem?.Code == "ID_REUSED" => "conflict",
            _ => "rejected",
        };
        return new CatalogueAnswer(row, sku, outcome, isNew, problem);
    }

    private static Target? TargetOf(CatalogueRow row, string? shop, Dictionary<string, Target> shops, Problems problems)
    {
        if ((row.ShopCode ?? shop) is not { } code)
            problems.Add("shop_code", "REQUIRED");
        else if (shop is not null && code != shop)
            problems.Add("shop_code", "SHOP_OTHER");
        else if (!shops.TryGetValue(code, out var target))
            problems.Add("shop_code", "SHOP_UNKNOWN");
        else
            return target;
        return null;
    }

    private static string CodeOf(Envelope<AddProduct> envelope, Dictionary<string, Target> shops) =>
        shops.First(s => s.Value.Id.Value == envelope.Payload.ShopId).Key;

    // A seller reaches her own shops; the program itself, all that the file names.
    private async Task<Dictionary<string, Target>> ShopsAsync(
        CatalogueFile file,
        string? shop,
        Actor actor,
        CancellationToken ct
    )
    {
        var at = file.Columns.ToList().IndexOf("shop_code");
        var codes = file
            .Rows.Select(r => at < 0 ? null : r[at].Trim())
            .Append(shop)
            .Where(c => !string.IsNullOrEmpty(c))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var found = new Dictionary<string, Target>(StringComparer.Ordinal);
        foreach (var part in codes.Chunk(500))
        {
            var rows = await db.Set<Shop>()
                .AsNoTracking()
                .Where(s => part.Contains(s.Code) && s.State != ShopState.Closed)
                .Select(s => new
                {
                    s.Code,
                    s.Id,
                    s.PartyId,
                })
                .ToListAsync(ct);
            foreach (var row in rows.Where(r => actor.IsSystem || r.PartyId == actor.PartyId))
                found[row.Code] = new Target(row.Id, await known.OfAsync(row.Id, ct));
        }
        return found;
    }

    private sealed record Target(ShopId Id, Dictionary<string, KnownProduct> Products);
}
