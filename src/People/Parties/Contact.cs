using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>How to reach her, and how safe that is. The value is D3: sealed.</summary>
internal sealed class ContactPoint
{
    internal const string Table = "people_contact_point";

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>phone, whatsapp, email, through-centre.</summary>
    public required string Channel { get; init; }
    public byte[]? Value { get; init; }

    /// <summary>Finds the same number again; never a key: two women may share one.</summary>
    public byte[]? ValueIndex { get; init; }

    /// <summary>mine, shared, do-not-write.</summary>
    public required string Safety { get; set; }

    /// <summary>morning, noon, evening.</summary>
    public string? PreferredHour { get; set; }

    /// <summary>Who answers this number, in her words: D3, sealed as the number is. Null: nobody but her, or not said.</summary>
    public byte[]? AnsweredBy { get; set; }

    /// <summary>When somebody of the centre last reached her by it; null for never. A new number begins anew.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>A number that somebody issued. No document is ever required.</summary>
internal sealed class Identifier
{
    internal const string Table = "people_identifier";

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>sy-national, ma-cin, jo-national, tr-foreigner, unhcr, passport, other.</summary>
    public required string Type { get; init; }
    public required byte[] Value { get; init; }
    public required byte[] ValueIndex { get; init; }
    public string? Country { get; init; }

    /// <summary>Who gave it out, as far as she knows.</summary>
    public string? Issuer { get; init; }
    public DateOnly? ValidUntil { get; init; }

    /// <summary>pending, valid, needs-investigation, invalid.</summary>
    public required string State { get; set; }

    /// <summary>Who looked into it last, and when.</summary>
    public AccountId? JudgedBy { get; set; }
    public DateTimeOffset? JudgedAt { get; set; }
}

internal sealed class ContactPointTable : IEntityTypeConfiguration<ContactPoint>
{
    public void Configure(EntityTypeBuilder<ContactPoint> table)
    {
        table.ToTable(ContactPoint.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Channel).HasMaxLength(20);
        table.Property(c => c.Safety).HasMaxLength(20);
        table.Property(c => c.PreferredHour).HasMaxLength(20);
        table.HasOne<Party>().WithMany().HasForeignKey(c => c.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(c => c.ValueIndex);
    }
}

internal sealed class IdentifierTable : IEntityTypeConfiguration<Identifier>
{
    public void Configure(EntityTypeBuilder<Identifier> table)
    {
        table.ToTable(Identifier.Table);
        table.HasKey(i => i.Id);
        table.Property(i => i.Type).HasMaxLength(20);
        table.Property(i => i.Country).HasMaxLength(2);
        table.Property(i => i.State).HasMaxLength(20);
        table.Property(i => i.Issuer).HasMaxLength(80);
        table.HasIndex(i => i.State);
        table.HasOne<Party>().WithMany().HasForeignKey(i => i.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(i => i.ValueIndex);
    }
}
