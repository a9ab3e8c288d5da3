using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>A buyer, one row per shop: there is no directory of buyers across shops.</summary>
internal sealed class Contact
{
    public required ContactId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A way a buyer is known, sealed, with a search key of its own for each shop. A buyer has many.</summary>
internal sealed class ContactIdentity
{
    public const string Phone = "phone";

    /// <summary>How one chat of the seller's names a sender whom she knows; a label in that chat and nowhere else.</summary>
    public const string ExportName = "export_name";

    /// <summary>What WhatsApp calls a person for one business account; opaque.</summary>
    public const string UserId = "user_id";

    public required Guid Id { get; init; }
    public required ContactId ContactId { get; init; }
    public required string Kind { get; init; }

    /// <summary>D3.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>HMAC of shop and value, so that two shops' lists cannot be laid side by side.</summary>
    public required byte[] Key { get; init; }
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Since then it is no longer hers: a number may be given to somebody else.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Her last message through WhatsApp's own door: for 24 hours after it anything may be sent.</summary>
    public DateTimeOffset? LastInboundAt { get; set; }

    /// <summary>WhatsApp does not serve her country: nothing more is sent to her that way.</summary>
    public DateTimeOffset? ShutAt { get; set; }

    /// <summary>She said yes to offers; and she ended that.</summary>
    public DateTimeOffset? NewsSince { get; set; }
    public DateTimeOffset? NewsEndedAt { get; set; }
}

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> table)
    {
        table.ToTable("market_contact");
        table.HasKey(c => c.Id);
        table.Property(c => c.Name).HasMaxLength(60);
        table.HasOne<Shop>().WithMany().HasForeignKey(c => c.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(c => c.ShopId);
    }
}

internal sealed class ContactIdentityTable : IEntityTypeConfiguration<ContactIdentity>
{
    public void Configure(EntityTypeBuilder<ContactIdentity> table)
    {
        table.ToTable("market_contact_identity");
        table.HasKey(i => i.Id);
        table.Property(i => i.Kind).HasMaxLength(12);
        table.Property(i => i.Key).HasMaxLength(32);
        table.HasOne<Contact>().WithMany().HasForeignKey(i => i.ContactId);
        table.HasIndex(i => new { i.Kind, i.Key }).IsUnique().HasFilter("ended_at IS NULL");
        table.HasIndex(i => i.ContactId);
    }
}
