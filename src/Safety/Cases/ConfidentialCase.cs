using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Safety.Cases;

/// <summary>A closed compartment (people.md A3.13): whose it is and why stand in it sealed with a key of its own, and it
/// is found by a keyed hash. No row outside can be joined to it without that key; nothing tells what happened to her.</summary>
internal sealed class ConfidentialCase
{
    internal const string Table = "safety_case";
    internal const string Open = "open";
    internal const string Closed = "closed";

    public required Guid Id { get; init; }

    /// <summary>D3: her id, sealed.</summary>
    public required byte[] PartySealed { get; init; }

    /// <summary>HMAC of her id with the index key of the compartment.</summary>
    public required byte[] PartyIndex { get; init; }

    /// <summary>D3: eligibility codes, comma-separated, sealed.</summary>
    public required byte[] CodesSealed { get; set; }
    public required UnitId UnitId { get; init; }
    public AccountId? OpenedBy { get; init; }
    public required DateOnly OpenedOn { get; init; }

    /// <summary>open, closed.</summary>
    public required string State { get; set; }
    public DateOnly? ClosedOn { get; set; }
}

/// <summary>One look into the compartment. Append-only and chained, like the read log, but kept inside: the common log
/// would tell for whom there is a file.</summary>
internal sealed class CaseLook
{
    internal static readonly byte[] Genesis = new byte[32];

    public required long Seq { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? ActorId { get; init; }

    /// <summary>view, list, own.</summary>
    public required string Action { get; init; }
    public required byte[] PrevHash { get; init; }
    public required byte[] Hash { get; init; }
}

internal sealed class ConfidentialCaseTable : IEntityTypeConfiguration<ConfidentialCase>
{
    public void Configure(EntityTypeBuilder<ConfidentialCase> table)
    {
        table.ToTable(ConfidentialCase.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.PartyIndex).HasMaxLength(32);
        table.Property(c => c.State).HasMaxLength(10);
        // One open file of a woman.
        table.HasIndex(c => c.PartyIndex).IsUnique().HasFilter("state = 'open'");
        table.HasIndex(c => new { c.UnitId, c.State });
    }
}

internal sealed class CaseLookTable : IEntityTypeConfiguration<CaseLook>
{
    public void Configure(EntityTypeBuilder<CaseLook> table)
    {
        table.ToTable("safety_case_look");
        table.HasKey(l => l.Seq);
        table.Property(l => l.Seq).ValueGeneratedNever();
        table.Property(l => l.Action).HasMaxLength(10);
        table.HasIndex(l => l.CaseId);
        table.HasOne<ConfidentialCase>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
