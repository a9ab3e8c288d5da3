using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jisr.Storage.Sqlite.ByHand;

/// <summary>The full-text index: SQL that the model cannot say.</summary>
[DbContext(typeof(JisrDb))]
[Migration("20261124000001_TextIndex")]
internal sealed class TextIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqliteTextSearch.CreateIndex);
}
