namespace Jisr.Testing;

/// <summary>Says which requirements of OWASP ASVS 5.0 a test shows. Ids only; docs/asvs.md is made from them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsvsAttribute(params string[] ids) : Attribute
{
    /// <summary>Such as <c>14.2.8</c>.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;
}
