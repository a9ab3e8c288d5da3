using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
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

    /// <summary>log2 of the odds that both are one woman, by the model of that version.</summary>
    public required double Score { get; set; }
    public required string ModelVersion { get; set; }

    /// <summary>open, same, different, unsure.</summary>
    public required string State { get; set; }
    public AccountId? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>What she herself says: yes, no; empty while nobody asked her.</summary>
    public string? HerWord { get; set; }
    public DateTimeOffset? HerWordAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The pair was compared anew.</summary>
    public void Judge(string strength, Levels levels, double score, string modelVersion)
    {
        Strength = strength;
        Signals = levels.Write();
        Score = score;
        ModelVersion = modelVersion;
    }
}

/// <summary>Two records are one woman: said by a person, or provisionally by the link band. Nothing is merged by it;
/// unique people count her once, until it is undone.</summary>
internal sealed class SameWoman
{
    public required Guid Id { get; init; }
    public required Guid MatchId { get; init; }
    public required PartyId A { get; init; }
    public required PartyId B { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Empty where the link is provisional.</summary>
    public AccountId? By { get; set; }
    public required string ModelVersion { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
    public AccountId? UndoneBy { get; set; }

    /// <summary>Links the two of a pair, and says so to the figures.</summary>
    public static void Link(PossibleMatch pair, AccountId? by, DateOnly on, UnitId unit, JisrDb db, CommandScope scope)
    {
        var link = new SameWoman
        {
            Id = NewId.Next(),
            MatchId = pair.Id,
            A = pair.A,
            B = pair.B,
            At = scope.Now,
            By = by,
            ModelVersion = pair.ModelVersion,
        };
        db.AddNew(link);
        scope.Publish(
            new PartiesLinked
            {
                On = on,
                SourceId = link.Id,
                UnitId = unit,
                PartyId = pair.A,
                Other = pair.B,
            }
        );
    }

    /// <summary>Takes the link back: from now on they are two again.</summary>
    public void Undo(AccountId? by, DateOnly on, UnitId unit, CommandScope scope)
    {
        UndoneAt = scope.Now;
        UndoneBy = by;
        scope.Publish(
            new PartiesUnlinked
            {
                On = on,
                SourceId = Id,
                UnitId = unit,
                PartyId = A,
                Other = B,
            }
        );
    }
}

/// <summary>A key that records share (matching.md §9.1): a hash that tells nobody what it was made of.</summary>
internal sealed class MatchKey
{
    /// <summary>Where most keys stand.</summary>
    public const int Settled = 0;

    /// <summary>Where those of a large file stand for a while: see <see cref="KnownRegister.SettleAsync"/>.</summary>
    public const int Lately = 1;

    /// <summary>Keys in both places.</summary>
    public static IQueryable<MatchKey> In(JisrDb db) =>
        db.Set<MatchKey>().Where(k => k.Part == Settled || k.Part == Lately);

    /// <summary><see cref="Settled"/> or <see cref="Lately"/>: two places to look in.</summary>
    public int Part { get; init; }
    public required long Key { get; init; }

    /// <summary>By which a crowded block is cut; 0 for keys that are never cut.</summary>
    public required int BirthYear { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>Version of the sound key, so that a new one can re-key in the background.</summary>
    public required int KeyVersion { get; set; }
}

internal sealed class PossibleMatchTable : IEntityTypeConfiguration<PossibleMatch>
{
    public void Configure(EntityTypeBuilder<PossibleMatch> table)
    {
        table.ToTable("people_possible_match");
        table.HasKey(m => m.Id);
        table.Property(m => m.Strength).HasMaxLength(10);
        table.Property(m => m.Signals).HasMaxLength(120);
        table.Property(m => m.ModelVersion).HasMaxLength(40);
        table.Property(m => m.State).HasMaxLength(10);
        table.Property(m => m.Reason).HasMaxLength(500);
        table.Property(m => m.HerWord).HasMaxLength(3);
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
        table.Property(l => l.ModelVersion).HasMaxLength(40);
        table.HasIndex(l => l.A);
        table.HasIndex(l => l.B);
        table.HasOne<PossibleMatch>().WithMany().HasForeignKey(l => l.MatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchKeyTable : IEntityTypeConfiguration<MatchKey>
{
    public void Configure(EntityTypeBuilder<MatchKey> table)
    {
        // Some twenty rows a woman: no second way in. What a record had is known from its form.
        table.ToTable("people_match_key");
        table.HasKey(k => new
        {
            k.Part,
            k.Key,
            k.BirthYear,
            k.PartyId,
        });
    }
}
