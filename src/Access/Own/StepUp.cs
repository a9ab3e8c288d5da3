using Jisr.Access.Sessions;
using Jisr.Contracts.Access;
using Jisr.Kernel.Data;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.Own;

/// <summary>Answers for pages of other modules what <see cref="Freshly"/> asks for ours.</summary>
internal sealed class StepUp(IHttpContextAccessor http, TimeProvider clock) : IStepUp
{
    public bool IsProved =>
        http.HttpContext is { } context
        && CurrentSession.Of(context) is { IsLocked: false } session
        && session.IsProved(Clock.Now(clock));

    public string AddressFor(string backTo) => "/account/confirm?to=" + Uri.EscapeDataString(backTo);
}
