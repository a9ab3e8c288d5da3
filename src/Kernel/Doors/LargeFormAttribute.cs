namespace Jisr.Kernel.Doors;

/// <summary>A page whose form may be larger than others: a file that is read and not kept. Bytes of the whole request, at
/// most 30 MB.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargeFormAttribute(long most) : Attribute
{
    public long Most { get; } = most;
}
