using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Registration;

namespace Jisr.People.Consents;

/// <summary>Says on what ground a purpose stands from now on. Answers that were given before keep the basis of their
/// day.</summary>
internal sealed record SetBasis(string Purpose, string Basis, string? Ground) : ICommand
{
    public static string Kind => "consent.set-basis";
}

internal sealed class SetBasisHandler(JisrDb db) : IHandle<SetBasis>
{
    public Task<Reach> ReachAsync(SetBasis command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(SetBasis command, Problems problems, CommandScope scope)
    {
        if (!ConsentRules.Purposes.Contains(command.Purpose))
            problems.Add("purpose", "CHOICE_UNKNOWN");
        if (!LegalBases.All.Contains(command.Basis))
            problems.Add("basis", "CHOOSE_ONE");
        // Consent needs no other ground; everything else stands on something that can be read.
        problems.Text("ground", command.Ground, 300, required: command.Basis != LegalBases.Consent);
    }

    public async Task<Outcome> HandleAsync(SetBasis command, CommandScope scope, CancellationToken ct)
    {
        var ground = command.Ground?.Trim() ?? "";
        var now = await LegalBases.ReadAsync(db, ct);
        if (
            now.Of(command.Purpose) != command.Basis
            || (now.GetValueOrDefault(command.Purpose)?.Ground ?? "") != ground
        )
            db.Add(
                new LegalBasis
                {
                    Id = scope.Id.Value,
                    Purpose = command.Purpose,
                    Basis = command.Basis,
                    Ground = ground,
                    From = scope.Now,
                    By = scope.Actor.AccountId,
                }
            );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
