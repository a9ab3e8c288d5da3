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

    public Task GoodsAsync(
        string sku,
        long price,
        string unit = "piece",
        long? caseSize = null,
        string? currency = null
    ) =>
        DoAsync(
            "product.add",
            new
            {
                shopId = Shop,
                sku,
                nameAr = "صنف " + sku,
                category = "soap",
                price,
                currency = currency ?? Currency,
                unit,
                sale = "run",
                caseSize,
            }
        );

    public async Task OpenAsync()
    {
        var answer = await jisr.SendAsync("run.open", new { runId = Run });
        // It is due at this moment: the program's own worker may have been quicker.
        if (!answer.IsDone)
            answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("RUN_MOVED_ON");
    }

    public Task CloseAsync() => DoAsync("run.close", new { runId = Run });

    /// <summary>A buyer without an account orders from the run.</summary>
    public async Task<Answer> JoinAsync(
        string phone,
        object[] lines,
        string? token = null,
        Guid? run = null,
        string language = "ar",
        string? note = null,
        string name = "سارة",
        string? linkCode = null
    )
    {
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        return await jisr.SendAsync(
            "run.join",
            new
            {
                runId = run ?? Run,
                lines,
                name,
                phone,
                pickUpPoint = FrontWorld.Point,
                note,
                language,
                token,
                linkCode,
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );
    }

    public Task<Guid> OrderAsync(string phone, params object[] lines) => BroughtAsync(phone, null, lines);

    /// <summary>The same, with the code of who brought her.</summary>
    public async Task<Guid> BroughtAsync(string phone, string? linkCode, params object[] lines)
    {
        var answer = await JoinAsync(phone, lines, linkCode: linkCode);
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

    /// <summary>A direct order of a buyer without an account.</summary>
    public async Task<Guid> PlaceAsync(string sku, long qty, string phone)
    {
        var answer = await TryPlaceAsync(sku, qty, phone);
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    public Task<Answer> TryPlaceAsync(string sku, long qty, string phone) =>
        jisr.SendAsync(
            "order.place",
            new
            {
                shop = "reem",
                lines = new[] { new { sku, qty } },
                name = "سارة",
                phone,
                pickUpPoint = FrontWorld.Point,
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );

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

    /// <summary>The Thursday run of market.md §12, open with its three orders.</summary>
    /// <param name="brings">Gives the code by which B was brought.</param>
    public async Task<(Guid A, Guid B, Guid C)> ThursdayAsync(Func<Task<string>>? brings = null)
    {
        await ShopAsync();
        await PlanAsync(
            "equal",
            fees:
            [
                new
                {
                    kind = "transport",
                    basis = "per-order",
                    amount = 1000,
                },
            ]
        );
        await OfferAsync("cream", 4500);
        await OfferAsync("soap", 2500, rule: "up-to", ceiling: 2800, caseSize: 6000);
        await OfferAsync("zaatar", 13_000, unit: "kg", rule: "market-plus", plusPercent: 1000);
        await OfferAsync("kohl", 3500);
        await OpenAsync();
        var a = await OrderAsync(Ana, Line("cream", 2000), Line("soap", 2000, tolerance: 1000), Line("zaatar", 1000));
        var b = await BroughtAsync(
            Bana,
            brings is null ? null : await brings(),
            Line("cream", 1000),
            Line("soap", 2000, tolerance: 1000),
            Line("kohl", 1000, substitute: 4000)
        );
        var c = await OrderAsync(Cila, Line("cream", 3000), Line("zaatar", 500), Line("kohl", 1000));
        await PurseAsync(100_000);
        return (a, b, c);
    }

    /// <summary>What was bought for it (MK02).</summary>
    public async Task BuyThursdayAsync()
    {
        await GoodsAsync("kohl-2", 3800);
        foreach (
            var (sku, qty, paid, other) in ((string, long, long, string?)[])
                [
                    ("cream", 5000, 15_000, null),
                    ("soap", 6000, 10_000, null),
                    ("zaatar", 1500, 18_000, null),
                    ("kohl", 1000, 2700, "kohl-2"),
                ]
        )
            (await BuyAsync(sku, qty, paid, other)).IsDone.ShouldBeTrue(sku);
        await DoAsync(
            "run.spend",
            new
            {
                runId = Run,
                amount = 6000,
                what = "bus",
            }
        );
    }

    /// <summary>Shared out and confirmed (MK03, MK04).</summary>
    public async Task<(Guid A, Guid B, Guid C)> SharedThursdayAsync(Func<Task<string>>? brings = null)
    {
        var orders = await ThursdayAsync(brings);
        await CloseAsync();
        await BuyThursdayAsync();
        await DoAsync("run.share", new { runId = Run });
        await DoAsync("share.confirm", new { runId = Run });
        return orders;
    }

    /// <summary>A round of orders, loaded and out.</summary>
    public async Task<Guid> OutAsync(Guid? run, string? courier, params Guid[] orders)
    {
        var round = await RoundAsync(run, courier, orders);
        await DoAsync("round.load", new { roundId = round });
        await DoAsync("round.start", new { roundId = round });
        return round;
    }

    public async Task<Guid> RoundAsync(Guid? run, string? courier, params Guid[] orders) => (
            await DoAsync(
                "round.plan",
                new
                {
                    shopId = Shop,
                    runId = run,
                    day = DateOnly.FromDateTime(jisr.Clock.GetUtcNow().UtcDateTime),
                    courier,
                    stops = orders.Select(o => new { orderId = o }),
                }
            )
        ).Subject!.Value;

    public Task<Answer> StopAsync(
        Guid round,
        Guid order,
        string result,
        long paid = 0,
        string? reason = null,
        string? currency = null,
        object[]? refused = null,
        string? token = null,
        Actor? actor = null
    ) =>
        jisr.SendAsync(
            "stop.record",
            new
            {
                roundId = round,
                orderId = order,
                result,
                reason,
                paid = paid == 0 ? [] : new[] { new { minor = paid, currency } },
                refused,
                token,
            },
            actor: actor
        );

    /// <summary>Net of one account, on its normal side.</summary>
    public Task<long> BalanceAsync(string purpose, Guid owner, string unit) =>
        jisr.CountAsync(
            "SELECT coalesce(sum(CASE WHEN a.normal_side = 'D' THEN b.posted_d - b.posted_c ELSE b.posted_c - b.posted_d END), 0) "
                + "FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id "
                + $"WHERE a.purpose = '{purpose}' AND a.owner_id = {Id(owner)} AND a.unit = '{unit}'"
        );

    /// <summary>What is kept for the buyer of an order.</summary>
    public Task<long> CreditAsync(Guid order) =>
        jisr.CountAsync(
            "SELECT coalesce(sum(b.posted_c - b.posted_d), 0) FROM ledger_account a "
                + "JOIN ledger_balance b ON b.account_id = a.id JOIN market_order o ON o.contact_id = a.owner_id "
                + $"WHERE a.purpose = 'Payable' AND o.id = {Id(order)}"
        );

    /// <summary>The secret of a round's link.</summary>
    public string RoundTokenOf(Guid round) =>
        Base64Url.EncodeToString(
            jisr.Services.GetRequiredService<Sealer>().Index("market-round-token", round.ToString()).AsSpan(0, 24)
        );

    public static Guid BagOf(Guid round) => NameUuid.Of(round.ToString(), "bag");

    /// <summary>The four digits that the courier shows.</summary>
    public async Task<string> CodeAsync(Guid round)
    {
        var id = await IdAsync($"SELECT {{0}} FROM market_hand_over h WHERE h.round_id = {Id(round)}", "h.id");
        var sealedCode = await jisr.TextAsync(
            $"SELECT {(IsSqlite ? "hex(code_sealed)" : "encode(code_sealed, 'hex')")} FROM market_hand_over WHERE id = {Id(id)}"
        );
        return jisr
            .Services.GetRequiredService<Sealer>()
            .Open(Convert.FromHexString(sealedCode!), "market_hand_over", "code_sealed", id);
    }

    /// <summary>An id that a query finds; <c>{0}</c> stands for the column.</summary>
    public async Task<Guid> IdAsync(string sql, string column) =>
        Guid.Parse(
            (
                await jisr.TextAsync(
                    string.Format(
                        System.Globalization.CultureInfo.InvariantCulture,
                        sql,
                        IsSqlite ? $"hex({column})" : $"{column}::text"
                    )
                )
            )!
        );

    /// <summary>A rate that somebody saw.</summary>
    public async Task<Guid> RateAsync(string from, string to, string value, DateTimeOffset until) => (
            await DoAsync(
                "rate.enter",
                new Dictionary<string, object>
                {
                    ["base"] = from,
                    ["quote"] = to,
                    ["value"] = value,
                    ["side"] = "mid",
                    ["source"] = "the market",
                    ["place"] = "جرابلس",
                    ["validUntil"] = until,
                }
            )
        ).Subject!.Value;

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
