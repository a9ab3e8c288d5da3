using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Postgres.ByHand;

/// <summary>market.md §5.5: what was bought on a run, and what was counted in a bag, is never changed and never deleted; a
/// mistake is a row of its own. §4: a round is closed only when each of its stops has a result.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000020_MarketGuards")]
internal sealed class MarketGuards : Migration
{
    private static readonly string[] Tables = ["market_buy_entry", "market_run_expense", "market_hand_over_sum"];

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
        migrationBuilder.Sql(
            """
            CREATE FUNCTION market_round_closes() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.state = 'closed' AND EXISTS (SELECT 1 FROM market_stop WHERE round_id = NEW.id AND result = 'waiting') THEN
                RAISE EXCEPTION 'a stop of the round still waits';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER market_round_closes BEFORE UPDATE OF state ON market_round
            FOR EACH ROW EXECUTE FUNCTION market_round_closes();
            """
        );
    }
}
