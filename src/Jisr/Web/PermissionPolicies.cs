using Jisr.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Jisr.Web;

/// <summary>Makes a policy of every <c>permission:…</c> name.</summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options)
    : DefaultAuthorizationPolicyProvider(options)
{
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        policyName.StartsWith("permission:", StringComparison.Ordinal)
            ? Task.FromResult<AuthorizationPolicy?>(
                new AuthorizationPolicyBuilder()
                    .AddRequirements(new PermissionNeeded(policyName["permission:".Length..]))
                    .Build()
            )
            : base.GetPolicyAsync(policyName);
}

/// <summary>The permission a route asks for.</summary>
internal sealed record PermissionNeeded(string Name) : IAuthorizationRequirement;

/// <summary>Asks the one gate.</summary>
internal sealed class PermissionHandler(AccessGate gate, ICurrentActor current) : AuthorizationHandler<PermissionNeeded>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        PermissionNeeded requirement
    )
    {
        if (gate.HoldsAnywhere(await current.GetAsync(), requirement.Name))
            context.Succeed(requirement);
    }
}
