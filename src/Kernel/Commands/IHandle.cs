using Jisr.Kernel.Access;

namespace Jisr.Kernel.Commands;

/// <summary>The one handler of a command. It does not know which door was used.</summary>
public interface IHandle<in TCommand>
    where TCommand : ICommand
{
    /// <summary>Whose data the command touches; the pipeline asks whether the actor may.</summary>
    Task<Reach> ReachAsync(TCommand command, CommandScope scope, CancellationToken ct);

    /// <summary>Checks that need no database, in words a person can act on.</summary>
    void Check(TCommand command, Problems problems, CommandScope scope) { }

    /// <summary>Loads entities, applies the rule, publishes events. Runs inside the transaction.</summary>
    Task<Outcome> HandleAsync(TCommand command, CommandScope scope, CancellationToken ct);
}

/// <summary>A handler of commands that come by the thousand. It asks the database once for a whole chunk, refuses a
/// command before it writes anything of it, and adds rows by <see cref="Data.JisrDb.AddNew(object)"/>: they are written
/// together when the last command is handled, so what it adds it also keeps in mind.</summary>
public interface IHandleMany<TCommand> : IHandle<TCommand>
    where TCommand : ICommand
{
    /// <summary>Makes ready what needs no database, side by side, while the chunk before is still being written. A command
    /// may still turn out to have been done before.</summary>
    void MakeReady(IReadOnlyList<(TCommand Command, CommandScope Scope)> chunk) { }

    /// <summary>Works out what hangs on <paramref name="memory"/> alone, while the chunk before, handled already, is being
    /// written. Nobody changes the memory meanwhile; a fault of the writing forgets it.</summary>
    void LookAhead(IReadOnlyList<TCommand> chunk, RunMemory memory) { }

    /// <summary>Reads what the commands of a chunk need, none of which was done before. Runs inside the transaction. What
    /// <paramref name="memory"/> holds of the chunks before may have been overtaken by other writers.</summary>
    Task ReadAheadAsync(
        IReadOnlyList<(TCommand Command, CommandScope Scope)> chunk,
        RunMemory memory,
        CancellationToken ct
    );
}
