namespace Jisr.Kernel.Commands;

/// <summary>What a handler keeps from one chunk of a run to the next. Only one thread at a time
/// has it. It is forgotten when a chunk was not written as it was handled.</summary>
public sealed class RunMemory
{
    private readonly Dictionary<Type, object> kept = [];

    /// <summary>The one thing of its kind, made when it is asked for first.</summary>
    public T Of<T>()
        where T : class, new()
    {
        if (!kept.TryGetValue(typeof(T), out var thing))
            kept[typeof(T)] = thing = new T();
        return (T)thing;
    }

    /// <summary>What was handled is not what was written.</summary>
    internal void Forget() => kept.Clear();
}
