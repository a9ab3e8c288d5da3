using Jisr.Access.Sessions;
using Jisr.Kernel.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.Own;

/// <summary>Before a factor is changed she proves again who she is, if the last time is more than 10 minutes ago
/// (ASVS 7.5.1).</summary>
internal sealed class Freshly(NavigationManager go, TimeProvider clock)
{
    /// <summary>Her account when she has just proved it; otherwise null, and she is led to the proof.</summary>
    public Guid? Account(HttpContext http, string backTo)
    {
        if (CurrentSession.Of(http) is { IsLocked: false } session && session.IsProved(Clock.Now(clock)))
            return session.AccountId;
        go.NavigateTo("/account/confirm?to=" + Uri.EscapeDataString(backTo));
        return null;
    }
}
