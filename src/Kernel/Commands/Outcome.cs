namespace Jisr.Kernel.Commands;

/// <summary>What a handler says of its command.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>Done.</summary>
    public sealed record Done : Outcome
    {
        public Guid? Subject { get; init; }
        public int? Version { get; init; }
        public string? Number { get; init; }
        public IReadOnlyDictionary<string, string>? Details { get; init; }
        public IReadOnlyList<Problem> Notes { get; init; } = [];
    }

    /// <summary>What was wished stands already, by another command: nothing is done, and the answer points to it.</summary>
    public sealed record There(Guid Subject) : Outcome;

    /// <summary>Another value came first; both are kept by the handler.</summary>
    public sealed record Clash(FieldConflict Conflict) : Outcome
    {
        /// <summary>Such as the page where both values are shown.</summary>
        public IReadOnlyDictionary<string, string>? Details { get; init; }
    }

    /// <summary>Not done; nothing of it stays.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : Outcome;

    /// <summary>Refuses with one problem.</summary>
    public static Refused No(string code, string? field = null) => new([new Problem(code, field)]);
}
