using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jisr.Insight.Facts;

/// <summary>Something that happened to someone or somewhere on a day (insight.md §2): one row for each event. What it
/// says is never edited: a correction is another fact that takes it back.</summary>
internal sealed class Fact
{
    /// <summary>Order of arrival.</summary>
    public long Id { get; private set; }

    /// <summary>The event's name.</summary>
    public required string Kind { get; init; }

    /// <summary>Local day of the unit. A fact that takes another back stands on the day of that one.</summary>
    public required DateOnly On { get; init; }
    public UnitId? UnitId { get; init; }
    public string? PlaceCode { get; init; }

    /// <summary>Region or governorate of the place as it was when the fact was written; the country's two letters
    /// where only that is known; empty where nothing is.</summary>
    public required string Area { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }

    /// <summary>As first written.</summary>
    public PartyId? PartyId { get; init; }

    /// <summary>The one who lives on after merges: whom unique people are counted by.</summary>
    public PartyId? CanonicalPartyId { get; set; }

    /// <summary>F or M as it was said that day; empty where it was not said.</summary>
    public required string Sex { get; init; }

    /// <summary>Kind of the command that made it.</summary>
    public required string SourceKind { get; init; }

    /// <summary>The row that made it.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>The code that splits the count, such as a door.</summary>
    public required string Detail { get; init; }

    /// <summary>Not below 0, whatever it takes back.</summary>
    public required int Quantity { get; init; }
    public long? AmountMinor { get; init; }

    /// <summary>Currency key; empty where there is no amount.</summary>
    public required string Currency { get; init; }

    /// <summary>True when it lowers: it takes an earlier fact back, or a part of what one brought.</summary>
    public required bool Lowers { get; init; }

    /// <summary>The fact that this one takes back whole.</summary>
    public long? ReversesId { get; init; }

    /// <summary>False for a fact that was taken back and for the one that does it: neither is counted.</summary>
    public required bool Counts { get; set; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The other half of this fact: same day, same place, same one; both are counted no more.</summary>
    public Fact Reversed(string sourceKind, DateTimeOffset now)
    {
        Counts = false;
        return new Fact
        {
            Kind = Kind,
            On = On,
            UnitId = UnitId,
            PlaceCode = PlaceCode,
            Area = Area,
            ProgrammeId = ProgrammeId,
            PartyId = PartyId,
            CanonicalPartyId = CanonicalPartyId,
            Sex = Sex,
            SourceKind = sourceKind,
            SourceId = SourceId,
            Detail = Detail,
            Quantity = Quantity,
            AmountMinor = AmountMinor,
            Currency = Currency,
            Lowers = !Lowers,
            ReversesId = Id,
            Counts = false,
            RecordedAt = now,
        };
    }
}

internal sealed class FactTable : IEntityTypeConfiguration<Fact>
{
    /// <summary>Days as numbers: half the room of text, and rows that are read a million at a time.</summary>
    public static readonly ValueConverter<DateOnly, int> DayAsNumber = new(
        d => d.DayNumber,
        n => DateOnly.FromDayNumber(n)
    );

    public void Configure(EntityTypeBuilder<Fact> table)
    {
        table.ToTable("insight_fact", t => t.HasCheckConstraint("ck_insight_fact_quantity", "quantity >= 0"));
        table.HasKey(f => f.Id);
        table.Property(f => f.Kind).HasMaxLength(40);
        table.Property(f => f.On).HasColumnName("day").HasConversion(DayAsNumber);
        table.Property(f => f.PlaceCode).HasMaxLength(60);
        table.Property(f => f.Area).HasMaxLength(10);
        table.Property(f => f.Sex).HasMaxLength(1);
        table.Property(f => f.SourceKind).HasMaxLength(60);
        table.Property(f => f.Detail).HasMaxLength(40);
        table.Property(f => f.Currency).HasMaxLength(10);
        // The two roads of unique people: within each area, and over all. Each holds all that its question reads.
        table.HasIndex(f => new
        {
            f.Kind,
            f.Area,
            f.CanonicalPartyId,
            f.On,
            f.Counts,
            f.Lowers,
            f.ProgrammeId,
            f.Detail,
            f.Sex,
        });
        table.HasIndex(f => new
        {
            f.Kind,
            f.CanonicalPartyId,
            f.On,
            f.Counts,
            f.Lowers,
            f.ProgrammeId,
            f.Area,
            f.Detail,
            f.Sex,
        });
        table.HasIndex(f => new
        {
            f.UnitId,
            f.Kind,
            f.CanonicalPartyId,
            f.On,
        });
        table.HasIndex(f => new { f.SourceId, f.Kind });
        table.HasIndex(f => f.CanonicalPartyId);
        table.HasIndex(f => f.ReversesId).IsUnique();
        table.HasOne<Fact>().WithMany().HasForeignKey(f => f.ReversesId).OnDelete(DeleteBehavior.Restrict);
    }
}
