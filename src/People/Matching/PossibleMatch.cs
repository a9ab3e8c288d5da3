using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Matching;

/// <summary>Two records that may be one woman. It never blocks anything; a person decides.</summary>
internal sealed class PossibleMatch
{
    public required Guid Id { get; init; }

    /// <summary>The record that was there first.</summary>
    public required PartyId A { get; init; }
    public required PartyId B { get; init; }

    /// <summary>strong, weak.</summary>
    public required string Strength { get; set; }

    /// <summary>What agreed, such as <c>given:1 family:2 birth:1</c>: levels, never values.</summary>
    public required string Signals { get; set; }

    /// <summary>open, same, different, unsure.</summary>
    public required string State { get; set; }
    public AccountId? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? Reason { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A person said that two records are one woman. Nothing is merged by it; it can be undone.</summary>
internal sealed class SameWoman
{
    public required Guid Id { get; init; }
    public required Guid MatchId { get; init; }
    public required PartyId A { get; init; }
    public required PartyId B { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
    public AccountId? UndoneBy { get; set; }
}

/// <summary>A key that possible doubles share (matching.md §9.1): a hash of given and family sound, in any order.</summary>
internal sealed class MatchKey
{
    public required PartyId PartyId { get; init; }
    public required long Key { get; init; }

    /// <summary>Version of the sound key, so that a new one can re-key in the background.</summary>
    public required int KeyVersion { get; init; }
}

internal sealed class PossibleMatchTable : IEntityTypeConfiguration<PossibleMatch>
{
    public void Configure(EntityTypeBuilder<PossibleMatch> table)
    {
        table.ToTable("people_possible_match");
        table.HasKey(m => m.Id);
        table.Property(m => m.Strength).HasMaxLength(10);
        table.Property(m => m.Signals).HasMaxLength(120);
        table.Property(m => m.State).HasMaxLength(10);
        table.Property(m => m.Reason).HasMaxLength(500);
        table.HasIndex(m => new { m.A, m.B }).IsUnique();
        table.HasIndex(m => m.B);
        table.HasIndex(m => new { m.State, m.Id });
        table.HasOne<Party>().WithMany().HasForeignKey(m => m.A).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Party>().WithMany().HasForeignKey(m => m.B).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SameWomanTable : IEntityTypeConfiguration<SameWoman>
{
    public void Configure(EntityTypeBuilder<SameWoman> table)
    {
        table.ToTable("people_same_woman");
        table.HasKey(l => l.Id);
        table.HasIndex(l => l.A);
        table.HasIndex(l => l.B);
        table.HasOne<PossibleMatch>().WithMany().HasForeignKey(l => l.MatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchKeyTable : IEntityTypeConfiguration<MatchKey>
{
    public void Configure(EntityTypeBuilder<MatchKey> table)
    {
        table.ToTable("people_match_key");
        table.HasKey(k => new { k.Key, k.PartyId });
        table.HasIndex(k => k.PartyId);
    }
}
