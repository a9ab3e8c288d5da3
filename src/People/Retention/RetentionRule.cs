using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Retention;

/// <summary>How long a class of data is kept, and what is done then (people.md A3.19). Kept as data: an organisation whose
/// law says otherwise changes the months.</summary>
internal sealed class RetentionRule
{
    public const string NeverEnrolled = "never-enrolled";
    public const string Contacts = "contacts";
    public const string ImportFiles = "import-files";
    public const string Consents = "consents";
    public const string ReadLog = "read-log";
    public const string Cases = "cases";

    public required string DataClass { get; init; }

    /// <summary>0: no term; people decide.</summary>
    public required int Months { get; set; }

    /// <summary>delete, anonymise, review.</summary>
    public required string Then { get; init; }
}

/// <summary>What one run did with one class. The count, never whom.</summary>
internal sealed class RetentionLine
{
    public required Guid Id { get; init; }
    public required Guid RunId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string DataClass { get; init; }
    public required string Then { get; init; }

    /// <summary>Everything last touched before this day was due.</summary>
    public required DateOnly Before { get; init; }
    public required int Count { get; init; }
}

internal sealed class RetentionRuleTable : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> table)
    {
        table.ToTable("people_retention_rule");
        table.HasKey(r => r.DataClass);
        table.Property(r => r.DataClass).HasMaxLength(30);
        table.Property(r => r.Then).HasMaxLength(10);
        table.HasData(
            Rule(RetentionRule.NeverEnrolled, 12, "anonymise"),
            Rule(RetentionRule.Contacts, 24, "delete"),
            Rule(RetentionRule.ImportFiles, 12, "delete"),
            Rule(RetentionRule.Consents, 60, "delete"),
            // Nobody may delete from the log; the operator moves whole sealed years.
            Rule(RetentionRule.ReadLog, 60, "review"),
            Rule(RetentionRule.Cases, 0, "review")
        );
    }

    private static RetentionRule Rule(string dataClass, int months, string then) =>
        new()
        {
            DataClass = dataClass,
            Months = months,
            Then = then,
        };
}

internal sealed class RetentionLineTable : IEntityTypeConfiguration<RetentionLine>
{
    public void Configure(EntityTypeBuilder<RetentionLine> table)
    {
        table.ToTable("people_retention_line");
        table.HasKey(l => l.Id);
        table.Property(l => l.DataClass).HasMaxLength(30);
        table.Property(l => l.Then).HasMaxLength(10);
        table.HasIndex(l => l.At);
    }
}
