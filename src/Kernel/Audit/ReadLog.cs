using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Audit;

/// <summary>What kind of look it was.</summary>
public enum ReadAction
{
    View,
    List,
    Search,
    Export,
    Print,
    Reveal,
    Refused,
}

/// <summary>One look at people's data (people.md A2 AccessLog). Append-only; each row seals the one before it.</summary>
public sealed class ReadLogRow
{
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorRole { get; init; }
    public UnitId? UnitId { get; init; }
    public required string Action { get; init; }

    /// <summary>Party ids shown, as a JSON array.</summary>
    public required string Subjects { get; init; }

    /// <summary>Field groups shown, comma-separated.</summary>
    public required string FieldGroups { get; init; }
    public string? Reason { get; init; }
    public required byte[] PrevHash { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>Finds the log rows of one woman without reading the subjects of all.</summary>
public sealed class ReadLogSubject
{
    public required long Seq { get; init; }
    public required PartyId PartyId { get; init; }
}

/// <summary>Writes the read log. A page that shows people awaits it first: no entry, no page.</summary>
public sealed class ReadLog(IServiceScopeFactory scopes, ICurrentActor current, AccessGate gate, TimeProvider clock)
    : IChain
{
    /// <summary>Notes a look. Throws when it cannot be written.</summary>
    public async Task WriteAsync(
        ReadAction action,
        IReadOnlyCollection<PartyId> subjects,
        string fieldGroups,
        UnitId? unit = null,
        string? reason = null,
        CancellationToken ct = default
    )
    {
        var actor = await current.GetAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Storage.LockRowAsync(db, "kernel_read_log_head", "id", ReadLogHead.TheId, ct);
        var head = await db.Set<ReadLogHead>().SingleAsync(ct);
        var row = new ReadLogRow
        {
            Seq = head.Seq + 1,
            At = Clock.Now(clock),
            ActorId = actor.AccountId?.Value,
            ActorRole = string.Join(',', gate.RolesOf(actor).DefaultIfEmpty("member")),
            UnitId = unit,
            Action = JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString()),
            Subjects = JsonSerializer.Serialize(subjects, CanonicalJson.Options),
            FieldGroups = fieldGroups,
            Reason = reason,
            PrevHash = head.Hash,
            Hash = [],
        };
        var hash = HashOf(row);
        db.Add(With(row, hash));
        db.AddRange(subjects.Distinct().Select(s => new ReadLogSubject { Seq = row.Seq, PartyId = s }));
        head.Seq = row.Seq;
        head.Hash = hash;
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }

    string IChain.Name => "read log";

    Task<long?> IChain.FirstBrokenAsync(JisrDb db, CancellationToken ct) => FirstBrokenAsync(db, ct);

    /// <summary>The first row whose seal does not fit, or null when the chain is whole.</summary>
    public static async Task<long?> FirstBrokenAsync(JisrDb db, CancellationToken ct)
    {
        var prev = ReadLogHead.Genesis;
        long seq = 0;
        await foreach (
            var row in db.Set<ReadLogRow>().AsNoTracking().OrderBy(r => r.Seq).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            seq++;
            if (
                row.Seq != seq
                || !row.PrevHash.AsSpan().SequenceEqual(prev)
                || !HashOf(row).AsSpan().SequenceEqual(row.Hash)
            )
                return row.Seq;
            prev = row.Hash;
        }
        var head = await db.Set<ReadLogHead>().AsNoTracking().SingleAsync(ct);
        return head.Seq == seq && head.Hash.AsSpan().SequenceEqual(prev) ? null : seq + 1;
    }

    private static byte[] HashOf(ReadLogRow row)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> eight = stackalloc byte[8];
        sha.AppendData(row.PrevHash);
        BinaryPrimitives.WriteInt64BigEndian(eight, row.Seq);
        sha.AppendData(eight);
        BinaryPrimitives.WriteInt64BigEndian(eight, row.At.ToUnixTimeMilliseconds());
        sha.AppendData(eight);
        foreach (
            var part in (ReadOnlySpan<string>)
                [
                    row.ActorId?.ToString() ?? "",
                    row.ActorRole,
                    row.UnitId?.ToString() ?? "",
                    row.Action,
                    row.Subjects,
                    row.FieldGroups,
                    row.Reason ?? "",
                ]
        )
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt64BigEndian(eight, bytes.Length);
            sha.AppendData(eight);
            sha.AppendData(bytes);
        }
        return sha.GetHashAndReset();
    }

    private static ReadLogRow With(ReadLogRow row, byte[] hash) =>
        new()
        {
            Seq = row.Seq,
            At = row.At,
            ActorId = row.ActorId,
            ActorRole = row.ActorRole,
            UnitId = row.UnitId,
            Action = row.Action,
            Subjects = row.Subjects,
            FieldGroups = row.FieldGroups,
            Reason = row.Reason,
            PrevHash = row.PrevHash,
            Hash = hash,
        };
}

/// <summary>The newest seal; locked while a row is added so that the chain has no fork.</summary>
public sealed class ReadLogHead
{
    internal static readonly Guid TheId = new("00000000-0000-7000-8000-0000000010c0");
    internal static readonly byte[] Genesis = SHA256.HashData("jisr/read-log/genesis/1"u8);

    public Guid Id { get; init; } = TheId;
    public long Seq { get; set; }
    public byte[] Hash { get; set; } = Genesis;
}

internal sealed class ReadLogTable : IEntityTypeConfiguration<ReadLogRow>
{
    public void Configure(EntityTypeBuilder<ReadLogRow> table)
    {
        table.ToTable("kernel_read_log");
        table.HasKey(r => r.Seq);
        table.Property(r => r.Seq).ValueGeneratedNever();
        table.Property(r => r.Action).HasMaxLength(10);
        table.Property(r => r.FieldGroups).HasMaxLength(200);
        table.HasIndex(r => r.At);
        table.HasIndex(r => new { r.UnitId, r.Seq });
    }
}

internal sealed class ReadLogSubjectTable : IEntityTypeConfiguration<ReadLogSubject>
{
    public void Configure(EntityTypeBuilder<ReadLogSubject> table)
    {
        table.ToTable("kernel_read_log_subject");
        table.HasKey(r => new { r.PartyId, r.Seq });
    }
}

internal sealed class ReadLogHeadTable : IEntityTypeConfiguration<ReadLogHead>
{
    public void Configure(EntityTypeBuilder<ReadLogHead> table)
    {
        table.ToTable("kernel_read_log_head");
        table.HasKey(r => r.Id);
        table.HasData(new ReadLogHead());
    }
}
