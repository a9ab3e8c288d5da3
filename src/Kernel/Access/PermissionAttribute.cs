using Microsoft.AspNetCore.Authorization;

namespace Jisr.Kernel.Access;

/// <summary>Opens a page or route to those who hold the permission anywhere; the page itself asks about the object.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PermissionAttribute(string name) : AuthorizeAttribute("permission:" + name)
{
    /// <summary>A command kind, or the name of what is shown.</summary>
    public string Name { get; } = name;
}
