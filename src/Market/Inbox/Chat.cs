using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Inbox;

/// <summary>A chat that a seller imports from time to time, and what she said of it once.</summary>
internal sealed class Chat
{
    public const string Table = "market_chat";
    public const int MostName = 60;

    public required ChatId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>D3, sealed: chats are mostly named after people.</summary>
    public required byte[] NameSealed { get; init; }

    /// <summary>D3, sealed: how the file names her who exported it; empty where she is not in it. Null until she said
    /// so.</summary>
    public byte[]? HerselfSealed { get; set; }

    /// <summary>What she said about the day; null while the files said so themselves.</summary>
    public DateOrder? Order { get; set; }
    public required DateTimeOffset ImportedAt { get; set; }
}

/// <summary>A message that was looked at before. Of it nothing is kept but a keyed hash.</summary>
internal sealed class ChatSeen
{
    public required ChatId ChatId { get; init; }
    public required byte[] Key { get; init; }
}

/// <summary>The last days of a chat that waits for an answer of hers. Gone with the answer, or in an hour.</summary>
internal sealed class ChatWaiting
{
    public const string Table = "market_chat_waiting";
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <summary>The id of the command that brought it.</summary>
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ChatId ChatId { get; init; }

    /// <summary>D3, sealed.</summary>
    public required byte[] TextSealed { get; init; }

    /// <summary>Which part is the day, where the whole file said so; null where she must.</summary>
    public DateOrder? Order { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class ChatTable : IEntityTypeConfiguration<Chat>
{
    public void Configure(EntityTypeBuilder<Chat> table)
    {
        table.ToTable(Chat.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Order).HasConversion<string>().HasMaxLength(20);
        table.HasOne<Shop>().WithMany().HasForeignKey(c => c.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(c => c.ShopId);
    }
}

internal sealed class ChatSeenTable : IEntityTypeConfiguration<ChatSeen>
{
    public void Configure(EntityTypeBuilder<ChatSeen> table)
    {
        table.ToTable("market_chat_seen");
        table.HasKey(s => new { s.ChatId, s.Key });
        table.Property(s => s.Key).HasMaxLength(32);
        table.HasOne<Chat>().WithMany().HasForeignKey(s => s.ChatId);
    }
}

internal sealed class ChatWaitingTable : IEntityTypeConfiguration<ChatWaiting>
{
    public void Configure(EntityTypeBuilder<ChatWaiting> table)
    {
        table.ToTable(ChatWaiting.Table);
        table.HasKey(w => w.Id);
        table.Property(w => w.Order).HasConversion<string>().HasMaxLength(20);
        table.HasOne<Shop>().WithMany().HasForeignKey(w => w.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Chat>().WithMany().HasForeignKey(w => w.ChatId);
        table.HasIndex(w => w.ShopId);
        table.HasIndex(w => w.ChatId);
    }
}
