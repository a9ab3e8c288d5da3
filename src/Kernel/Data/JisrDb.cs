using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Kernel.Data;

/// <summary>The assemblies whose entity mappings make up the model.</summary>
public sealed record ModelAssemblies(IReadOnlyList<System.Reflection.Assembly> All);

/// <summary>The one database context. It has no sets of its own: each module maps its tables, and only it writes them.</summary>
public sealed class JisrDb(DbContextOptions<JisrDb> options, ModelAssemblies assemblies, IStorage storage)
    : DbContext(options),
        IDataProtectionKeyContext
{
    /// <summary>Keys of cookies and antiforgery tokens, shared by all web nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    // New rows that wait for their chunk to end; null where each command is written by itself.
    private List<object>? waiting;

    /// <summary>What differs between the two databases.</summary>
    public IStorage Storage => storage;

    /// <summary>True while the rows of many commands wait to be written together.</summary>
    public bool IsTogether => waiting is not null;

    /// <summary>Adds a row with all its values set. While a chunk is under way it waits, and is never
    /// tracked.</summary>
    public void AddNew(object row)
    {
        if (waiting is null)
            Add(row);
        else
            waiting.Add(row);
    }

    /// <summary>The same for several rows.</summary>
    public void AddNew(IEnumerable<object> rows)
    {
        foreach (var row in rows)
            AddNew(row);
    }

    /// <summary>From now on new rows wait for <see cref="WriteWaitingAsync"/>.</summary>
    public void BeginTogether() => waiting = [];

    /// <summary>Those of one kind that wait; what is changed in them is written with them.</summary>
    public IEnumerable<T> Waiting<T>() => waiting?.OfType<T>() ?? [];

    /// <summary>Writes the rows that wait, inside the transaction of the caller; later ones wait again.</summary>
    public async Task WriteWaitingAsync(CancellationToken ct)
    {
        if (waiting is not { Count: > 0 } rows)
            return;
        await storage.InsertAsync(this, rows, ct);
        waiting = [];
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        if (storage.StoresIdsAsBytes)
            configurationBuilder.Properties<Guid>().HaveConversion<GuidAsBytes>();
        var open = storage.StoresIdsAsBytes ? typeof(IdAsBytes<>) : typeof(IdAsGuid<>);
        foreach (var id in assemblies.All.SelectMany(a => a.GetTypes()).Where(IsId))
            configurationBuilder.Properties(id).HaveConversion(open.MakeGenericType(id));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in assemblies.All.Where(HasTables))
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        modelBuilder.Entity<DataProtectionKey>().ToTable("kernel_data_protection_key");
        storage.Complete(modelBuilder);
    }

    private static bool HasTables(System.Reflection.Assembly assembly) =>
        assembly
            .GetTypes()
            .SelectMany(t => t.GetInterfaces())
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>));

    private static bool IsId(Type type) =>
        type.IsValueType && !type.IsGenericType && typeof(IId).IsAssignableFrom(type);
}
