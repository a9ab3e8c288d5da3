using System.Security.Cryptography;
using System.Text.Json;
using Jisr.Access.Sessions;
using Jisr.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.SignIn;

/// <summary>How far a sign-in has come. It travels sealed in a cookie of 15 minutes: a typed phone never stands in an
/// address, and the server keeps nothing of tries that came to nothing.</summary>
internal sealed record SignInStep(string Name, string To, bool Shared)
{
    /// <summary>Set once the first factor was right: whose account it is.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Set once a member's PIN was right on a phone that is new: never taken for a password.</summary>
    public Guid? PinOf { get; init; }

    /// <summary>The code this browser asked for.</summary>
    public Guid? CodeRequest { get; init; }

    /// <summary>The code with which a PIN is chosen, as typed.</summary>
    public string? BeginCode { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Writes and reads the step's cookie.</summary>
internal sealed class SignInSteps(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);
    private readonly IDataProtector protector = protection.CreateProtector("jisr.sign-in-step");

    public void Keep(HttpContext http, SignInStep step)
    {
        var kept = step with { ExpiresAt = Clock.Now(clock) + Lasts };
        Cookies.Set(http, Cookies.Step, protector.Protect(JsonSerializer.Serialize(kept)), Lasts);
    }

    public SignInStep? Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookies.Step] is not { } text)
            return null;
        try
        {
            var step = JsonSerializer.Deserialize<SignInStep>(protector.Unprotect(text));
            return step is not null && step.ExpiresAt > Clock.Now(clock) ? step : null;
        }
        catch (CryptographicException)
        {
            // Of another server or another time: she begins anew.
            return null;
        }
    }
}

/// <summary>Shows a secret on the next page and never again.</summary>
internal sealed class ShownOnce(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("jisr.shown-once");

    /// <summary>For the page at <paramref name="of"/>, such as the id of what was made.</summary>
    public void Keep(HttpContext http, string of, string secret) =>
        Cookies.Set(http, Cookies.Once, protector.CreateProtector(of).Protect(secret), TimeSpan.FromMinutes(5));

    /// <summary>The secret kept for this page, taken away.</summary>
    public string? Take(HttpContext http, string of)
    {
        if (http.Request.Cookies[Cookies.Once] is not { } text)
            return null;
        try
        {
            var secret = protector.CreateProtector(of).Unprotect(text);
            Cookies.Drop(http, Cookies.Once);
            return secret;
        }
        catch (CryptographicException)
        {
            // Kept for another page.
            return null;
        }
    }
}
