using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Sqlite.ByHand;

/// <summary>insight.md §2: what a fact says is never edited, and no fact is deleted. Two marks follow other records: who
/// lives on after a merge, and whether the fact still counts.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000003_FactGuards")]
internal sealed class FactGuards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE TRIGGER insight_fact_no_delete BEFORE DELETE ON insight_fact BEGIN
              SELECT RAISE(ABORT, 'insight_fact is append-only');
            END;
            """
        );
        migrationBuilder.Sql(
            """
            CREATE TRIGGER insight_fact_no_update BEFORE UPDATE OF
              id, kind, day, unit_id, place_code, area, programme_id, party_id, sex, source_kind, source_id, detail,
              quantity, amount_minor, currency, lowers, reverses_id, recorded_at
            ON insight_fact BEGIN
              SELECT RAISE(ABORT, 'insight_fact is append-only');
            END;
            """
        );
    }
}
