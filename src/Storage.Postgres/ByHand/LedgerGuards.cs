using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Postgres.ByHand;

/// <summary>I5 of ledger.md: what was posted is never changed and never deleted.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000002_LedgerGuards")]
internal sealed class LedgerGuards : Migration
{
    private static readonly string[] Tables =
    [
        "ledger_entry",
        "ledger_journal_tx",
        "ledger_rate",
        "ledger_approval",
        "ledger_book_limit",
        "ledger_anchor",
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
            END $$;
            """
        );
        foreach (var table in Tables)
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
                """
            );
    }
}
