using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Sealing;

/// <summary>The key of one class of data, wrapped by the master key (safety.md S-35). Whoever has the database without
/// the key file has neither.</summary>
public sealed class ClassKeyRow
{
    internal const string Table = "kernel_class_key";

    public required Guid Id { get; init; }

    /// <summary>The class, such as <c>cases</c>.</summary>
    public required string Name { get; init; }

    /// <summary>32 random bytes in hexadecimal, sealed with the master key.</summary>
    public required byte[] Wrapped { get; set; }
}

/// <summary>Sealers with keys of their own: a compartment whose values the common key does not open, and whose index
/// cannot be made with the common index key.</summary>
public sealed class ClassKeys(IServiceScopeFactory scopes, Sealer master)
{
    private readonly ConcurrentDictionary<string, Sealer> known = new(StringComparer.Ordinal);

    /// <summary>Makes the key of a class where there is none; safe to repeat, also by two nodes.</summary>
    public async Task PrepareAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        if (await db.Set<ClassKeyRow>().AnyAsync(k => k.Name == name, ct))
            return;
        var id = NewId.Next();
        db.Add(
            new ClassKeyRow
            {
                Id = id,
                Name = name,
                Wrapped = Wrap(master, RandomNumberGenerator.GetBytes(32), id),
            }
        );
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.Storage.IsUniqueBreach(e))
        {
            // Another node was faster; its key is the key.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The sealer of a class that was prepared.</summary>
    public async ValueTask<Sealer> OfAsync(string name, CancellationToken ct = default)
    {
        if (known.TryGetValue(name, out var sealer))
            return sealer;
        await using var scope = scopes.CreateAsyncScope();
        var row =
            await scope
                .ServiceProvider.GetRequiredService<JisrDb>()
                .Set<ClassKeyRow>()
                .AsNoTracking()
                .SingleOrDefaultAsync(k => k.Name == name, ct)
            ?? throw new OperatingException($"The data key «{name}» is missing: start the program once to make it.");
        return known.GetOrAdd(name, new Sealer(new ClassKey(Unwrap(master, row))));
    }

    /// <summary>Wraps every class key anew with the key that the master seals with now (S-37). Values need not be
    /// touched: the class keys themselves stay.</summary>
    public static async Task<int> RewrapAsync(JisrDb db, Sealer with, CancellationToken ct)
    {
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        var rows = await db.Set<ClassKeyRow>().ToListAsync(ct);
        foreach (var row in rows)
            row.Wrapped = Wrap(with, Unwrap(with, row), row.Id);
        await db.SaveChangesAsync(ct);
        return rows.Count;
    }

    private static byte[] Wrap(Sealer with, byte[] key, Guid id) =>
        with.Seal(Convert.ToHexStringLower(key), ClassKeyRow.Table, "wrapped", id);

    private static byte[] Unwrap(Sealer with, ClassKeyRow row) =>
        Convert.FromHexString(with.Open(row.Wrapped, ClassKeyRow.Table, "wrapped", row.Id));

    private sealed class ClassKey(byte[] root) : SealingKeys
    {
        public override uint CurrentId => 1;

        internal override byte[] IndexKey { get; } = Derive(root, "index/1");

        internal override byte[] SealingKey(uint id) =>
            Derive(root, "seal/" + id.ToString(CultureInfo.InvariantCulture));

        private static byte[] Derive(byte[] from, string purpose) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, from, 32, info: Encoding.UTF8.GetBytes("jisr/class/" + purpose));
    }
}

internal sealed class ClassKeyTable : IEntityTypeConfiguration<ClassKeyRow>
{
    public void Configure(EntityTypeBuilder<ClassKeyRow> table)
    {
        table.ToTable(ClassKeyRow.Table);
        table.HasKey(k => k.Id);
        table.Property(k => k.Name).HasMaxLength(40);
        table.HasIndex(k => k.Name).IsUnique();
    }
}
