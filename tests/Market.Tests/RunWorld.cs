using System.Buffers.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Tests;

/// <summary>Runs as a seller and her buyers make them, by the commands of their pages.</summary>
internal sealed class RunWorld(JisrApp jisr)
{
    /// <summary>Thursday; the test clock starts on Tuesday.</summary>
    public static readonly DateOnly Thursday = new(2026, 11, 26);

    public const string Ana = "0944000001";
    public const string Bana = "0944000002";
    public const string Cila = "0944000003";

    private readonly FrontWorld front = new(jisr);

    public Guid Shop { get; private set; }
    public PartyId Seller { get; private set; }
    public Guid Run { get; private set; }

    public string Currency { get; private set; } = "TRY";

    /// <summary>A shop of a new seller.</summary>
    public async Task ShopAsync(string currency = "TRY")
    {
        Currency = currency;
        (Shop, Seller) = await front.ShopAsync("reem", currency: currency);
    }

    public async Task<Guid> PlanAsync(
        string rule = "first-come",
        int? limitOrders = null,
        object[]? fees = null,
        DateTimeOffset? opensAt = null
    )
    {
        var answer = await DoAsync(
            "run.plan",
            new
            {
                shopId = Shop,
                name = "جولة الخميس",
                marketDay = Thursday,
                opensAt = opensAt ?? JisrApp.Start,
                closesAt = JisrApp.Start.AddDays(1),
                shareRule = rule,
                limitOrders,
                fees,
            }
        );
        Run = answer.Subject!.Value;
        return Run;
    }

    /// <summary>Goes on with a run that a page planned.</summary>
    public void At(string run) => Run = Guid.Parse(run);

    /// <summary>Goods bought on runs, and offered on this one.</summary>
    public async Task OfferAsync(
        string sku,
        long price,
        string unit = "piece",
        string rule = "fixed",
        long? ceiling = null,
        long? plusPercent = null,
        long? caseSize = null,
        string caseRule = "down",
        long? maxTotal = null
    )
    {
        await GoodsAsync(sku, price, unit, caseSize);
        await DoAsync(
            "offer.add",
            new
            {
                runId = Run,
                sku,
                priceRule = rule,
                ceiling,
                plusPercent,
                caseRule,
                maxTotal,
            }
        );
    }

    public Task GoodsAsync(string sku, long price, string unit = "piece", long? caseSize = null) =>
        DoAsync(
            "product.add",
            new
            {
                shopId = Shop,
                sku,
                nameAr = "صنف " + sku,
                category = "soap",
                price,
                currency = Currency,
                unit,
                sale = "run",
                caseSize,
            }
        );

    public Task OpenAsync() => DoAsync("run.open", new { runId = Run });

    public Task CloseAsync() => DoAsync("run.close", new { runId = Run });

