using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Sqlite.ByHand;

/// <summary>matching.md §10: some twenty keys a woman, in no order. The table is its own index: one tree to write
/// instead of two.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000019_MatchKeys")]
internal sealed class MatchKeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TABLE people_match_key;");
        migrationBuilder.Sql(
            """
            CREATE TABLE people_match_key (
              part INTEGER NOT NULL,
              key INTEGER NOT NULL,
              birth_year INTEGER NOT NULL,
              party_id BLOB NOT NULL,
              key_version INTEGER NOT NULL,
              PRIMARY KEY (part, key, birth_year, party_id)
            ) WITHOUT ROWID;
            """
        );
    }
}
