namespace Jisr.Kernel.Access;

/// <summary>A page that is the same for everybody who is not signed in: it is kept whole and dropped by tag. It holds
/// no form of method post and nothing personal.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicPageAttribute : Attribute;