    /// <summary>A buyer without an account orders from the run.</summary>
    public async Task<Answer> JoinAsync(string phone, object[] lines, string? token = null, Guid? run = null)
    {
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        return await jisr.SendAsync(
            "run.join",
            new
            {
                runId = run ?? Run,
                lines,
                name = "سارة",
                phone,
                pickUpPoint = FrontWorld.Point,
                token,
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );
    }

    public async Task<Guid> OrderAsync(string phone, params object[] lines)
    {
        var answer = await JoinAsync(phone, lines);
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    public static object Line(string sku, long qty, long tolerance = 0, bool partOk = true, long? substitute = null) =>
        new
        {
            sku,
            qty,
            tolerance,
            partOk,
            substitute = substitute is null ? "none" : "same-kind",
            substituteCeiling = substitute,
        };

    /// <summary>Cash in the seller's purse: paid ahead for an order of something else.</summary>
    public async Task PurseAsync(long minor)
    {
        await front.ProductAsync(Shop, "shawl", "شال", minor, Currency);
        var order = await jisr.SendAsync(
            "order.place",
            new
            {
                shop = "reem",
                lines = new[] { new { sku = "shawl", qty = 1000 } },
                name = "هند",
                phone = "0944999999",
                pickUpPoint = FrontWorld.Point,
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );
        await DoAsync("order.pay", new { orderId = order.Subject, minor });
    }

    public Task<Answer> BuyAsync(
        string sku,
        long qty,
        long paid,
        string? other = null,
        string by = "purse",
        Guid? id = null
    ) =>
        jisr.SendAsync(
            "run.buy",
            new
            {
                runId = Run,
                sku,
                qty,
                paid,
                otherSku = other,
                paidBy = by,
            },
            id
        );

    public async Task<Answer> DoAsync(string kind, object payload)
    {
        var answer = await jisr.SendAsync(kind, payload);
        answer.IsDone.ShouldBeTrue(kind + ": " + string.Join(' ', answer.Reasons));
        return answer;
    }

    /// <summary>The line of an order and a variant: one of its numbers.</summary>
    public Task<long> LineAsync(Guid order, string sku, string column) =>
        jisr.CountAsync(
            $"SELECT l.{column} FROM market_order_line l JOIN market_variant v ON v.id = l.variant_id "
                + $"WHERE l.order_id = {Id(order)} AND v.sku = '{sku}'"
        );

    public async Task<Guid> LineIdAsync(Guid order, string sku) =>
        Guid.Parse(
            (
                await jisr.TextAsync(
                    $"SELECT {(IsSqlite ? "hex(l.id)" : "l.id::text")} FROM market_order_line l "
                        + "JOIN market_variant v ON v.id = l.variant_id "
                        + $"WHERE l.order_id = {Id(order)} AND v.sku = '{sku}'"
                )
            )!
        );

    public Task<long> BuyLineAsync(string sku, string column) =>
        jisr.CountAsync(
            $"SELECT b.{column} FROM market_buy_line b JOIN market_variant v ON v.id = b.variant_id "
                + $"WHERE b.run_id = {Id(Run)} AND v.sku = '{sku}'"
        );

    public Task<long> OfOrderAsync(Guid order, string column) =>
        jisr.CountAsync($"SELECT {column} FROM market_order WHERE id = {Id(order)}");

    public Task<string?> StageAsync(Guid? run = null) =>
        jisr.TextAsync($"SELECT stage FROM market_run WHERE id = {Id(run ?? Run)}");

    /// <summary>Net of an owner's accounts of a purpose, on their normal side.</summary>
    public Task<long> BalanceAsync(string purpose, Guid owner) =>
        jisr.CountAsync(
            "SELECT coalesce(sum(CASE WHEN a.normal_side = 'D' THEN b.posted_d - b.posted_c ELSE b.posted_c - b.posted_d END), 0) "
                + "FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id "
                + $"WHERE a.purpose = '{purpose}' AND a.owner_id = {Id(owner)}"
        );

    /// <summary>What the buyer of an order owes her seller.</summary>
    public Task<long> OwesAsync(Guid order) =>
        jisr.CountAsync(
            "SELECT coalesce(sum(b.posted_d - b.posted_c), 0) FROM ledger_account a "
                + "JOIN ledger_balance b ON b.account_id = a.id JOIN market_order o ON o.contact_id = a.owner_id "
                + $"WHERE a.purpose = 'Receivable' AND o.id = {Id(order)}"
        );

    /// <summary>The secret of an order's link, as its page has it in its address.</summary>
    public string TokenOf(Guid order) =>
        Base64Url.EncodeToString(
            jisr.Services.GetRequiredService<Sealer>().Index("market-order-token", order.ToString()).AsSpan(0, 24)
        );

    public Guid Purse => NameUuid.Of(Seller.ToString(), "purse");

    /// <summary>An id as raw SQL of the database writes it.</summary>
    public string Id(Guid id) => IsSqlite ? $"X'{id:N}'" : $"'{id}'";

    private bool IsSqlite => jisr.DatabaseSetting.StartsWith("sqlite:", StringComparison.Ordinal);
}
