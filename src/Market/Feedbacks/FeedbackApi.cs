using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Feedbacks;

/// <summary>What buyers say, and sellers answer, by the API.</summary>
internal static class FeedbackApi
{
    /// <summary>By the secret of the order, or with the shop.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["feedback.give", "feedback.answer"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<GiveFeedback>("/order-lines/{lineId:guid}/feedback", "FEEDBACK_ONCE", "FEEDBACK_LATE");
        api.MapCommand<AnswerFeedback>("/feedback/{feedbackId:guid}/answer", "FEEDBACK_ANSWERED");
    }
}
