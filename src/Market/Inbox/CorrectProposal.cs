using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Products;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>The seller says what a text really asks for and leaves the order for later. What she chose is without
/// doubt.</summary>
internal sealed record CorrectProposal(Guid ProposalId, IReadOnlyList<ProposedLine> Lines) : ICommand
{
    public const int MostLines = 50;

    public static string Kind => "proposal.correct";
}

internal sealed class CorrectProposalHandler(JisrDb db) : IHandle<CorrectProposal>
{
    public Task<Reach> ReachAsync(CorrectProposal command, CommandScope scope, CancellationToken ct) =>
        ProposalReach.OfAsync(db, command.ProposalId, scope.Actor, ct);

    public void Check(CorrectProposal command, Problems problems, CommandScope scope)
    {
        if (command.Lines is null || !command.Lines.Any(l => l?.Take == true))
            problems.Add("lines", "NOTHING_CHOSEN");
        else if (command.Lines.Count > CorrectProposal.MostLines || command.Lines.Any(l => l?.Sku is null))
            problems.Add("lines", "LINES_SHAPE");
    }

    public async Task<Outcome> HandleAsync(CorrectProposal command, CommandScope scope, CancellationToken ct)
    {
        var proposal = await ProposalReach.LockAsync(db, command.ProposalId, ct);
        if (proposal.State != ProposalState.Open || proposal.Kind == OrderTextKind.OrderCode)
            return Outcome.No("PROPOSAL_MOVED_ON");
        var taken = command.Lines.Select((l, i) => (Line: l, Place: i)).Where(l => l.Line.Take).ToList();
        var skus = taken.ConvertAll(l => l.Line.Sku);
        var variants = await db.Set<Variant>()
            .Where(v => v.ShopId == proposal.ShopId && skus.Contains(v.Sku))
            .ToDictionaryAsync(v => v.Sku, StringComparer.Ordinal, ct);
        var problems = new Problems();
        foreach (var (line, place) in taken)
        {
            var field = FormattableString.Invariant($"lines.{place}.qty");
            if (!variants.TryGetValue(line.Sku, out var variant))
                problems.Add(field, "NOT_SOLD");
            else
                Orders.Portions.Check(
                    new Kernel.Values.Quantity(line.Qty),
                    variant.Step,
                    variant.Min,
                    variant.Max,
                    field,
                    problems
                );
        }
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        await db.Set<ProposalLine>().Where(l => l.ProposalId == proposal.Id).ExecuteDeleteAsync(ct);
        for (var i = 0; i < taken.Count; i++)
            db.Add(
                new ProposalLine
                {
                    Id = NewId.Next(),
                    ProposalId = proposal.Id,
                    Position = i + 1,
                    VariantId = variants[taken[i].Line.Sku].Id,
                    Qty = taken[i].Line.Qty,
                    Confidence = Confidence.High,
                }
            );
        // She knows what it is now, whatever it seemed to be.
        (proposal.Kind, proposal.IsRepeat) = (OrderTextKind.Order, false);
        proposal.Version++;
        return new Outcome.Done { Subject = command.ProposalId, Version = proposal.Version };
    }
}
