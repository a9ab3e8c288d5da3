using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Postgres.ByHand;

/// <summary>insight.md §2: what a fact says is never edited, and no fact is deleted. Two marks follow other records: who
/// lives on after a merge, and whether the fact still counts.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000003_FactGuards")]
internal sealed class FactGuards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE FUNCTION insight_fact_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'insight_fact is append-only';
            END $$;
            CREATE TRIGGER insight_fact_no_delete BEFORE DELETE OR TRUNCATE ON insight_fact
              FOR EACH STATEMENT EXECUTE FUNCTION insight_fact_append_only();
            CREATE TRIGGER insight_fact_no_update BEFORE UPDATE OF
              id, kind, day, unit_id, place_code, area, programme_id, party_id, sex, source_kind, source_id, detail,
              quantity, amount_minor, currency, lowers, reverses_id, recorded_at
              ON insight_fact FOR EACH STATEMENT EXECUTE FUNCTION insight_fact_append_only();
            """
        );
}
