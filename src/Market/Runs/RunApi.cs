using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Runs;

/// <summary>The commands of a market run by the API. A stage that has moved on is 409.</summary>
internal static class RunApi
{
    private const string MovedOn = "RUN_MOVED_ON";
    private const string Sharing = "SHARING_STARTED";
    private const string Reversed = "ALREADY_REVERSED";

    /// <summary>What the seller alone does, by the right that comes with her shop.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "stall.add",
        "stall.change",
        "stall.move",
        "stall.close",
        "run.plan",
        "run.open",
        "run.close",
        "run.start-buying",
        "run.cancel",
        "run.move",
        "run.clone",
        "offer.add",
        "run.invite",
        "maker.say",
        "draft.place",
        "draft.expire",
        "run.buy",
        "run.buy-late",
        "buy.undo",
        "buy.decide",
        "run.spend",
        "expense.undo",
        "run.share",
        "share.change",
        "share.confirm",
        "price.set",
        "price.answer",
        "gap.cover",
        "left-over.decide",
        "run.settle",
        "line.lower",
        "notice.tell",
        "substitute.ask",
        "substitute.answer",
        "substitute.allow",
    ];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<AddStall>("/stalls");
        api.MapCommand<ChangeStall>("/stalls/{stallId:guid}");
        api.MapCommand<MoveStall>("/stalls/{stallId:guid}/move");
        api.MapCommand<CloseStall>("/stalls/{stallId:guid}/close", "STALL_CLOSED");
        api.MapCommand<PlanRun>("/runs", "SHOP_CLOSED");
        api.MapCommand<OpenRun>("/runs/{runId:guid}/open", MovedOn);
        api.MapCommand<CloseRun>("/runs/{runId:guid}/close", MovedOn);
        api.MapCommand<StartBuying>("/runs/{runId:guid}/start-buying", MovedOn);
        api.MapCommand<CancelRun>("/runs/{runId:guid}/cancel", MovedOn);
        api.MapCommand<MoveRun>("/runs/{runId:guid}/move", MovedOn, "CONFIRM_MOVE");
        api.MapCommand<CloneRun>("/runs/{runId:guid}/clone");
        api.MapCommand<InviteMaker>("/runs/{runId:guid}/makers", MovedOn, "RUN_NOT_JOINT");
        api.MapCommand<SayMakerStock>("/runs/{runId:guid}/makers/{sku}", MovedOn);
        api.MapCommand<AddOffer>("/runs/{runId:guid}/offers", MovedOn, "OFFERED_ALREADY");
        api.MapCommand<JoinRun>("/runs/{runId:guid}/orders", "RUN_NOT_OPEN", "SOLD_OUT", "SHOP_PAUSED");
        api.MapCommand<PlaceDraft>("/runs/{runId:guid}/drafts/{orderId:guid}", "RUN_NOT_OPEN", "ORDER_MOVED_ON");
        api.MapCommand<ExpireDraft>("/orders/{orderId:guid}/expire");
        api.MapCommand<TellNotice>("/notices/{noticeId:guid}/told");
        api.MapCommand<LowerLine>("/order-lines/{lineId:guid}/lower", MovedOn);
        api.MapCommand<AskSubstitute>("/order-lines/{lineId:guid}/substitutes", MovedOn, "ASKED_ALREADY");
        api.MapCommand<AnswerSubstitute>("/substitutes/{questionId:guid}/answer", MovedOn);
        api.MapCommand<AllowSubstitute>("/substitutes/{questionId:guid}/allow", MovedOn);
        MapMarket(api);
        MapShareOut(api);
    }

    private static void MapMarket(RouteGroupBuilder api)
    {
        api.MapCommand<BuyGoods>("/runs/{runId:guid}/buys", MovedOn, Sharing, "PURSE_EMPTY");
        api.MapCommand<BuyLate>("/runs/{runId:guid}/late-buys", MovedOn, "PURSE_EMPTY");
        api.MapCommand<UndoBuy>("/buys/{entryId:guid}/undo", Sharing, Reversed);
        api.MapCommand<DecideBuyLine>("/runs/{runId:guid}/lines/{sku}", MovedOn);
        api.MapCommand<SpendOnRun>("/runs/{runId:guid}/expenses", MovedOn, "PURSE_EMPTY");
        api.MapCommand<UndoExpense>("/expenses/{expenseId:guid}/undo", Reversed);
    }

    private static void MapShareOut(RouteGroupBuilder api)
    {
        api.MapCommand<ShareRun>("/runs/{runId:guid}/share", MovedOn);
        api.MapCommand<ChangeGiven>("/order-lines/{lineId:guid}/given", MovedOn);
        api.MapCommand<SetFinalPrice>("/runs/{runId:guid}/prices/{sku}", MovedOn);
        api.MapCommand<AnswerPrice>("/line-changes/{changeId:guid}/answer", MovedOn);
        api.MapCommand<CoverGap>("/runs/{runId:guid}/gaps/{sku}", MovedOn);
        api.MapCommand<ConfirmShareOut>("/runs/{runId:guid}/confirm", MovedOn);
        api.MapCommand<SettleRun>("/runs/{runId:guid}/settle", MovedOn, "BAGS_WAIT", "ROUND_NOT_CLOSED");
        api.MapCommand<DecideLeftOver>("/runs/{runId:guid}/left-over/{sku}");
    }
}
