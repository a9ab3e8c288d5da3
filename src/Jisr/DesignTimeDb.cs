using Jisr.Kernel.Data;
using Jisr.Storage.Postgres;
using Jisr.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Jisr;

/// <summary>Lets <c>dotnet ef</c> see the model of either database; used by tools/db.sh only.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<JisrDb>
{
    public JisrDb CreateDbContext(string[] args)
    {
        IStorage storage =
            Environment.GetEnvironmentVariable("JISR_DESIGN") == "postgres"
                ? new PostgresStorage("Host=127.0.0.1;Database=jisr")
                : new SqliteStorage("design.db");
        var options = new DbContextOptionsBuilder<JisrDb>();
        storage.Configure(options);
        return new JisrDb(options.Options, Web.Composition.ModelOf(JisrModules.All()), storage);
    }
}
