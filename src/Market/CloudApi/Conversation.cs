using Jisr.Market.Inbox;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.CloudApi;

/// <summary>One POST of WhatsApp as it came: there is no way to ask for it again. Kept for 30 days.</summary>
internal sealed class WaPost
{
    public const string Table = "market_wa_post";

    /// <summary>Made of the hash of its bytes: the same post is one.</summary>
    public required Guid Id { get; init; }

    /// <summary>D3, sealed.</summary>
    public required byte[] BodySealed { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Signed by WhatsApp and yet nothing we can read.</summary>
    public bool IsUnreadable { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>A message of a buyer, or of the seller from her own app. A message is one, however often it comes.</summary>
internal sealed class WaMessage
{
    public const string Table = "market_wa_message";

    /// <summary>Made of number and message id.</summary>
    public required Guid Id { get; init; }
    public required string NumberId { get; init; }
    public required string Type { get; init; }

    /// <summary>Written by the seller herself in her app.</summary>
    public bool IsEcho { get; init; }

    /// <summary>Null while nobody knows whom it is for.</summary>
    public ShopId? ShopId { get; set; }
    public ContactId? ContactId { get; set; }

    /// <summary>HMAC of our number and the sender, to know of what shop she spoke last.</summary>
    public required byte[] SenderKey { get; init; }

    /// <summary>D3, sealed.</summary>
    public byte[]? TextSealed { get; set; }
    public ProposalId? ProposalId { get; set; }

    /// <summary>The message that this one changes or takes back.</summary>
    public Guid? ChangesId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>How far a message of ours came. One row for each step that was told, in whatever order.</summary>
internal sealed class WaStatus
{
    public required Guid Id { get; init; }
    public required string WaId { get; init; }
    public required string Status { get; init; }
    public required DateTimeOffset At { get; init; }
    public int? ErrorCode { get; init; }
}

/// <summary>What a word to a buyer is about.</summary>
internal enum WordKind
{
    Received,
    Ready,
    OnItsWay,
    Text,
    Offer,
}

/// <summary>By which road it goes: freely within 24 hours of her last message, else by a template that WhatsApp approved,
/// else by the seller's own hand.</summary>
internal enum WordWay
{
    Text,
    Template,
    Copy,
}

/// <summary>queued → sending → sent → delivered → read → played; failed only over nothing or sent. Copy: the seller sends it
/// herself.</summary>
internal enum WordState
{
    Queued,
    Sending,
    Sent,
    Delivered,
    Read,
    Played,
    Failed,
    Copy,
    Withheld,
}

/// <summary>A message of ours to a buyer.</summary>
internal sealed class WaWord
{
    public const string Table = "market_wa_word";

    /// <summary>The id of the command that asked for it; it comes back in statuses.</summary>
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ContactId ContactId { get; init; }
    public OrderId? OrderId { get; init; }
    public required WordKind Kind { get; init; }
    public required WordWay Way { get; set; }
    public required WordState State { get; set; }
    public required string Language { get; init; }
    public string? NumberId { get; init; }

    /// <summary>D3, sealed: the words, so that the seller can send them herself.</summary>
    public byte[]? TextSealed { get; set; }
    public string? WaId { get; set; }
    public int Attempts { get; set; }
    public int? ErrorCode { get; set; }
    public string? ErrorText { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before: one person gets one message in six seconds.</summary>
    public required DateTimeOffset DueAt { get; set; }
}

internal sealed class WaPostTable : IEntityTypeConfiguration<WaPost>
{
    public void Configure(EntityTypeBuilder<WaPost> table)
    {
        table.ToTable(WaPost.Table);
        table.HasKey(p => p.Id);
    }
}

internal sealed class WaMessageTable : IEntityTypeConfiguration<WaMessage>
{
    public void Configure(EntityTypeBuilder<WaMessage> table)
    {
        table.ToTable(WaMessage.Table);
        table.HasKey(m => m.Id);
        table.Property(m => m.NumberId).HasMaxLength(40);
        table.Property(m => m.Type).HasMaxLength(40);
        table.Property(m => m.SenderKey).HasMaxLength(32);
        table.HasOne<Shop>().WithMany().HasForeignKey(m => m.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(m => m.ContactId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Proposal>().WithMany().HasForeignKey(m => m.ProposalId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(m => new { m.SenderKey, m.At });
        table.HasIndex(m => m.ShopId);
        table.HasIndex(m => m.ContactId);
        table.HasIndex(m => m.ProposalId);
        table.HasIndex(m => m.ChangesId);
    }
}

internal sealed class WaStatusTable : IEntityTypeConfiguration<WaStatus>
{
    public void Configure(EntityTypeBuilder<WaStatus> table)
    {
        table.ToTable("market_wa_status");
        table.HasKey(s => s.Id);
        table.Property(s => s.WaId).HasMaxLength(200);
        table.Property(s => s.Status).HasMaxLength(20);
        table.HasIndex(s => new { s.WaId, s.Status }).IsUnique();
    }
}

internal sealed class WaWordTable : IEntityTypeConfiguration<WaWord>
{
    public void Configure(EntityTypeBuilder<WaWord> table)
    {
        table.ToTable(WaWord.Table);
        table.HasKey(w => w.Id);
        table.Property(w => w.Kind).AsCode();
        table.Property(w => w.Way).AsCode();
        table.Property(w => w.State).AsCode();
        table.Property(w => w.Language).HasMaxLength(2);
        table.Property(w => w.NumberId).HasMaxLength(40);
        table.Property(w => w.WaId).HasMaxLength(200);
        table.Property(w => w.ErrorText).HasMaxLength(200);
        table.HasOne<Shop>().WithMany().HasForeignKey(w => w.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(w => w.ContactId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Order>().WithMany().HasForeignKey(w => w.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(w => w.WaId);
        table.HasIndex(w => new { w.ContactId, w.CreatedAt });
        table.HasIndex(w => w.OrderId);
        table.HasIndex(w => w.ShopId);
    }
}
