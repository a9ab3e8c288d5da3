namespace Jisr.Kernel.Access;

/// <summary>Which roles hold which permission. A permission is a command kind, or a field group or page it shows.
/// Modules fill it as data; nothing is allowed that does not stand here.</summary>
public sealed class Permissions
{
    private readonly Dictionary<string, HashSet<string>> roles = new(StringComparer.Ordinal);

    /// <summary>All permissions with their roles, for the matrix test and the grants page.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> All =>
        roles.ToDictionary(p => p.Key, p => (IReadOnlySet<string>)p.Value, StringComparer.Ordinal);

    /// <summary>Lets the roles do <paramref name="permission"/>.</summary>
    public Permissions Allow(string permission, params ReadOnlySpan<string> toRoles)
    {
        if (!roles.TryGetValue(permission, out var set))
            roles[permission] = set = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in toRoles)
            set.Add(role);
        return this;
    }

    /// <summary>True when the role holds the permission.</summary>
    public bool Has(string permission, string role) => roles.TryGetValue(permission, out var set) && set.Contains(role);
}
