using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Approvals;

/// <summary>The second person's yes to a posting (ledger.md §5, I14): two different people. Never changed.</summary>
internal sealed class Approval
{
    /// <summary>The source of the posting, such as a payout or a count; for others the posting's own id.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Account of the one who asked; null for the program itself.</summary>
    public Guid? AskedBy { get; init; }

    /// <summary>Account of the second person.</summary>
    public Guid? ApprovedBy { get; init; }
    public required DateTimeOffset At { get; init; }

    public bool IsOfTwo => AskedBy != ApprovedBy;
}

internal sealed class ApprovalTable : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> table)
    {
        table.ToTable("ledger_approval");
        table.HasKey(a => a.SourceId);
        table.Property(a => a.SourceId).ValueGeneratedNever();
        table.Ignore(a => a.IsOfTwo);
    }
}
