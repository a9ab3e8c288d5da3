using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Sqlite.ByHand;

/// <summary>market.md §5.5: what was bought on a run, and what was counted in a bag, is never changed and never deleted; a
/// mistake is a row of its own. §4: a round is closed only when each of its stops has a result.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000020_MarketGuards")]
internal sealed class MarketGuards : Migration
{
    private static readonly string[] Tables = ["market_buy_entry", "market_run_expense", "market_hand_over_sum"];

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
        migrationBuilder.Sql(
            """
            CREATE TRIGGER market_round_closes BEFORE UPDATE OF state ON market_round
            WHEN NEW.state = 'closed' AND EXISTS (SELECT 1 FROM market_stop WHERE round_id = NEW.id AND result = 'waiting')
            BEGIN
              SELECT RAISE(ABORT, 'a stop of the round still waits');
            END;
            """
        );
    }
}
