using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Voices;

/// <summary>Somebody read a text of a page aloud. In the database, so that a backup is whole and every web node has
/// it.</summary>
internal sealed class Voice
{
    public const int MostBytes = 400_000;

    public required Guid Id { get; init; }

    /// <summary>One of <see cref="VoiceKinds"/>: a language, and for Arabic the country whose Arabic it is.</summary>
    public required string Kind { get; init; }

    /// <summary>The words as they were when they were read; other words on the page make the recording an old one.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the text; 32 bytes.</summary>
    public required byte[] TextHash { get; init; }
    public required string MediaType { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public AccountId? AddedBy { get; init; }

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>In which voices texts are read: ar-SY, ar-JO, ar-MA, fr, en.</summary>
internal static class VoiceKinds
{
    public static readonly IReadOnlyList<string> All = ["ar-SY", "ar-JO", "ar-MA", "fr", "en"];

    public static string LanguageOf(string kind) => kind[..2];
}

internal sealed class VoiceTable : IEntityTypeConfiguration<Voice>
{
    public void Configure(EntityTypeBuilder<Voice> table)
    {
        table.ToTable("people_voice");
        table.HasKey(v => v.Id);
        table.Property(v => v.Kind).HasMaxLength(5);
        table.Property(v => v.Text).HasMaxLength(2000);
        table.Property(v => v.TextHash).HasMaxLength(32);
        table.Property(v => v.MediaType).HasMaxLength(20);
        table.HasIndex(v => new { v.Kind, v.TextHash }).IsUnique();
    }
}
