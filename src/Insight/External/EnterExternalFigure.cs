using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;

namespace Jisr.Insight.External;

/// <summary>A person writes down a number that she read elsewhere, and where. The same name, place, day and meaning again
/// puts an earlier number right.</summary>
/// <param name="Value">At most three decimals, not below 0.</param>
/// <param name="Meaning">found, aim, aim-above, aim-below.</param>
internal sealed record EnterExternalFigure(
    string Name,
    string Place,
    DateOnly On,
    decimal Value,
    string Unit,
    string Meaning,
    string Source
) : ICommand
{
    public static string Kind => "external-figure.enter";

    public const int MostName = 120;
    public const int MostUnit = 20;
    public const int MostSource = 300;
    public const long MostValue = 1_000_000_000_000;
}

internal sealed class EnterExternalFigureHandler(JisrDb db, IPlaces places, IUnitTree units)
    : IHandle<EnterExternalFigure>
{
    // Places are the whole platform's.
    public Task<Reach> ReachAsync(EnterExternalFigure command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(EnterExternalFigure command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, EnterExternalFigure.MostName);
        problems.Text("unit", command.Unit, EnterExternalFigure.MostUnit);
        problems.Text("source", command.Source, EnterExternalFigure.MostSource);
        if (!IsPlace(command.Place))
            problems.Add("place", "TARGET_WHERE");
        if (command.Value is < 0 or > EnterExternalFigure.MostValue || command.Value * 1000 % 1 != 0)
            problems.Add("value", "EXTERNAL_VALUE");
        if (!ExternalFigure.Meanings.Contains(command.Meaning))
            problems.Add("meaning", "CHOOSE_ONE");
        if (command.On > units.Today(UnitId.Root))
            problems.Add("on", "DAY_TO_COME");
    }

    public Task<Outcome> HandleAsync(EnterExternalFigure command, CommandScope scope, CancellationToken ct)
    {
        db.Add(
            new ExternalFigure
            {
                Id = scope.Id.Value,
                Name = command.Name.Trim(),
                Place = command.Place,
                On = command.On,
                ValueE3 = (long)(command.Value * 1000),
                Unit = command.Unit.Trim(),
                Meaning = command.Meaning,
                Source = command.Source.Trim(),
                EnteredBy = scope.Actor.AccountId,
                EnteredAt = scope.Now,
            }
        );
        return Task.FromResult<Outcome>(new Outcome.Done { Subject = scope.Id.Value });
    }

    private bool IsPlace(string? place) =>
        place is not null
        && (places.Find(place) is { Level: 1 } || (place.Length == 2 && places.At(place, 1).Count > 0));
}
