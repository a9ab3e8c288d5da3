using Jisr.Kernel.Doors;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Orders;

/// <summary>The seller's commands by the API. A state that has moved on is 409.</summary>
internal static class SellerApi
{
    private const string MovedOn = "ORDER_MOVED_ON";
    private const string Closed = "SHOP_CLOSED";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<OpenShop>("/shops");
        api.MapCommand<ChangeShop>("/shops/{shopId:guid}");
        api.MapCommand<PauseShop>("/shops/{shopId:guid}/pause", Closed);
        api.MapCommand<ResumeShop>("/shops/{shopId:guid}/resume", Closed);
        api.MapCommand<CloseShop>("/shops/{shopId:guid}/close", Closed);
        api.MapCommand<AddProduct>("/products");
        api.MapCommand<ChangeProduct>("/products/{productId:guid}");
        api.MapCommand<HideProduct>("/products/{productId:guid}/hide");
        api.MapCommand<ShowProduct>("/products/{productId:guid}/show");
        api.MapCommand<AddPhoto>("/products/{productId:guid}/photos");
        api.MapCommand<OrderPhotos>("/products/{productId:guid}/photos/order", "PHOTOS_CHANGED");
        api.MapCommand<DescribePhoto>("/products/{productId:guid}/photos/{photoId:guid}");
        api.MapCommand<RemovePhoto>("/products/{productId:guid}/photos/{photoId:guid}/remove");
        api.MapCommand<AcceptOrder>("/orders/{orderId:guid}/accept", MovedOn);
        api.MapCommand<ReadyOrder>("/orders/{orderId:guid}/ready", MovedOn);
        api.MapCommand<DeliverOrder>("/orders/{orderId:guid}/deliver", MovedOn);
        api.MapCommand<TakeBackOrder>("/orders/{orderId:guid}/take-back", MovedOn);
        api.MapCommand<AnswerRate>("/rate-questions/{questionId:guid}/answer", MovedOn);
        api.MapCommand<DeclineOrder>("/orders/{orderId:guid}/decline", MovedOn);
        api.MapCommand<CancelOrder>("/orders/{orderId:guid}/cancel", MovedOn, "CANCEL_TOO_LATE");
        api.MapCommand<PayOrder>("/orders/{orderId:guid}/pay", MovedOn);
        api.MapCommand<RevealPhone>("/orders/{orderId:guid}/reveal", MovedOn, "ACCEPT_FIRST");
        api.MapCommand<UndoStep>("/orders/{orderId:guid}/undo", MovedOn, "UNDO_PAYMENT_FIRST", "ALREADY_REVERSED");
        api.MapCommand<UndoPayment>("/payments/{paymentId:guid}/undo", "ALREADY_REVERSED");
    }
}
