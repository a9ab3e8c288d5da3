using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;

namespace Jisr.Ledger.Funds;

/// <summary>A fund of an organisation begins: who gives it and for what.</summary>
internal sealed record OpenFund(Guid UnitId, string Name, string Donor, string Purpose) : ICommand
{
    public static string Kind => "fund.open";
}

internal sealed class OpenFundHandler(JisrDb db, BooksOfUnits books) : IHandle<OpenFund>
{
    public Task<Reach> ReachAsync(OpenFund command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(new UnitId(command.UnitId)));

    public void Check(OpenFund command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, 80);
        problems.Text("donor", command.Donor, 80);
        problems.Text("purpose", command.Purpose, 200);
    }

    public async Task<Outcome> HandleAsync(OpenFund command, CommandScope scope, CancellationToken ct)
    {
        var unit = new UnitId(command.UnitId);
        db.Add(
            new Fund
            {
                Id = scope.Id.Value,
                UnitId = unit,
                BookId = await books.OfAsync(unit, ct),
                Name = command.Name.Trim(),
                Donor = command.Donor.Trim(),
                Purpose = command.Purpose.Trim(),
                OpenedAt = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
