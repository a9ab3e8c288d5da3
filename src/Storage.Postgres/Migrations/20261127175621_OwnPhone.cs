using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Jisr.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OwnPhone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "closed_at",
                table: "market_stall",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "access_outbox_device",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_outbox_device_owner_id",
                table: "access_outbox_device",
                column: "owner_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_access_outbox_device_owner_id",
                table: "access_outbox_device");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "market_stall");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "access_outbox_device");
        }
    }
}
