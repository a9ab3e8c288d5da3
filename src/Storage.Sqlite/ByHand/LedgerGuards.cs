using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Sqlite.ByHand;

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
