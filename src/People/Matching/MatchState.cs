using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Matching;

/// <summary>A full run that was done: its size is that of the register until the next one, so that bands do not drift
/// with every registration.</summary>
internal sealed class MatchRun
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string ModelVersion { get; init; }
    public required int Records { get; init; }
    public required long Candidates { get; init; }
    public required int Links { get; init; }
    public required int Reviews { get; init; }
}

/// <summary>A model that an operator took. The newest one judges; without any it is the one that came with the
/// program.</summary>
internal sealed class TakenModel
{
    public required Guid Id { get; init; }
    public required string Version { get; init; }
    public required string Json { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
}

/// <summary>By what pairs are judged now.</summary>
internal sealed class MatchState(JisrDb db)
{
    private MatchModel? model;
    private Scoring? scoring;

    public async Task<MatchModel> ModelAsync(CancellationToken ct)
    {
        if (model is null)
        {
            var taken = await db.Set<TakenModel>()
                .AsNoTracking()
                .OrderByDescending(m => m.Id)
                .Select(m => m.Json)
                .FirstOrDefaultAsync(ct);
            model = taken is null ? MatchModel.Shipped : MatchModel.Read(taken);
        }
        return model;
    }

    /// <summary>For records that come one by one: the size of the register is that of the last full run.</summary>
    public async Task<Scoring> ScoringAsync(CancellationToken ct)
    {
        if (scoring is null)
        {
            var now = await ModelAsync(ct);
            var records = await db.Set<MatchRun>()
                .AsNoTracking()
                .OrderByDescending(r => r.Id)
                .Select(r => (int?)r.Records)
                .FirstOrDefaultAsync(ct);
            scoring = new Scoring(now, records ?? now.Sample);
        }
        return scoring;
    }
}

internal sealed class MatchRunTable : IEntityTypeConfiguration<MatchRun>
{
    public void Configure(EntityTypeBuilder<MatchRun> table)
    {
        table.ToTable("people_match_run");
        table.HasKey(r => r.Id);
        table.Property(r => r.ModelVersion).HasMaxLength(40);
    }
}

internal sealed class TakenModelTable : IEntityTypeConfiguration<TakenModel>
{
    public void Configure(EntityTypeBuilder<TakenModel> table)
    {
        table.ToTable("people_match_model");
        table.HasKey(m => m.Id);
        table.Property(m => m.Version).HasMaxLength(40);
    }
}
