using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Postgres.ByHand;

/// <summary>market.md §5.5: what was bought on a run is never changed and never deleted; a mistake is a row of its own.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000020_MarketGuards")]
internal sealed class MarketGuards : Migration
{
    private static readonly string[] Tables = ["market_buy_entry", "market_run_expense"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION market_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
            END $$;
            """
        );
        foreach (var table in Tables)
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION market_append_only();
                """
            );
    }
}
