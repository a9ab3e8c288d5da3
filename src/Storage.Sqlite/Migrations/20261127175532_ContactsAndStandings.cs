using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Jisr.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ContactsAndStandings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "notice_version",
                table: "people_programme",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "states",
                table: "people_programme",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "answered_by",
                table: "people_contact_point",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "verified_at",
                table: "people_contact_point",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "notice_version",
                table: "people_programme");

            migrationBuilder.DropColumn(
                name: "states",
                table: "people_programme");

            migrationBuilder.DropColumn(
                name: "answered_by",
                table: "people_contact_point");

            migrationBuilder.DropColumn(
                name: "verified_at",
                table: "people_contact_point");
        }
    }
}
