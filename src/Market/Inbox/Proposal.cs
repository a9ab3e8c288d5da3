using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Inbox;

/// <summary>open → confirmed, declined or merged, by the seller; withdrawn by who wrote it.</summary>
internal enum ProposalState
{
    Open,
    Confirmed,
    Declined,
    Merged,
    Withdrawn,
}

/// <summary>The road a text came by.</summary>
internal enum ProposalSource
{
    Paste,
    Chat,
    Webhook,
}

/// <summary>What a text seems to ask for. It is no order: only the seller makes one of it.</summary>
internal sealed class Proposal
{
    public const string Table = "market_proposal";
    public const int MostName = 60;

    public required ProposalId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ProposalSource Source { get; init; }
    public ProposalState State { get; set; }
    public required OrderTextKind Kind { get; set; }

    /// <summary>Why a person should answer.</summary>
    public string? Reason { get; set; }

    /// <summary>D3, sealed; gone once its time is over.</summary>
    public byte[]? TextSealed { get; set; }

    /// <summary>D3, sealed: the name or number that the text came under.</summary>
    public byte[]? SenderSealed { get; set; }
    public SenderKind? SenderKind { get; init; }

    /// <summary>HMAC by which the same sender is known in one shop; null for a text without one.</summary>
    public byte[]? SenderKey { get; init; }

    /// <summary>HMAC of sender and folded text, to tell a text that was read before.</summary>
    public byte[]? TextKey { get; set; }

    /// <summary>The same sender sent the same text within two days.</summary>
    public bool IsRepeat { get; set; }

    /// <summary>The chat it stood in.</summary>
    public ChatId? ChatId { get; init; }

    /// <summary>The buyer, where she is known already.</summary>
    public ContactId? ContactId { get; set; }

    /// <summary>Order codes in the text, parted by spaces.</summary>
    public string CodesSeen { get; set; } = "";

    /// <summary>The order whose code it is; later the order it became.</summary>
    public OrderId? OrderId { get; set; }

    /// <summary>The second order, where goods of a run and others stood in one text.</summary>
    public OrderId? RunOrderId { get; set; }

    /// <summary>The proposal that it was joined to.</summary>
    public ProposalId? IntoId { get; set; }

    /// <summary>Local time of the phone that exported it, as <c>yyyy-MM-ddTHH:mm:ss</c>; null where it is not known.</summary>
    public string? WrittenLocal { get; init; }

    /// <summary>The shop's zone when it came; the phone's own is not written anywhere.</summary>
    public required string Zone { get; init; }

    /// <summary>When it was written, as near as that is known; else when it came.</summary>
    public required DateTimeOffset SaidAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Its place in the list: later ones are greater.</summary>
    public required string Place { get; init; }
    public int Version { get; set; } = 1;

    /// <summary>Somebody waits for a person, not for goods.</summary>
    public bool NeedsPerson => Kind is not (OrderTextKind.Order or OrderTextKind.OrderCode);
}

/// <summary>One line that a text seems to ask for.</summary>
internal sealed class ProposalLine
{
    public const string Table = "market_proposal_line";

    public required Guid Id { get; init; }
    public required ProposalId ProposalId { get; set; }
    public required int Position { get; set; }

    /// <summary>Null where nothing fits, or several do.</summary>
    public VariantId? VariantId { get; set; }

    /// <summary>Thousandths; of nobody's choosing below or at zero, which cannot be confirmed.</summary>
    public required long Qty { get; set; }

    /// <summary>Thousandths asked for on top, free.</summary>
    public long Free { get; init; }
    public required Confidence Confidence { get; set; }

    /// <summary>D3, sealed: the words it was read from.</summary>
    public byte[]? TextSealed { get; set; }

    /// <summary>D3, sealed: what she said of it.</summary>
    public byte[]? NoteSealed { get; set; }

    /// <summary>Codes, parted by spaces.</summary>
    public string Warnings { get; set; } = "";

    /// <summary>Numbers of what else may be meant, parted by line ends.</summary>
    public string Candidates { get; init; } = "";

    /// <summary>May be confirmed without a look.</summary>
    public bool IsSure => VariantId is not null && Confidence == Confidence.High && Free == 0;
}

internal sealed class ProposalTable : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> table)
    {
        table.ToTable(Proposal.Table);
        table.HasKey(p => p.Id);
        table.Property(p => p.Source).AsCode();
        table.Property(p => p.State).AsCode();
        table.Property(p => p.Kind).AsCode();
        table.Property(p => p.SenderKind).HasConversion<string>().HasMaxLength(20);
        table.Property(p => p.Reason).HasMaxLength(20);
        table.Property(p => p.SenderKey).HasMaxLength(32);
        table.Property(p => p.TextKey).HasMaxLength(32);
        table.Property(p => p.CodesSeen).HasMaxLength(80);
        table.Property(p => p.WrittenLocal).HasMaxLength(19);
        table.Property(p => p.Zone).HasMaxLength(60);
        table.Property(p => p.Place).HasMaxLength(32);
        table.Property(p => p.Version).IsConcurrencyToken();
        table.Ignore(p => p.NeedsPerson);
        table.HasOne<Shop>().WithMany().HasForeignKey(p => p.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(p => p.ContactId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Chat>().WithMany().HasForeignKey(p => p.ChatId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Order>().WithMany().HasForeignKey(p => p.RunOrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => new
        {
            p.ShopId,
            p.State,
            p.Place,
        });
        table.HasIndex(p => new { p.ShopId, p.TextKey });
        table.HasIndex(p => new { p.ShopId, p.SenderKey });
        table.HasIndex(p => p.ContactId);
        table.HasIndex(p => p.ChatId);
        table.HasIndex(p => p.OrderId);
        table.HasIndex(p => p.RunOrderId);
        table.HasIndex(p => p.IntoId);
    }
}

internal sealed class ProposalLineTable : IEntityTypeConfiguration<ProposalLine>
{
    public void Configure(EntityTypeBuilder<ProposalLine> table)
    {
        table.ToTable(ProposalLine.Table);
        table.HasKey(l => l.Id);
        table.Property(l => l.Confidence).AsCode();
        table.Property(l => l.Warnings).HasMaxLength(200);
        table.Property(l => l.Candidates).HasMaxLength(1100);
        table.Ignore(l => l.IsSure);
        table.HasOne<Proposal>().WithMany().HasForeignKey(l => l.ProposalId);
        table.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => new { l.ProposalId, l.Position });
        table.HasIndex(l => l.VariantId);
    }
}
