using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Postgres.ByHand;

/// <summary>market.md §5.5: what became of goods on consignment, and what was sold at a counter, is never changed and never
/// deleted; a mistake is a row of its own.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261127183600_LotGuards")]
internal sealed class LotGuards : Migration
{
    private static readonly string[] Tables = ["market_lot_entry", "market_counter_sale"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION market_append_only();
                """
            );
    }
}
