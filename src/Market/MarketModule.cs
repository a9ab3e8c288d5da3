using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Market.BuyerMarks;
using Jisr.Market.Claims;
using Jisr.Market.CloudApi;
using Jisr.Market.Counters;
using Jisr.Market.Feedbacks;
using Jisr.Market.Front;
using Jisr.Market.Inbox;
using Jisr.Market.Links;
using Jisr.Market.Lots;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Products.Catalogue;
using Jisr.Market.Rounds;
using Jisr.Market.Runs;
using Jisr.Market.Search;
using Jisr.Market.Shops;
using Jisr.Market.Slips;
using Jisr.Market.WhatsApp;
using Jisr.Market.WhatsApp.OrderTexts;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jisr.Market;

/// <summary>Shops, products, search across them, orders, delivery and cash.</summary>
public sealed class MarketModule : IModule
{
    public string Name => "Market";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Synonyms>();
        services.AddScoped<ShopRules>();
        services.AddScoped<SellerFacts>();
        services.AddScoped<ProductIndex>();
        services.AddScoped<FindProducts>();
        services.AddScoped<BuyerBook>();
        services.AddScoped<CodeSpace>();
        services.AddScoped<OrderStock>();
        services.AddScoped<OrderRates>();
        services.AddScoped<OrderCash>();
        services.AddScoped<OrderGoods>();
        services.AddScoped<OrderDoor>();
        services.AddScoped<RateQuestions>();
        services.AddScoped<RoundOrders>();
        services.AddScoped<RoundBag>();
        services.AddScoped<DirectOrders>();
        services.AddScoped<MemberMarks>();
        AddLinks(services);
        services.AddScoped<LotBook>();
        services.AddScoped<LotDesk>();
        services.AddScoped<IForgetPerson, ForgetLots>();
        services.AddScoped<CounterMoney>();
        services.AddScoped<CounterDesk>();
        services.AddScoped<CounterAlong>();
        services.AddScoped<ITakeAlong, CounterAlong>();
        AddFront(services, configuration);
        AddDesk(services);
        AddRuns(services);
        AddInbox(services);
        AddTrust(services);
        AddCloudApi(services, configuration);
    }

    private static void AddCloudApi(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(CloudApiSettings.Read(configuration));
        services.AddSingleton<BadSignatures>();
        services.AddScoped<WaPeople>();
        services.AddScoped<WaShops>();
        services.AddScoped<WordsToBuyer>();
        services.AddHttpClient<ISendMessages, CloudApiClient>();
    }

    // Who brings buyers, and what she gets for it.
    private static void AddLinks(IServiceCollection services)
    {
        services.AddScoped<Promoters>();
        services.AddScoped<Commissions>();
        services.AddScoped<ClickedLinks>();
        services.AddScoped<LinkDesk>();
        services.AddScoped<IForgetPerson, ForgetLinks>();
    }

    private static void AddInbox(IServiceCollection services)
    {
        services.AddScoped<ProposalText>();
        services.AddScoped<ProposalBook>();
        services.AddScoped<ProposalBuyer>();
        services.AddScoped<ProposalOrders>();
        services.AddScoped<ChatImporter>();
        services.AddScoped<SellerInbox>();
        services.AddScoped<ConfirmKnown>();
        services.AddScoped<IForgetPerson, ForgetInbox>();
    }

    // What buyer and seller may hold against each other, and what others may know of it.
    private static void AddTrust(IServiceCollection services)
    {
        services.AddScoped<ClaimTime>();
        services.AddScoped<ClaimBook>();
        services.AddScoped<ClaimForm>();
        services.AddScoped<ClaimSheets>();
        services.AddScoped<IForgetPerson, ForgetClaims>();
        services.AddScoped<PublicWords>();
        services.AddScoped<FeedbackFront>();
        services.AddScoped<IForgetPerson, ForgetFeedback>();
        services.AddScoped<MarkGrounds>();
        services.AddScoped<MarkSheets>();
        services.AddScoped<IForgetPerson, ForgetMarks>();
        services.AddScoped<CountedFacts>();
    }

    private static void AddRuns(IServiceCollection services)
    {
        services.AddScoped<RunCodes>();
        services.AddScoped<RunClosing>();
        services.AddScoped<RunJoining>();
        services.AddScoped<RunOrders>();
        services.AddScoped<LateGoods>();
        services.AddScoped<BuyBook>();
        services.AddScoped<RunMoney>();
        services.AddScoped<RunShares>();
        services.AddScoped<RunLines>();
        services.AddScoped<RunDebts>();
        services.AddScoped<RunAsks>();
        services.AddScoped<ITakeAlong, RunAlong>();
        services.AddScoped<ITakeBySecret, RoundAlong>();
        services.AddScoped<RunGoods>();
        services.AddScoped<MakerRuns>();
        services.AddScoped<BuyerNotices>();
        services.AddScoped<SellerRuns>();
        services.AddScoped<SellerStalls>();
        services.AddScoped<RunList>();
        services.AddScoped<Offline.HerKept>();
        services.AddSingleton<IKeptView, Offline.BuyView>();
        services.AddSingleton<IKeptView, Offline.HeardView>();
        services.AddSingleton<IKeptView, Offline.LateStopView>();
        services.AddSingleton<IKeptView, Offline.CountView>();
        services.AddScoped<SellerRounds>();
        services.AddScoped<OrderSlips>();
        services.AddScoped<SlipText>();
        services.AddScoped<BagPlaces>();
    }

    // What sellers see.
    private static void AddDesk(IServiceCollection services)
    {
        services.AddScoped<SellerDesk>();
        services.AddScoped<ShopCodes>();
        services.AddScoped<ShopOpening>();
        services.AddScoped<SellerProducts>();
        services.AddScoped<SellerOrders>();
        services.AddScoped<BuyerContact>();
        services.AddScoped<KnownProducts>();
        services.AddScoped<ImportProducts>();
        services.AddScoped<CatalogueText>();
        services.AddScoped<ShopOffers>();
        services.AddScoped<ISellerContacts, SellerContacts>();
        services.AddScoped<IShopOwners, ShopOwners>();
        services.AddScoped<IMemberShops, MemberShops>();
    }

    // What shoppers see.
    private static void AddFront(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ProductSpellings>();
        services.AddSingleton<IStalePages>(s => s.GetRequiredService<ProductSpellings>());
        services.AddSingleton(OrganisationNumber.Read(configuration["Jisr:WhatsApp"]));
        services.AddSingleton<CodeTries>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Front.WhatsApp>();
        services.TryAddScoped<Shown>();
        services.AddScoped<Districts>();
        services.AddScoped<FindQuestion>();
        services.AddScoped<ShopFronts>();
        services.AddScoped<ProductFronts>();
        services.AddSingleton<ProductFaces>();
        services.AddSingleton<IStalePages>(s => s.GetRequiredService<ProductFaces>());
        services.AddScoped<Pictures>();
        services.AddScoped<ProductFeed>();
        services.AddScoped<GoodsTiles>();
        services.AddScoped<OrdersOnPage>();
        services.AddScoped<RunFronts>();
        services.AddScoped<QuestionsOnPage>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        PhotoRoute.Map(routes);
        SiteMap.Map(routes);
        ProductFeed.Map(routes);
        OwnPhotoRoute.Map(routes);
        OrderFile.Map(routes);
        BagFile.Map(routes);
        LotFile.Map(routes);
        CatalogueText.Map(routes);
        WebhookRoute.Map(routes);
        ClaimPhotoRoute.Map(routes);
        LinkRoute.Map(routes);
    }

    public void MapApi(RouteGroupBuilder api)
    {
        FindApi.Map(api);
        api.MapCommand<PlaceOrder>("/orders", "SOLD_OUT", "SHOP_PAUSED");
        SellerApi.Map(api);
        RunApi.Map(api);
        RoundApi.Map(api);
        ClaimApi.Map(api);
        FeedbackApi.Map(api);
        MarkApi.Map(api);
        LotApi.Map(api);
        CounterApi.Map(api);
        LinkApi.Map(api);
    }

    public IEnumerable<MenuLine> Menu() =>
        [
            new("Market", "/find", "market.find", 20, "bag"),
            new("Today", "/my/today", SellerDesk.Pages, 22, "today"),
            new("My shop", "/my/shop", SellerDesk.Pages, 24, "shop"),
            new("Complaints passed on", "/claims", JudgeClaim.Kind, 26, "advice"),
        ];

    public void Allow(Permissions permissions)
    {
        permissions
            .Allow("shop.open", Roles.Member, Roles.CentreWorker, Roles.UnitLead)
            .Allow("order.place", Roles.Anyone)
            .Allow("run.join", Roles.Anyone)
            .Allow("market.find", Roles.Anyone)
            .Allow(SellerDesk.Pages, Roles.Member)
            // Who leads the unit that follows a seller decides what she and her buyer cannot agree on.
            .Allow(JudgeClaim.Kind, Roles.UnitLead, Roles.ProgrammeManager);
        foreach (var kind in (string[])["shop.change", "shop.pause", "shop.resume", "shop.close"])
            permissions.Allow(kind, Roles.Holder);
        foreach (var kind in (string[])["product.add", "product.change", "product.hide", "product.show"])
            permissions.Allow(kind, Roles.Holder);
        foreach (var kind in (string[])["photo.add", "photo.remove", "photo.order", "photo.describe"])
            permissions.Allow(kind, Roles.Holder);
        foreach (
            var kind in (string[])
                [
                    "order.accept",
                    "order.ready",
                    "order.deliver",
                    "order.pay",
                    "order.decline",
                    "order.cancel",
                    "order.undo",
                    "payment.undo",
                    "order.reveal",
                ]
        )
            permissions.Allow(kind, Roles.Holder);
        foreach (
            var kind in (string[])
                [
                    "order.propose",
                    "chat.import",
                    "chat.answer",
                    "proposal.confirm",
                    "proposal.correct",
                    "proposal.decline",
                    "proposal.merge",
                    "order.tell",
                    "order.allow-news",
                ]
        )
            permissions.Allow(kind, Roles.Holder);
        // What the program does by itself, with a signed post or with time: no person may send these.
        foreach (
            var kind in (string[])
                [
                    "whatsapp.take-post",
                    "whatsapp.take-message",
                    "whatsapp.take-status",
                    "whatsapp.change-user-id",
                    "whatsapp.change-news",
                    "whatsapp.note-sending",
                    "commission.reckon",
                    "commission.mature",
                ]
        )
            permissions.Allow(kind);
        foreach (
            var kind in (string[])
                [
                    "order.take-back",
                    "rate.answer",
                    .. RunApi.Kinds,
                    .. RoundApi.Kinds,
                    .. ClaimApi.Kinds,
                    .. FeedbackApi.Kinds,
                    .. MarkApi.Kinds,
                    .. LotApi.Kinds,
                    .. CounterApi.Kinds,
                    .. LinkApi.Kinds,
                ]
        )
            permissions.Allow(kind, Roles.Holder);
    }

    public IReadOnlyList<SealedColumn> SealedColumns { get; } =
    [
        new("market_shop", "phone_sealed"),
        new("market_order", "landmark_sealed"),
        new("market_order", "note_sealed"),
        new("market_contact_identity", "sealed"),
        new("market_stall", "phone_sealed"),
        new(HandOver.Table, HandOver.CodeColumn),
        new(Proposal.Table, "text_sealed"),
        new(Proposal.Table, "sender_sealed"),
        new(ProposalLine.Table, "text_sealed"),
        new(ProposalLine.Table, "note_sealed"),
        new(Chat.Table, "name_sealed"),
        new(Chat.Table, "herself_sealed"),
        new(ChatWaiting.Table, "text_sealed"),
        new(WaPost.Table, "body_sealed"),
        new(WaMessage.Table, "text_sealed"),
        new(WaWord.Table, "text_sealed"),
        new(BuyerMark.Table, MarkSheets.Objection),
    ];

    public IEnumerable<Verb> Verbs(IVerbHost host) => [ImportProductsVerb.Make(host), ReadVerb.Make(host)];

    public async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await Categories.PrepareAsync(scope.ServiceProvider.GetRequiredService<JisrDb>(), ct);
    }
}
