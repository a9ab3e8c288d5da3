using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Jisr.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_account",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    party_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTime>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_role_grant",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    below = table.Column<bool>(type: "INTEGER", nullable: false),
                    programme_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    given_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_role_grant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    command_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    door = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    on_behalf_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_command_receipt",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    door = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_command_receipt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_data_protection_key",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    friendly_name = table.Column<string>(type: "TEXT", nullable: true),
                    xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_data_protection_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_kept_form",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_kept_form", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    order_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    leased_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    leased_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    parked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_outbox", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "kernel_photo",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    alt = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_public = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_photo", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_read_log",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    actor_role = table.Column<string>(type: "TEXT", nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    subjects = table.Column<string>(type: "TEXT", nullable: false),
                    field_groups = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    prev_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_read_log", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "kernel_read_log_head",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_read_log_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_read_log_subject",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_read_log_subject", x => new { x.party_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "kernel_text",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    fold_version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_place",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    aliases = table.Column<string>(type: "TEXT", nullable: false),
                    population = table.Column<long>(type: "INTEGER", nullable: true),
                    population_year = table.Column<int>(type: "INTEGER", nullable: true),
                    data_version = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_place", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "people_place_link",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    parent_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_place_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_place_name",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ar = table.Column<string>(type: "TEXT", nullable: false),
                    fr = table.Column<string>(type: "TEXT", nullable: false),
                    en = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_place_name", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    zone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    planned_opening = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_link",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    parent_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_name",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ar = table.Column<string>(type: "TEXT", nullable: false),
                    fr = table.Column<string>(type: "TEXT", nullable: true),
                    en = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_name", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_photo_file",
                columns: table => new
                {
                    photo_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_photo_file", x => new { x.photo_id, x.size });
                    table.ForeignKey(
                        name: "fk_kernel_photo_file_stored_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "kernel_photo",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "kernel_read_log_head",
                columns: new[] { "id", "hash", "seq" },
                values: new object[] { new byte[] { 0, 0, 0, 0, 0, 0, 112, 0, 128, 0, 0, 0, 0, 0, 16, 192 }, new byte[] { 90, 78, 210, 213, 238, 217, 30, 248, 137, 110, 170, 76, 146, 18, 135, 148, 63, 170, 27, 141, 210, 143, 206, 219, 66, 229, 226, 138, 94, 95, 201, 71 }, 0L });

            migrationBuilder.InsertData(
                table: "people_unit",
                columns: new[] { "id", "closed_on", "code", "created_at", "kind", "opened_on", "place_code", "planned_opening", "zone" },
                values: new object[] { new byte[] { 0, 0, 0, 0, 0, 0, 112, 0, 128, 0, 0, 0, 0, 0, 161, 26 }, null, "jisr", new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), "platform", null, null, null, "Etc/UTC" });

            migrationBuilder.CreateIndex(
                name: "ix_access_account_normalized_user_name",
                table: "access_account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_account_party_id",
                table: "access_account",
                column: "party_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_role_grant_account_id",
                table: "access_role_grant",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_role_grant_unit_id",
                table: "access_role_grant",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_subject_id",
                table: "kernel_audit",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_kept_form_expires_at",
                table: "kernel_kept_form",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_outbox_id",
                table: "kernel_outbox",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_outbox_parked_at_due_at",
                table: "kernel_outbox",
                columns: new[] { "parked_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_photo_owner_id",
                table: "kernel_photo",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_text_owner_id_kind",
                table: "kernel_text",
                columns: new[] { "owner_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_people_place_link_place_code_from",
                table: "people_place_link",
                columns: new[] { "place_code", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_place_name_place_code_from",
                table: "people_place_name",
                columns: new[] { "place_code", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_code",
                table: "people_unit",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_link_unit_id_from",
                table: "people_unit_link",
                columns: new[] { "unit_id", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_name_unit_id_from",
                table: "people_unit_name",
                columns: new[] { "unit_id", "from" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_account");

            migrationBuilder.DropTable(
                name: "access_role_grant");

            migrationBuilder.DropTable(
                name: "kernel_audit");

            migrationBuilder.DropTable(
                name: "kernel_command_receipt");

            migrationBuilder.DropTable(
                name: "kernel_data_protection_key");

            migrationBuilder.DropTable(
                name: "kernel_kept_form");

            migrationBuilder.DropTable(
                name: "kernel_outbox");

            migrationBuilder.DropTable(
                name: "kernel_photo_file");

            migrationBuilder.DropTable(
                name: "kernel_read_log");

            migrationBuilder.DropTable(
                name: "kernel_read_log_head");

            migrationBuilder.DropTable(
                name: "kernel_read_log_subject");

            migrationBuilder.DropTable(
                name: "kernel_text");

            migrationBuilder.DropTable(
                name: "people_place");

            migrationBuilder.DropTable(
                name: "people_place_link");

            migrationBuilder.DropTable(
                name: "people_place_name");

            migrationBuilder.DropTable(
                name: "people_unit");

            migrationBuilder.DropTable(
                name: "people_unit_link");

            migrationBuilder.DropTable(
                name: "people_unit_name");

            migrationBuilder.DropTable(
                name: "kernel_photo");
        }
    }
}
