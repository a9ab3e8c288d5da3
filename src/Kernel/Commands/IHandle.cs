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

/// <summary>Marks a handler that refuses before it writes anything by itself: what it refuses needs no undoing, so many
/// commands may share a transaction without a savepoint before each.</summary>
public interface IRefuseFirst;
