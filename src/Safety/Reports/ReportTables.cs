using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Safety.Reports;

internal sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> table)
    {
        table.ToTable(Report.Table);
        table.HasKey(r => r.Id);
        table.Property(r => r.WordsIndex).HasMaxLength(32);
        table.Property(r => r.SubjectKind).HasMaxLength(10);
        table.Property(r => r.SubjectCode).HasMaxLength(60);
        table.Property(r => r.Category).HasMaxLength(20);
        table.Property(r => r.SafeNow).HasMaxLength(10);
        table.Property(r => r.Queue).HasMaxLength(15);
        table.Property(r => r.State).HasMaxLength(10);
        table.Property(r => r.PolicyId).HasMaxLength(30);
        table.Property(r => r.Result).HasMaxLength(20);
        table.HasIndex(r => r.WordsIndex).IsUnique();
        table.HasIndex(r => new { r.State, r.At });
        table.HasIndex(r => r.LeadId);
        table.HasIndex(r => r.OtherPartyId);
        // However many tell of one thing at once: one case.
        table
            .HasIndex(r => new { r.SubjectKind, r.SubjectCode })
            .IsUnique()
            .HasFilter("is_open AND lead_id IS NULL AND subject_code IS NOT NULL");
        table.HasOne<Report>().WithMany().HasForeignKey(r => r.LeadId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExcludedUnitTable : IEntityTypeConfiguration<ExcludedUnit>
{
    public void Configure(EntityTypeBuilder<ExcludedUnit> table)
    {
        table.ToTable("safety_report_excluded");
        table.HasKey(e => new { e.ReportId, e.UnitId });
        table.HasOne<Report>().WithMany().HasForeignKey(e => e.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EvidenceTable : IEntityTypeConfiguration<Evidence>
{
    public void Configure(EntityTypeBuilder<Evidence> table)
    {
        table.ToTable(Evidence.Table);
        table.HasKey(e => e.Id);
        table.Property(e => e.Kind).HasMaxLength(10);
        table.Property(e => e.MediaType).HasMaxLength(40);
        table.Property(e => e.FileHash).HasMaxLength(32);
        table.HasIndex(e => e.ReportId);
        table.HasOne<Report>().WithMany().HasForeignKey(e => e.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportLookTable : IEntityTypeConfiguration<ReportLook>
{
    public void Configure(EntityTypeBuilder<ReportLook> table)
    {
        table.ToTable("safety_report_look");
        table.HasKey(l => l.Id);
        table.HasIndex(l => l.ReportId);
        table.HasOne<Report>().WithMany().HasForeignKey(l => l.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportAlertTable : IEntityTypeConfiguration<ReportAlert>
{
    public void Configure(EntityTypeBuilder<ReportAlert> table)
    {
        table.ToTable("safety_report_alert");
        table.HasKey(a => a.Id);
        table.HasIndex(a => new { a.AccountId, a.ReportId }).IsUnique();
        table.HasIndex(a => a.ReportId);
        table.HasOne<Report>().WithMany().HasForeignKey(a => a.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WordTryTable : IEntityTypeConfiguration<WordTry>
{
    public void Configure(EntityTypeBuilder<WordTry> table)
    {
        table.ToTable("safety_word_try");
        table.HasKey(t => t.Id);
        table.Property(t => t.AddressIndex).HasMaxLength(32);
        table.HasIndex(t => new { t.AddressIndex, t.At });
    }
}
