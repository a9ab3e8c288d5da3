namespace Jisr.Kernel.Values;

/// <summary>What a binder makes of typed text: a value, several readings to ask back, or an error code.</summary>
public sealed record Reading<T>
{
    private Reading(T? value, IReadOnlyList<T>? asks, string? error)
    {
        Value = value;
        Asks = asks ?? [];
        Error = error;
    }

    /// <summary>The value, when <see cref="IsValue"/>.</summary>
    public T? Value { get; }

    /// <summary>Possible readings; never guessed between.</summary>
    public IReadOnlyList<T> Asks { get; }

    /// <summary>A stable code such as NOT_NUMBER.</summary>
    public string? Error { get; }

    public bool IsValue => Error is null && Asks.Count == 0;

    public bool IsEmpty => Error == "EMPTY";

    public static Reading<T> Of(T value) => new(value, null, null);

    public static Reading<T> Ask(params IReadOnlyList<T> readings) => new(default, readings, null);

    public static Reading<T> No(string error) => new(default, null, error);
}
