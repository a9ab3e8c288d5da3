using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Matching;

/// <summary>What one reviewer said of a pair. One pair in some is read by a second who does not see it; where the two
/// differ a third decides.</summary>
internal sealed class MatchAnswer
{
    public required Guid Id { get; init; }
    public required Guid MatchId { get; init; }
    public required AccountId By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Decision { get; init; }
    public string? Reason { get; init; }

    /// <summary>True once the pair was decided with it: a later look begins anew.</summary>
    public bool Closed { get; set; }

    /// <summary>True for pairs that a second reviewer reads: the same ones for everybody, and nobody can choose
    /// them.</summary>
    public static bool NeedsTwo(Guid match, int every) =>
        every > 0 && BlockKeys.Hash(match.ToString()) is var hash && (ulong)hash % (ulong)every == 0;
}

internal sealed class MatchAnswerTable : IEntityTypeConfiguration<MatchAnswer>
{
    public void Configure(EntityTypeBuilder<MatchAnswer> table)
    {
        table.ToTable("people_match_answer");
        table.HasKey(a => a.Id);
        table.Property(a => a.Decision).HasMaxLength(10);
        table.Property(a => a.Reason).HasMaxLength(500);
        table.HasIndex(a => new { a.MatchId, a.By });
        table.HasOne<PossibleMatch>().WithMany().HasForeignKey(a => a.MatchId).OnDelete(DeleteBehavior.Cascade);
    }
}
