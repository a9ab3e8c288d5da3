using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Sqlite.ByHand;

/// <summary>market.md §5.5: what was bought on a run is never changed and never deleted; a mistake is a row of its own.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000020_MarketGuards")]
internal sealed class MarketGuards : Migration
{
    private static readonly string[] Tables = ["market_buy_entry", "market_run_expense"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        foreach (var act in new[] { "UPDATE", "DELETE" })
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_{act.ToLowerInvariant()} BEFORE {act} ON {table} BEGIN
                  SELECT RAISE(ABORT, '{table} is append-only');
                END;
                """
            );
    }
}
