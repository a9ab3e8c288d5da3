using Jisr.Contracts.Safety;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Numbers;

/// <summary>A person of the content queue says of a text whether it holds a number.</summary>
internal sealed record DecideNumber(Guid ClaimId, bool IsNumber) : ICommand
{
    public static string Kind => "number.decide";
}

internal sealed class NumberHandler(JisrDb db, Sealer sealer) : IHandle<ClaimNumber>, IHandle<DecideNumber>
{
    public Task<Reach> ReachAsync(ClaimNumber command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public Task<Reach> ReachAsync(DecideNumber command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(ClaimNumber command, Problems problems, CommandScope scope)
    {
        problems.Text("text", command.Text, ClaimNumber.Most);
        problems.Text("tag", command.Tag, 80, required: false);
        // What surely is a number is not asked about, nor is a text in which nothing is hidden.
        if (command.Text is { Length: > 0 and <= ClaimNumber.Most } text)
            if (ContactFinder.Find(text) is not { Count: > 0 } hits || hits.Any(h => h.IsSure))
                problems.Add("text", "NUMBER_SURE");
    }

    public async Task<Outcome> HandleAsync(ClaimNumber command, CommandScope scope, CancellationToken ct)
    {
        var key = AllowedTexts.KeyOf(sealer, command.Text);
        // The same text is asked about once: what was said of it holds.
        if (await db.Set<NumberClaim>().AsNoTracking().SingleOrDefaultAsync(c => c.TextKey == key, ct) is { } known)
            return new Outcome.Done { Subject = known.Id };
        db.Add(
            new NumberClaim
            {
                Id = scope.Id.Value,
                TextKey = key,
                TextSealed = sealer.Seal(command.Text, NumberClaim.Table, "text_sealed", scope.Id.Value),
                Tag = command.Tag,
                State = NumberClaim.Open,
                At = scope.Now,
                ById = scope.Actor.AccountId?.Value,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    public async Task<Outcome> HandleAsync(DecideNumber command, CommandScope scope, CancellationToken ct)
    {
        var claim = await db.Set<NumberClaim>().SingleOrDefaultAsync(c => c.Id == command.ClaimId, ct);
        if (claim is null)
            return Outcome.No("NOT_FOUND", "claimId");
        if (claim.State != NumberClaim.Open)
            return Outcome.No("STEP_NOT_POSSIBLE");
        // It is a second person's word.
        if (claim.ById is { } writer && writer == scope.Actor.AccountId?.Value)
            return Outcome.No("NEEDS_ANOTHER_PERSON");
        (claim.State, claim.DecidedAt) = (command.IsNumber ? NumberClaim.Refused : NumberClaim.Agreed, scope.Now);
        claim.DecidedBy = scope.Actor.AccountId?.Value;
        claim.TextSealed = null;
        scope.Stale(AllowedTexts.Tag);
        foreach (var tag in claim.Tag?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            scope.Stale(tag);
        return new Outcome.Done { Subject = claim.Id };
    }
}
