using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
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
        Last4(problems, last4);
        if (limitMinor is null)
            return;
        MoneyRange.From0(problems, limitMinor, "limit");
        MoneyRange.Known(problems, limitUnit, "limitUnit");
    }

    /// <summary>K-4: never more of a number than is needed to tell two apart.</summary>
    public static void Last4(Problems problems, string? last4)
    {
        if (last4 is not null && (last4.Length != 4 || !last4.All(char.IsAsciiLetterOrDigit)))
            problems.Add("last4", "LAST4_ONLY");
    }
}
