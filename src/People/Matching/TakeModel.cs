using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;

namespace Jisr.People.Matching;

/// <summary>An operator takes another model: from now on it judges. Logged like any change; no model is taken by
/// itself.</summary>
internal sealed record TakeModel(string Json) : ICommand
{
    public static string Kind => "match.take";
}

internal sealed class TakeModelHandler(JisrDb db) : IHandle<TakeModel>
{
    private MatchModel? model;

    public Task<Reach> ReachAsync(TakeModel command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Door == Door.System ? Reach.Unit(Kernel.Ids.UnitId.Root) : Reach.Missing);

    public void Check(TakeModel command, Problems problems, CommandScope scope)
    {
        try
        {
            model = MatchModel.Read(command.Json);
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException)
        {
            problems.Add("json", "NOT_READABLE");
        }
    }

    public Task<Outcome> HandleAsync(TakeModel command, CommandScope scope, CancellationToken ct)
    {
        var taken = new TakenModel
        {
            Id = Kernel.Ids.NewId.Next(),
            Version = model!.Version,
            Json = model.Write(),
            At = scope.Now,
            By = scope.Actor.AccountId,
        };
        db.Add(taken);
        return Task.FromResult<Outcome>(new Outcome.Done { Subject = taken.Id });
    }
}
