using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Insight.Facts;

/// <summary>A record whose woman said no to being counted in reports (people.md A3.12). What happened to her stays a
/// fact; reports leave it out.</summary>
internal sealed class LeftOut
{
    public required PartyId PartyId { get; init; }
}

internal sealed class LeftOutTable : IEntityTypeConfiguration<LeftOut>
{
    public void Configure(EntityTypeBuilder<LeftOut> table)
    {
        table.ToTable("insight_left_out");
        table.HasKey(l => l.PartyId);
    }
}

/// <summary>Keeps who is left out of reports, in the transaction of her answer: it acts at once.</summary>
internal sealed class LeaveOut(JisrDb db) : IInTransaction
{
    private readonly Dictionary<PartyId, bool> said = [];

    public Task OnAsync(JisrEvent what, CommandScope scope, CancellationToken ct)
    {
        switch (what)
        {
            // New in the register: there is no row of hers yet.
            case PersonRegistered { LeftOutOfReports: true, PartyId: { } fresh, TakesBack: false }:
                db.AddNew(new LeftOut { PartyId = fresh });
                break;
            case ReportsAnswered { PartyId: { } party } answer:
                said[party] = answer.Refused;
                break;
        }
        return Task.CompletedTask;
    }

    public async Task EndAsync(CancellationToken ct)
    {
        foreach (var (party, refused) in said)
        {
            if (!refused)
                await db.Set<LeftOut>().Where(l => l.PartyId == party).ExecuteDeleteAsync(ct);
            else if (!await db.Set<LeftOut>().AnyAsync(l => l.PartyId == party, ct))
                db.AddNew(new LeftOut { PartyId = party });
        }
        said.Clear();
    }
}
