using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Sessions;

/// <summary>One sign-in that lasts. The cookie holds its key and nothing else; what it opens is decided here.</summary>
internal sealed class Session
{
    public const string Own = "own";
    public const string Centre = "centre";

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Kind of browser and machine, such as "Chrome, Android": nothing that names a person.</summary>
    public required string Device { get; init; }

    /// <summary>own or centre: a computer that others use too.</summary>
    public required string Kind { get; init; }

    /// <summary>1: a password. 2: a passkey, or a password and an app code. Rights of staff need 2.</summary>
    public required int Factors { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When she last proved who she is; asked again before a factor is changed (ASVS 7.5.1).</summary>
    public required DateTimeOffset ProvedAt { get; set; }
    public DateTimeOffset? LockedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    public bool IsLocked(DateTimeOffset now) => LockedAt is not null || now - LastSeenAt >= SessionTimes.Idle;
}

/// <summary>The times of S-15.</summary>
internal static class SessionTimes
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan OwnLasts = TimeSpan.FromDays(30);
    public static readonly TimeSpan CentreLasts = TimeSpan.FromHours(8);
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(10);
}

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> table)
    {
        table.ToTable("access_session");
        table.HasKey(s => s.Id);
        table.Property(s => s.KeyHash).HasMaxLength(32);
        table.Property(s => s.Device).HasMaxLength(60);
        table.Property(s => s.Kind).HasMaxLength(10);
        table.HasIndex(s => s.KeyHash).IsUnique();
        table.HasIndex(s => s.AccountId);
        table.HasIndex(s => s.ExpiresAt);
    }
}
