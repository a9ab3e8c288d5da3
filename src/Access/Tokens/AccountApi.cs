using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Access.Tokens;

/// <summary>Whom a token stands for at this moment: what a program asks first, to see that it is let in.</summary>
internal sealed record AccountFacts(Guid AccountId, IReadOnlyList<string> Scopes);

internal static class AccountApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/account",
                async (ICurrentActor current, TokenScopes scopes, Answers answers, HttpContext http) =>
                {
                    var actor = await current.GetAsync(http.RequestAborted);
                    if (actor.AccountId is not { } id)
                    {
                        // The account was suspended after the token was read.
                        http.Response.Headers.WWWAuthenticate = "Bearer";
                        return answers.Result(
                            Answer.Rejected(default, new Problem("SIGN_IN_FIRST")) with
                            {
                                Refusal = Refusal.SignIn,
                            }
                        );
                    }
                    return Results.Ok(new AccountFacts(id.Value, scopes.Of(actor)));
                }
            )
            .RequireAuthorization()
            .WithSummary("The account of the token, and what the token may do now")
            .Produces<AccountFacts>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
}
