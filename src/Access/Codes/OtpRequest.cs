using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Codes;

/// <summary>A code of six digits that was asked for. It holds no number and no address, only what finds them again.</summary>
internal sealed class OtpRequest
{
    public const string Sms = "sms";
    public const string Inbound = "inbound";

    public const string Asked = "asked";
    public const string Sent = "sent";
    public const string Received = "received";
    public const string Used = "used";
    public const string Dead = "dead";
    public const string Suppressed = "suppressed";

    public const int MostTries = 5;
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>sms: we write to her. inbound: she writes to us.</summary>
    public required string Channel { get; init; }
    public required byte[] NumberIndex { get; init; }

    /// <summary>The number without its last four digits.</summary>
    public required byte[] PrefixIndex { get; init; }
    public required string Country { get; init; }
    public required string AddressHash { get; init; }
    public required string DeviceHash { get; init; }

    /// <summary>HMAC over request and code.</summary>
    public required byte[] CodeHash { get; init; }
    public int Tries { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>asked, sent, received, used, dead (5 tries), suppressed (by a cap).</summary>
    public required string State { get; set; }

    /// <summary>The cap that held it back.</summary>
    public string? Cap { get; set; }
}

/// <summary>What codes cost on one day. Its row is also the lock behind which caps are counted.</summary>
internal sealed class CodeDay
{
    public required Guid Id { get; init; }
    public required DateOnly Day { get; init; }
    public long SpentMinor { get; set; }
    public DateTimeOffset? AlarmedAt { get; set; }
}

internal sealed class OtpRequestTable : IEntityTypeConfiguration<OtpRequest>
{
    public void Configure(EntityTypeBuilder<OtpRequest> table)
    {
        table.ToTable("access_otp_request");
        table.HasKey(r => r.Id);
        table.Property(r => r.Channel).HasMaxLength(10);
        table.Property(r => r.NumberIndex).HasMaxLength(32);
        table.Property(r => r.PrefixIndex).HasMaxLength(32);
        table.Property(r => r.Country).HasMaxLength(2);
        table.Property(r => r.AddressHash).HasMaxLength(64);
        table.Property(r => r.DeviceHash).HasMaxLength(64);
        table.Property(r => r.CodeHash).HasMaxLength(32);
        table.Property(r => r.State).HasMaxLength(12);
        table.Property(r => r.Cap).HasMaxLength(20);
        table.HasIndex(r => new { r.PrefixIndex, r.CreatedAt });
        table.HasIndex(r => new { r.NumberIndex, r.CreatedAt });
        table.HasIndex(r => new { r.AddressHash, r.CreatedAt });
        table.HasIndex(r => new { r.DeviceHash, r.CreatedAt });
        table.HasIndex(r => new { r.Country, r.CreatedAt });
        table.HasIndex(r => new { r.AccountId, r.CreatedAt });
        table.HasIndex(r => r.CreatedAt);
    }
}

internal sealed class CodeDayTable : IEntityTypeConfiguration<CodeDay>
{
    public void Configure(EntityTypeBuilder<CodeDay> table)
    {
        table.ToTable("access_code_day");
        table.HasKey(d => d.Id);
    }
}
