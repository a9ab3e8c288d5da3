using Jisr.Access.Accounts;
using Jisr.Access.Sessions;
using Jisr.Access.SignIn;
using Jisr.Kernel.Data;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Jisr.Access.Factors;

/// <summary>What the passkey script asks for. The page works without it: the password form stands beside it.</summary>
internal static partial class PasskeyRoutes
{
    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey/options", RequestOptionsAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes
            .MapPost("/account/passkeys/options", CreationOptionsAsync)
            .RequireAuthorization()
            .ExcludeFromDescription();
    }

    // No name is asked: the device shows the passkeys it has for this site, so nothing tells who has one.
    private static async Task<IResult> RequestOptionsAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        SignInManager<Account> signIn
    ) =>
        await antiforgery.IsRequestValidAsync(http)
            ? Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null), Json)
            : Results.Problem(statusCode: StatusCodes.Status400BadRequest);

    private static async Task<IResult> CreationOptionsAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        SignInManager<Account> signIn,
        UserManager<Account> users,
        TimeProvider clock
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest);
        if (
            CurrentSession.Of(http) is not { } session
            || !session.IsProved(Clock.Now(clock))
            || await users.FindByIdAsync(session.AccountId.ToString()) is not { } account
        )
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden);
        var options = await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = account.Id.ToString(),
                Name = account.UserName!,
                DisplayName = account.DisplayName,
            }
        );
        return Results.Text(options, Json);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        SignInManager<Account> signIn,
        UserManager<Account> users,
        Prove prove,
        SessionBook sessions,
        ILogger<SessionBook> log
    )
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        if (form is null || !await antiforgery.IsRequestValidAsync(http))
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest);
        var to = LocalAddress.Or(form["to"], "/account");
        var again = form["again"] == "yes" ? CurrentSession.Of(http) : null;
        var back =
            again is null ? "/sign-in"
            : again.IsLocked ? "/lock"
            : "/account/confirm";
        var failed = Results.LocalRedirect(back + "?passkey=failed&to=" + Uri.EscapeDataString(to));
        var result = await TryAsync(signIn, form["credential"].ToString());
        // A passkey stands for two factors only when the device asked for her finger, face or code.
        if (result is not { Succeeded: true, Passkey.IsUserVerified: true } || !prove.MayOpen(result.User))
        {
            LogFailed(log);
            return failed;
        }
        if (again is not null && again.AccountId != result.User.Id)
            return failed;
        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        if (again is not null)
            await sessions.ProveAsync(again.Id, http.RequestAborted);
        else
            await sessions.StartAsync(http, result.User, factors: 2, form["shared"] == "yes", http.RequestAborted);
        return Results.LocalRedirect(to);
    }

    private static async Task<PasskeyAssertionResult<Account>?> TryAsync(
        SignInManager<Account> signIn,
        string credential
    )
    {
        if (credential.Length is 0 or > 20_000)
            return null;
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No request for a passkey is open in this browser.
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey was not accepted")]
    private static partial void LogFailed(ILogger log);
}
