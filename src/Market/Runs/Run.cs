using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>planned → open → closed → buying → sharing → delivering → settled, one way; until closed it can be
/// cancelled.</summary>
internal enum RunStage
{
    Planned,
    Open,
    Closed,
    Buying,
    Sharing,
    Delivering,
    Settled,
    Cancelled,
}

/// <summary>One window of orders, one market day, one share-out.</summary>
internal sealed class Run
{
    public const string Table = "market_run";
    public const int MostName = 60;

    public required RunId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The market day as first planned, and a number where a shop has two on one day.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }
    public string? MarketPlace { get; set; }
    public required DateOnly MarketDay { get; set; }
    public required DateTimeOffset OpensAt { get; set; }
    public required DateTimeOffset ClosesAt { get; set; }
    public DateOnly? DeliveryDay { get; set; }

    /// <summary>What buyers see and owe.</summary>
    public required string Currency { get; init; }
    public required ShareRule ShareRule { get; set; }

    /// <summary>It closes by itself when one order more would come.</summary>
    public int? LimitOrders { get; set; }

    /// <summary>It closes by itself when the sum of its orders has come so far.</summary>
    public long? LimitTotalMinor { get; set; }

    /// <summary>False for a clone: it waits until she opens it.</summary>
    public bool OpensByItself { get; init; } = true;
    public RunStage Stage { get; set; }

    /// <summary>Makers of other shops offer their goods in it too.</summary>
    public bool IsJoint { get; init; }

    /// <summary>The last number written on a bag.</summary>
    public int LastOrderNo { get; set; }
    public RunId? ClonedFromId { get; init; }
    public string? CancelReason { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the share-out was confirmed and all became owed.</summary>
    public DateTimeOffset? SharedAt { get; set; }

    /// <summary>When nothing of it was on its way any more.</summary>
    public DateTimeOffset? SettledAt { get; set; }
    public int Version { get; set; } = 1;

    public Currency Money => Kernel.Values.Currency.Parse(Currency);

    /// <summary>Orders may come in.</summary>
    public bool TakesOrders(DateTimeOffset now) => Stage == RunStage.Open && now < ClosesAt;
}

internal sealed class RunTable : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> table)
    {
        table.ToTable(
            Run.Table,
            t => t.HasCheckConstraint("ck_market_run_window", "closes_at > opens_at AND last_order_no >= 0")
        );
        table.HasKey(r => r.Id);
        table.Property(r => r.Code).HasMaxLength(14);
        table.Property(r => r.Name).HasMaxLength(Run.MostName);
        table.Property(r => r.MarketPlace).HasMaxLength(Run.MostName);
        table.Property(r => r.Currency).HasMaxLength(10);
        table.Property(r => r.ShareRule).AsCode();
        table.Property(r => r.Stage).AsCode();
        table.Property(r => r.CancelReason).HasMaxLength(200);
        table.Property(r => r.Version).IsConcurrencyToken();
        table.Ignore(r => r.Money);
        table.HasOne<Shop>().WithMany().HasForeignKey(r => r.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(r => new { r.ShopId, r.Code }).IsUnique();
        table.HasIndex(r => new
        {
            r.ShopId,
            r.Stage,
            r.MarketDay,
        });
    }
}
