namespace Jisr.Kernel.Sealing;

/// <summary>Where a <see cref="Sealer"/> has its keys from: the master key's file, or a class of data with a key of its
/// own.</summary>
public abstract class SealingKeys
{
    /// <summary>Id of the key that new values are sealed with.</summary>
    public abstract uint CurrentId { get; }

    internal abstract byte[] IndexKey { get; }

    internal abstract byte[] SealingKey(uint id);
}
