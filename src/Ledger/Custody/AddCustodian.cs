using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Ledger.Journal;

namespace Jisr.Ledger.Custody;

/// <summary>A box, agent, courier, hawala office, wallet or bank account of an organisation is written down.</summary>
/// <param name="Custodian">One of <see cref="Custodian.Kinds"/>.</param>
/// <param name="LimitMinor">The most it may hold, in smallest parts of <paramref name="LimitUnit"/>.</param>
internal sealed record AddCustodian(
    Guid UnitId,
    string Custodian,
    string Label,
    string? Last4 = null,
    string? Licence = null,
    DateOnly? DueDiligenceOn = null,
    long? LimitMinor = null,
    string? LimitUnit = null
) : ICommand
{
    public static string Kind => "custodian.add";
}

internal sealed class AddCustodianHandler(JisrDb db, BooksOfUnits books, IUnitTree units) : IHandle<AddCustodian>
{
    public Task<Reach> ReachAsync(AddCustodian command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(new UnitId(command.UnitId)));

    public void Check(AddCustodian command, Problems problems, CommandScope scope)
    {
        if (!Custody.Custodian.Kinds.Contains(command.Custodian))
            problems.Add("custodian", "CHOICE_UNKNOWN");
        CustodianFields.Check(
            problems,
            command.Label,
            command.Last4,
            command.Licence,
            command.LimitMinor,
            command.LimitUnit
        );
        if (command.DueDiligenceOn > units.Today(new UnitId(command.UnitId)))
            problems.Add("dueDiligenceOn", "DATE_AHEAD");
    }

    public async Task<Outcome> HandleAsync(AddCustodian command, CommandScope scope, CancellationToken ct)
    {
        var unit = new UnitId(command.UnitId);
        db.Add(
            new Custodian
            {
                Id = new CustodianId(scope.Id.Value),
                UnitId = unit,
                BookId = await books.OfAsync(unit, ct),
                Kind = command.Custodian,
                Label = command.Label.Trim(),
                Last4 = command.Last4,
                Licence = command.Licence?.Trim(),
                DueDiligenceOn = command.DueDiligenceOn,
                LimitMinor = command.LimitMinor,
                LimitUnit = command.LimitMinor is null ? null : command.LimitUnit,
                Active = true,
                AddedAt = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

/// <summary>What adding and changing ask alike.</summary>
internal static class CustodianFields
{
    public static void Check(
        Problems problems,
        string label,
        string? last4,
        string? licence,
        long? limitMinor,
        string? limitUnit
    )
    {
        problems.Text("label", label, 60);
        problems.Text("licence", licence, 60, required: false);
        // K-4: never more of a number than is needed to tell two apart.
        if (last4 is not null && (last4.Length != 4 || !last4.All(char.IsAsciiLetterOrDigit)))
            problems.Add("last4", "LAST4_ONLY");
        if (limitMinor is null)
            return;
        if (limitMinor is < 0 or > MoneyRange.Most)
            problems.Add("limit", "AMOUNT_RANGE");
        if (Currency.All.All(c => c.Key != limitUnit))
            problems.Add("limitUnit", "CURRENCY_UNKNOWN");
    }
}
