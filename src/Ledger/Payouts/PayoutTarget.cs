using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Payouts;

/// <summary>Where a member wants her money: a label and the last four characters, never more (K-4).</summary>
internal sealed class PayoutTarget
{
    internal const string Table = "ledger_payout_target";

    /// <summary>O-1: how long a change waits before money goes there.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromHours(24);

    public static readonly IReadOnlyList<string> Kinds = ["wallet", "bank", "hawala"];

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required string Kind { get; init; }
    public required string Label { get; init; }
    public string? Last4 { get; init; }

    /// <summary>O-2: it is somebody else's; she must say so herself before it is used.</summary>
    public required bool OfAnother { get; init; }

    /// <summary>in-person or voice, once she has said it.</summary>
    public string? SaidHow { get; set; }
    public Guid? SaidTo { get; set; }
    public required DateTimeOffset SetAt { get; init; }
    public required DateTimeOffset UsableFrom { get; init; }
    public DateTimeOffset? ReplacedAt { get; set; }
}

internal sealed class PayoutTargetTable : IEntityTypeConfiguration<PayoutTarget>
{
    public void Configure(EntityTypeBuilder<PayoutTarget> table)
    {
        table.ToTable(PayoutTarget.Table);
        table.HasKey(t => t.Id);
        table.Property(t => t.Id).ValueGeneratedNever();
        table.Property(t => t.Kind).HasMaxLength(10);
        table.Property(t => t.Label).HasMaxLength(40);
        table.Property(t => t.Last4).HasMaxLength(4);
        table.Property(t => t.SaidHow).HasMaxLength(10);
        table.HasIndex(t => new { t.PartyId, t.ReplacedAt });
    }
}
