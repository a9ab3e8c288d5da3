using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>Her answers to the six questions on functioning, as given on a day. About health (D3): sealed.</summary>
internal sealed class FunctioningAnswers
{
    internal const string Table = "people_functioning";

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>Question → code as JSON, sealed.</summary>
    public required byte[] Answers { get; init; }
    public required DateOnly AskedOn { get; init; }

    /// <summary>self, other.</summary>
    public required string AnsweredBy { get; init; }

    public static FunctioningAnswers Of(
        Sealer sealer,
        PartyId party,
        IReadOnlyDictionary<string, string> answers,
        DateOnly on,
        string by
    )
    {
        var id = NewId.Next();
        return new FunctioningAnswers
        {
            Id = id,
            PartyId = party,
            Answers = sealer.Seal(JsonSerializer.Serialize(answers, CanonicalJson.Options), Table, "answers", id),
            AskedOn = on,
            AnsweredBy = by,
        };
    }

    public IReadOnlyDictionary<string, string> Open(Sealer sealer) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            sealer.Open(Answers, Table, "answers", Id),
            CanonicalJson.Options
        )!;
}

internal sealed class FunctioningAnswersTable : IEntityTypeConfiguration<FunctioningAnswers>
{
    public void Configure(EntityTypeBuilder<FunctioningAnswers> table)
    {
        table.ToTable(FunctioningAnswers.Table);
        table.HasKey(f => f.Id);
        table.Property(f => f.AnsweredBy).HasMaxLength(10);
        table.HasIndex(f => new { f.PartyId, f.AskedOn });
        table.HasOne<Party>().WithMany().HasForeignKey(f => f.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
