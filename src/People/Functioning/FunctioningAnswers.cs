using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Functioning;

/// <summary>Her answers to the six questions of the Washington Group Short Set on a day. 1 no difficulty … 4 cannot do at
/// all, 7 no answer; null: not asked. A new asking is a new row. D3: the six answers are sealed together.</summary>
internal sealed class FunctioningAnswers
{
    internal const string Table = "people_functioning";

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>The six codes in the Group's order, comma-separated, empty where not asked.</summary>
    public required byte[] Codes { get; init; }
    public required DateOnly AskedOn { get; init; }

    /// <summary>self, other.</summary>
    public required string AnsweredBy { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? TakenBy { get; init; }
}

/// <summary>The six questions, and what their answers say together (people.md A3.9).</summary>
internal static class Functions
{
    /// <summary>In the order that the Washington Group gives them.</summary>
    public static readonly IReadOnlyList<string> Six =
    [
        "seeing",
        "hearing",
        "walking",
        "memory",
        "selfCare",
        "communication",
    ];

    /// <summary>7: she was asked and does not answer.</summary>
    public static readonly IReadOnlyList<int> Codes = [1, 2, 3, 4, 7];

    /// <summary>yes: an answer is 3 or 4. no: all six are 1 or 2. unknown: anything else; a blank is never a no.</summary>
    public static string Disability(IReadOnlyList<int?> answers) =>
        answers.Any(a => a is 3 or 4) ? "yes"
        : answers.Count == Six.Count && answers.All(a => a is 1 or 2) ? "no"
        : "unknown";

    public static string Write(IReadOnlyList<int?> answers) =>
        string.Join(',', answers.Select(a => a?.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static IReadOnlyList<int?> Read(string text) =>
        [
            .. text.Split(',')
                .Select(t =>
                    t.Length == 0 ? (int?)null : int.Parse(t, System.Globalization.CultureInfo.InvariantCulture)
                ),
        ];
}

internal sealed class FunctioningAnswersTable : IEntityTypeConfiguration<FunctioningAnswers>
{
    public void Configure(EntityTypeBuilder<FunctioningAnswers> table)
    {
        table.ToTable(FunctioningAnswers.Table);
        table.HasKey(a => a.Id);
        table.Property(a => a.AnsweredBy).HasMaxLength(10);
        table.HasIndex(a => new { a.PartyId, a.At });
        table.HasOne<Party>().WithMany().HasForeignKey(a => a.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
