using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Jisr.Storage.Postgres.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    display_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    last_code = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    last_code_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_api_token",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_api_token", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_beginning",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    why = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_beginning", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_code_day",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    spent_minor = table.Column<long>(type: "bigint", nullable: false),
                    alarmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_code_day", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_code_sheet",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    printed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    printed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_code_sheet", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_invitation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_invitation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_otp_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    number_index = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    prefix_index = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    device_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    cap = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_otp_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_outbox_device",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    thing_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    not_kept = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_outbox_device", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_reset_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: false),
                    started_as = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    proof_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_reset_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_role_grant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    below = table.Column<bool>(type: "boolean", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_role_grant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    factors = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    proved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    locked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_sign_in_device",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_sign_in_device", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_wait",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fails = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_wait", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "insight_counted_as",
                columns: table => new
                {
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    root = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_counted_as", x => x.party_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_day_sum",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    facts = table.Column<int>(type: "integer", nullable: false),
                    taken_back = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_day_sum", x => new { x.day, x.kind, x.area, x.unit_id, x.programme_id, x.detail, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "insight_external_figure",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    place = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    value_e3 = table.Column<long>(type: "bigint", nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    meaning = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_external_figure", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "insight_fact",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    area = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    canonical_party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sex = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    source_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    lowers = table.Column<bool>(type: "boolean", nullable: false),
                    reverses_id = table.Column<long>(type: "bigint", nullable: true),
                    counts = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_fact", x => x.id);
                    table.CheckConstraint("ck_insight_fact_quantity", "quantity >= 0");
                    table.ForeignKey(
                        name: "fk_insight_fact_insight_fact_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "insight_fact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "insight_indicator",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_fr = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    words_ar = table.Column<string>(type: "text", nullable: false),
                    words_fr = table.Column<string>(type: "text", nullable: false),
                    words_en = table.Column<string>(type: "text", nullable: false),
                    measure = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    time_rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    end_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    details = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sex = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    split_by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    target_adds = table.Column<bool>(type: "boolean", nullable: false),
                    about_people = table.Column<bool>(type: "boolean", nullable: false),
                    dhis2code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    order = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_indicator", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "insight_left_out",
                columns: table => new
                {
                    party_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_left_out", x => x.party_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_same_records",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    a = table.Column<Guid>(type: "uuid", nullable: false),
                    b = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_same_records", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    door = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on_behalf_of = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    occurred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    skew_seconds = table.Column<long>(type: "bigint", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    device_seq = table.Column<int>(type: "integer", nullable: true),
                    result = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_class_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_class_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_command_receipt",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    door = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    result = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_command_receipt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_data_protection_key",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_data_protection_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_kept_form",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_kept_form", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    order_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    leased_by = table.Column<Guid>(type: "uuid", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    parked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_outbox", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kid = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    @public = table.Column<byte[]>(name: "public", type: "bytea", maxLength: 65, nullable: false),
                    @private = table.Column<byte[]>(name: "private", type: "bytea", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_outbox_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_photo",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alt = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_photo", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_read_log",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_role = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    subjects = table.Column<string>(type: "text", nullable: false),
                    field_groups = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    prev_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_read_log", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "kernel_read_log_head",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_read_log_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_read_log_subject",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_read_log_subject", x => new { x.party_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "kernel_text",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false),
                    fold_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_worklist_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    door = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    field = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    skew_seconds = table.Column<long>(type: "bigint", nullable: false),
                    kept_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    told = table.Column<bool>(type: "boolean", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_worklist_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_anchor",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    head_seq = table.Column<long>(type: "bigint", nullable: false),
                    anchor = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_anchor", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_approval",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_approval", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_book",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    head_seq = table.Column<long>(type: "bigint", nullable: false),
                    head_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    head_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_book", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_cash_count",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    custodian_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expected = table.Column<long>(type: "bigint", nullable: false),
                    counted = table.Column<long>(type: "bigint", nullable: false),
                    notes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    first_counter = table.Column<Guid>(type: "uuid", nullable: true),
                    second_counter = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    tx_id = table.Column<Guid>(type: "uuid", nullable: true),
                    anchor = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_cash_count", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_check",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    why = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    problems = table.Column<int>(type: "integer", nullable: false),
                    transactions = table.Column<long>(type: "bigint", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_custodian",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    last4 = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    licence = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    due_diligence_on = table.Column<DateOnly>(type: "date", nullable: true),
                    limit_minor = table.Column<long>(type: "bigint", nullable: true),
                    limit_unit = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    last_count_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_custodian", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_fund",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    donor = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    purpose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_fund", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_goods_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    scale = table.Column<int>(type: "integer", nullable: false),
                    value_minor = table.Column<long>(type: "bigint", nullable: true),
                    value_currency = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    value_note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    origin = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_goods_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_payout_target",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    label = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    last4 = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    of_another = table.Column<bool>(type: "boolean", nullable: false),
                    said_how = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    said_to = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    usable_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    replaced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payout_target", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_rate",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    @base = table.Column<string>(name: "base", type: "character varying(8)", maxLength: 8, nullable: false),
                    quote = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    value_e8 = table.Column<long>(type: "bigint", nullable: false),
                    side = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    source = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_rate", x => x.id);
                    table.CheckConstraint("ck_ledger_rate_value", "value_e8 > 0");
                });

            migrationBuilder.CreateTable(
                name: "ledger_receipt",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tx_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    paper_no = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    payer_confirm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    payer_by = table.Column<Guid>(type: "uuid", nullable: true),
                    payer_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    payee_confirm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    payee_by = table.Column<Guid>(type: "uuid", nullable: true),
                    payee_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_receipt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_waiting_posting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    legs = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    why = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    occurred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    source_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rate_id = table.Column<Guid>(type: "uuid", nullable: true),
                    earner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_waiting_posting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "market_category",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    name_ar = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name_fr = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name_en = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_category", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "market_price_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_price_version", x => x.id);
                    table.CheckConstraint("ck_market_price_minor", "minor > 0");
                });

            migrationBuilder.CreateTable(
                name: "market_shop",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_fr = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    about = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    contact = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    pick_up_points = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    districts_served = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    back_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_shop", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "market_short_code",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_short_code", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "market_stall",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    landmark = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    walking_order = table.Column<int>(type: "integer", nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    credit_terms = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_stall", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "market_wa_post",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_unreadable = table.Column<bool>(type: "boolean", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_wa_post", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "market_wa_status",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    wa_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    error_code = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_wa_status", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_counter",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_counter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_form",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    replaced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    definition = table.Column<string>(type: "text", nullable: false),
                    map = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_form", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_import_batch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    columns = table.Column<string>(type: "text", nullable: false),
                    without = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    accepted = table.Column<int>(type: "integer", nullable: false),
                    duplicate = table.Column<int>(type: "integer", nullable: false),
                    conflict = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    undone = table.Column<int>(type: "integer", nullable: false),
                    file = table.Column<byte[]>(type: "bytea", nullable: false),
                    answers = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_import_batch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_import_conflict",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    yours = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    choice = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_import_conflict", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_import_map",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    headings = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    map = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_import_map", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_legal_basis",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ground = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_legal_basis", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_match_key",
                columns: table => new
                {
                    part = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<long>(type: "bigint", nullable: false),
                    birth_year = table.Column<int>(type: "integer", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_match_key", x => new { x.part, x.key, x.birth_year, x.party_id });
                });

            migrationBuilder.CreateTable(
                name: "people_match_model",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    json = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_match_model", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_match_run",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    model_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    records = table.Column<int>(type: "integer", nullable: false),
                    candidates = table.Column<long>(type: "bigint", nullable: false),
                    links = table.Column<int>(type: "integer", nullable: false),
                    reviews = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_match_run", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_number_block",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    device_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first = table.Column<long>(type: "bigint", nullable: false),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_number_block", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_place",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    aliases = table.Column<string>(type: "text", nullable: false),
                    population = table.Column<long>(type: "bigint", nullable: true),
                    population_year = table.Column<int>(type: "integer", nullable: true),
                    data_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_place", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "people_place_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    parent_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_place_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_place_name",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ar = table.Column<string>(type: "text", nullable: false),
                    fr = table.Column<string>(type: "text", nullable: false),
                    en = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_place_name", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_programme",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_fr = table.Column<string>(type: "text", nullable: true),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    age_from = table.Column<int>(type: "integer", nullable: true),
                    age_to = table.Column<int>(type: "integer", nullable: true),
                    sex = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: true),
                    places = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    needs = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    takes_alone = table.Column<bool>(type: "boolean", nullable: false),
                    states = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    notice_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_programme", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_refusal",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_refusal", x => new { x.unit_id, x.on });
                });

            migrationBuilder.CreateTable(
                name: "people_retention_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    data_class = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    before = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_retention_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_retention_line",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    data_class = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    then = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    before = table.Column<DateOnly>(type: "date", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_retention_line", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_retention_rule",
                columns: table => new
                {
                    data_class = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    months = table.Column<int>(type: "integer", nullable: false),
                    then = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_retention_rule", x => x.data_class);
                });

            migrationBuilder.CreateTable(
                name: "people_unit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    zone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_opening = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_name",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ar = table.Column<string>(type: "text", nullable: false),
                    fr = table.Column<string>(type: "text", nullable: true),
                    en = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_name", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_place",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_place", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_voice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    text_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    media_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_voice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "safety_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    party_index = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    codes_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_case", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "safety_number_claim",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    tag = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_number_claim", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "safety_report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    words_index = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    subject_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    other_party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    safe_now = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    contact_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    queue = table.Column<string>(type: "character varying(15)", maxLength: 15, nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    first_look_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lock_by = table.Column<Guid>(type: "uuid", nullable: true),
                    lock_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    policy_id = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    statement_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    other_statement_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    appeal_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    appealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_report", x => x.id);
                    table.ForeignKey(
                        name: "fk_safety_report_safety_report_lead_id",
                        column: x => x.lead_id,
                        principalTable: "safety_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_word_try",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address_index = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_word_try", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_claim_access_account_user_id",
                        column: x => x.user_id,
                        principalTable: "access_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_access_login_access_account_user_id",
                        column: x => x.user_id,
                        principalTable: "access_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_member_sign_in",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pin_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    pin_set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    payouts_held_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_member_sign_in", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_member_sign_in_access_account_id",
                        column: x => x.id,
                        principalTable: "access_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_passkey",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_passkey", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_access_passkey_access_account_user_id",
                        column: x => x.user_id,
                        principalTable: "access_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_secret",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_secret", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_access_secret_access_account_user_id",
                        column: x => x.user_id,
                        principalTable: "access_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_sheet_code",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_sheet_code", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_sheet_code_access_code_sheet_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "access_code_sheet",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_taken_along",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    device_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    thing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_taken_along", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_taken_along_access_outbox_device_device_id",
                        column: x => x.device_id,
                        principalTable: "access_outbox_device",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "insight_target",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    to_day = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    in_force = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_target", x => x.id);
                    table.CheckConstraint("ck_insight_target_value", "value >= 0");
                    table.ForeignKey(
                        name: "fk_insight_target_insight_indicator_indicator",
                        column: x => x.indicator,
                        principalTable: "insight_indicator",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_photo_file",
                columns: table => new
                {
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    media_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "kernel_worklist_parent",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_worklist_parent", x => new { x.item_id, x.parent_id });
                    table.ForeignKey(
                        name: "fk_kernel_worklist_parent_kernel_worklist_item_item_id",
                        column: x => x.item_id,
                        principalTable: "kernel_worklist_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    normal_side = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    may_go_negative = table.Column<bool>(type: "boolean", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_account", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_account_book_book_id",
                        column: x => x.book_id,
                        principalTable: "ledger_book",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_book_limit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_book_limit", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_book_limit_book_book_id",
                        column: x => x.book_id,
                        principalTable: "ledger_book",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_journal_tx",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    occurred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rate_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    earner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    idem_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    prev_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_journal_tx", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_journal_tx_ledger_book_book_id",
                        column: x => x.book_id,
                        principalTable: "ledger_book",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_journal_tx_ledger_journal_tx_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "ledger_journal_tx",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_transfer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_custodian_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_custodian_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payout_id = table.Column<Guid>(type: "uuid", nullable: true),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    unit = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    code_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    sender_saw_code_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    payee_saw_code_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    available_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    collected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    proof = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    paper_no = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_how = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_transfer", x => x.id);
                    table.CheckConstraint("ck_ledger_transfer_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_ledger_transfer_ledger_custodian_from_custodian_id",
                        column: x => x.from_custodian_id,
                        principalTable: "ledger_custodian",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_transfer_ledger_custodian_to_custodian_id",
                        column: x => x.to_custodian_id,
                        principalTable: "ledger_custodian",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_payout",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    custodian_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    unit = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    method = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    hold_id = table.Column<Guid>(type: "uuid", nullable: true),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receipt_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tx_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    rounded_minor = table.Column<long>(type: "bigint", nullable: false),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payout", x => x.id);
                    table.CheckConstraint("ck_ledger_payout_amount", "amount > 0 AND amount + rounded_minor > 0");
                    table.ForeignKey(
                        name: "fk_ledger_payout_ledger_custodian_custodian_id",
                        column: x => x.custodian_id,
                        principalTable: "ledger_custodian",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_payout_payout_target_target_id",
                        column: x => x.target_id,
                        principalTable: "ledger_payout_target",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_chat",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    herself_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    order = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_chat", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_chat_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_contact",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_contact", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_contact_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_counter",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    float_minor = table.Column<long>(type: "bigint", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    expected_minor = table.Column<long>(type: "bigint", nullable: true),
                    counted_minor = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_counter", x => x.id);
                    table.CheckConstraint("ck_market_counter_float", "float_minor >= 0");
                    table.ForeignKey(
                        name: "fk_market_counter_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_lot_period",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_lot_period", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_lot_period_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_product",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_ar = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name_fr = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    name_en = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    category = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_product", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_product_market_category_category",
                        column: x => x.category,
                        principalTable: "market_category",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_product_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_run",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    market_place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    market_day = table.Column<DateOnly>(type: "date", nullable: false),
                    opens_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closes_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    delivery_day = table.Column<DateOnly>(type: "date", nullable: true),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    share_rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    limit_orders = table.Column<int>(type: "integer", nullable: true),
                    limit_total_minor = table.Column<long>(type: "bigint", nullable: true),
                    opens_by_itself = table.Column<bool>(type: "boolean", nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_joint = table.Column<bool>(type: "boolean", nullable: false),
                    last_order_no = table.Column<int>(type: "integer", nullable: false),
                    cloned_from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    shared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_run", x => x.id);
                    table.CheckConstraint("ck_market_run_window", "closes_at > opens_at AND last_order_no >= 0");
                    table.ForeignKey(
                        name: "fk_market_run_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_form_record",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    outside_form_id = table.Column<Guid>(type: "uuid", nullable: true),
                    form_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_form_record", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_form_record_outside_form_outside_form_id",
                        column: x => x.outside_form_id,
                        principalTable: "people_form",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_programme_partner",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_programme_partner", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_programme_partner_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "people_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_party",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    home_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_party", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_party_org_unit_home_unit_id",
                        column: x => x.home_unit_id,
                        principalTable: "people_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_unit_heir",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_unit = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit = table.Column<Guid>(type: "uuid", nullable: false),
                    share = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_unit_heir", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_unit_heir_people_unit_from_unit",
                        column: x => x.from_unit,
                        principalTable: "people_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_unit_heir_people_unit_to_unit",
                        column: x => x.to_unit,
                        principalTable: "people_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_case_look",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    prev_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_case_look", x => x.seq);
                    table.ForeignKey(
                        name: "fk_safety_case_look_confidential_case_case_id",
                        column: x => x.case_id,
                        principalTable: "safety_case",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    media_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    erased_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_safety_evidence_report_report_id",
                        column: x => x.report_id,
                        principalTable: "safety_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_report_alert",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_report_alert", x => x.id);
                    table.ForeignKey(
                        name: "fk_safety_report_alert_report_report_id",
                        column: x => x.report_id,
                        principalTable: "safety_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_report_excluded",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_report_excluded", x => new { x.report_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_safety_report_excluded_report_report_id",
                        column: x => x.report_id,
                        principalTable: "safety_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_report_look",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evidence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_report_look", x => x.id);
                    table.ForeignKey(
                        name: "fk_safety_report_look_report_report_id",
                        column: x => x.report_id,
                        principalTable: "safety_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_balance",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    posted_d = table.Column<long>(type: "bigint", nullable: false),
                    posted_c = table.Column<long>(type: "bigint", nullable: false),
                    pending_d = table.Column<long>(type: "bigint", nullable: false),
                    pending_c = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_balance", x => x.account_id);
                    table.ForeignKey(
                        name: "fk_ledger_balance_ledger_account_account_id",
                        column: x => x.account_id,
                        principalTable: "ledger_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_hold",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tx_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    debit_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    credit_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    resolved_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_hold", x => x.id);
                    table.CheckConstraint("ck_ledger_hold_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_ledger_hold_ledger_account_credit_account_id",
                        column: x => x.credit_account_id,
                        principalTable: "ledger_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_hold_ledger_account_debit_account_id",
                        column: x => x.debit_account_id,
                        principalTable: "ledger_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_hold_ledger_book_book_id",
                        column: x => x.book_id,
                        principalTable: "ledger_book",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_entry",
                columns: table => new
                {
                    tx_id = table.Column<Guid>(type: "uuid", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entry", x => new { x.tx_id, x.n });
                    table.CheckConstraint("ck_ledger_entry_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_ledger_entry_journal_tx_tx_id",
                        column: x => x.tx_id,
                        principalTable: "ledger_journal_tx",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_entry_ledger_account_account_id",
                        column: x => x.account_id,
                        principalTable: "ledger_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_chat_seen",
                columns: table => new
                {
                    chat_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_chat_seen", x => new { x.chat_id, x.key });
                    table.ForeignKey(
                        name: "fk_market_chat_seen_chat_chat_id",
                        column: x => x.chat_id,
                        principalTable: "market_chat",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_chat_waiting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chat_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    order = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_chat_waiting", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_chat_waiting_market_chat_chat_id",
                        column: x => x.chat_id,
                        principalTable: "market_chat",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_chat_waiting_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_contact_identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    first_seen = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_inbound_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    shut_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    news_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    news_ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_contact_identity", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_contact_identity_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "market_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_product_photo",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_product_photo", x => new { x.product_id, x.photo_id });
                    table.ForeignKey(
                        name: "fk_market_product_photo_kernel_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "kernel_photo",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_product_photo_product_product_id",
                        column: x => x.product_id,
                        principalTable: "market_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_variant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sku = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    min = table.Column<long>(type: "bigint", nullable: false),
                    max = table.Column<long>(type: "bigint", nullable: false),
                    case_size = table.Column<long>(type: "bigint", nullable: true),
                    on_hand = table.Column<long>(type: "bigint", nullable: false),
                    reserved = table.Column<long>(type: "bigint", nullable: false),
                    price_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_variant", x => x.id);
                    table.CheckConstraint("ck_market_variant_step", "step > 0 AND min > 0 AND max >= min");
                    table.CheckConstraint("ck_market_variant_stock", "reserved >= 0 AND on_hand >= 0 AND (kind <> 'stock' OR reserved <= on_hand)");
                    table.ForeignKey(
                        name: "fk_market_variant_market_product_product_id",
                        column: x => x.product_id,
                        principalTable: "market_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_order",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    run_no = table.Column<int>(type: "integer", nullable: true),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    is_of_run = table.Column<bool>(type: "boolean", nullable: false),
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    buyer_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    pick_up_point = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    landmark_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    came_by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false),
                    fees_minor = table.Column<long>(type: "bigint", nullable: false),
                    rate_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    placed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    owed_tx_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_order", x => x.id);
                    table.CheckConstraint("ck_market_order_total", "total_minor >= 0");
                    table.ForeignKey(
                        name: "fk_market_order_market_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "market_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_order_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_order_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_round",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    no = table.Column<int>(type: "integer", nullable: false),
                    courier = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    loaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    back_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_round", x => x.id);
                    table.CheckConstraint("ck_market_round_state", "(state = 'closed') = (closed_at IS NOT NULL) AND (state IN ('draft', 'loaded') OR out_at IS NOT NULL) AND (state IN ('draft', 'loaded', 'out') OR back_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_market_round_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_round_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_run_expense",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    what = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_run_expense", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_run_expense_market_run_expense_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "market_run_expense",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_run_expense_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_run_fee",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_run_fee", x => x.id);
                    table.CheckConstraint("ck_market_run_fee_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_market_run_fee_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_run_maker",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_run_maker", x => new { x.run_id, x.shop_id });
                    table.ForeignKey(
                        name: "fk_market_run_maker_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_run_maker_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_form_picture",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_form_picture", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_form_picture_form_record_record_id",
                        column: x => x.record_id,
                        principalTable: "people_form_record",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_accompaniment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    next_contact_due = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_accompaniment", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_accompaniment_org_unit_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "people_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_accompaniment_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_conflict_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field_group = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    @base = table.Column<byte[]>(name: "base", type: "bytea", nullable: false),
                    theirs = table.Column<byte[]>(type: "bytea", nullable: false),
                    yours = table.Column<byte[]>(type: "bytea", nullable: false),
                    theirs_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    theirs_by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    choice = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_conflict_task", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_conflict_task_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_consent",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answer = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    notice_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    withheld_from = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    withheld_why = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_consent", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_consent_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_contact_point",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: true),
                    value_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    safety = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    preferred_hour = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    answered_by = table.Column<byte[]>(type: "bytea", nullable: true),
                    verified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_contact_point", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_contact_point_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_displacement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    origin_place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    on_date = table.Column<DateOnly>(type: "date", nullable: false),
                    told_by = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_displacement", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_displacement_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_draft",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    browser_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    words_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    answers = table.Column<byte[]>(type: "bytea", nullable: false),
                    page = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_draft", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_draft_org_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "people_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_draft_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_field_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field_group = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    before = table.Column<byte[]>(type: "bytea", nullable: false),
                    after = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_field_change", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_field_change_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_functioning",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    codes = table.Column<byte[]>(type: "bytea", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    answered_by = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_functioning", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_functioning_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_household",
                columns: table => new
                {
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_size = table.Column<int>(type: "integer", nullable: true),
                    declared_children = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_household", x => x.party_id);
                    table.ForeignKey(
                        name: "fk_people_household_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_identifier",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: false),
                    value_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    issuer = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    judged_by = table.Column<Guid>(type: "uuid", nullable: true),
                    judged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_identifier", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_identifier_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_membership",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    door = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_membership", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_membership_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_membership_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "people_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_merge",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    match_id = table.Column<Guid>(type: "uuid", nullable: false),
                    survivor = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<Guid>(type: "uuid", nullable: false),
                    taken = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    snapshot = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_merge", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_merge_party_source",
                        column: x => x.source,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_merge_party_survivor",
                        column: x => x.survivor,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_opening",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_opening", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_opening_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_organisation",
                columns: table => new
                {
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_ar = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name_fr = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    name_en = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    declared_members = table.Column<int>(type: "integer", nullable: true),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_organisation", x => x.party_id);
                    table.ForeignKey(
                        name: "fk_people_organisation_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_party_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    roles = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    is_head = table.Column<bool>(type: "boolean", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_party_link", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_party_link_party_group_id",
                        column: x => x.group_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_party_link_party_person_id",
                        column: x => x.person_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_person",
                columns: table => new
                {
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    full_name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    given_name = table.Column<string>(type: "text", nullable: true),
                    father_name = table.Column<string>(type: "text", nullable: true),
                    grandfather_name = table.Column<string>(type: "text", nullable: true),
                    family_name = table.Column<string>(type: "text", nullable: true),
                    latin_name = table.Column<string>(type: "text", nullable: true),
                    sex = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    birth_precision = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    declared_age = table.Column<int>(type: "integer", nullable: true),
                    declared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    can_read = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    household_head = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    makes = table.Column<string>(type: "text", nullable: false),
                    wants = table.Column<string>(type: "text", nullable: false),
                    door = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    match_form = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_person", x => x.party_id);
                    table.ForeignKey(
                        name: "fk_people_person_people_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_photo",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_photo", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_photo_people_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_possible_match",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    a = table.Column<Guid>(type: "uuid", nullable: false),
                    b = table.Column<Guid>(type: "uuid", nullable: false),
                    strength = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    signals = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    score = table.Column<double>(type: "double precision", nullable: false),
                    model_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    her_word = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    her_word_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_possible_match", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_possible_match_party_a",
                        column: x => x.a,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_possible_match_party_b",
                        column: x => x.b,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_record",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    written = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_record", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_record_people_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_referral",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_referral", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_referral_people_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_residence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    told_by = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_residence", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_residence_people_party_party_id",
                        column: x => x.party_id,
                        principalTable: "people_party",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_buy_line",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    tolerance = table.Column<long>(type: "bigint", nullable: false),
                    to_buy = table.Column<long>(type: "bigint", nullable: false),
                    late = table.Column<long>(type: "bigint", nullable: false),
                    frozen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decision = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_buy_line", x => x.id);
                    table.CheckConstraint("ck_market_buy_line_qty", "asked >= 0 AND tolerance >= 0 AND to_buy >= 0");
                    table.ForeignKey(
                        name: "fk_market_buy_line_market_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_buy_line_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_counter_sale",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    counter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    qty = table.Column<long>(type: "bigint", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_counter_sale", x => x.id);
                    table.CheckConstraint("ck_market_counter_sale_sign", "(reverses_id IS NULL AND qty > 0 AND minor > 0) OR (reverses_id IS NOT NULL AND qty < 0 AND minor < 0)");
                    table.ForeignKey(
                        name: "fk_market_counter_sale_counter_counter_id",
                        column: x => x.counter_id,
                        principalTable: "market_counter",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_counter_sale_market_counter_sale_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "market_counter_sale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_counter_sale_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_left_over",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    qty = table.Column<long>(type: "bigint", nullable: false),
                    fate = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_left_over", x => x.id);
                    table.CheckConstraint("ck_market_left_over_qty", "qty > 0");
                    table.ForeignKey(
                        name: "fk_market_left_over_market_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_left_over_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promoter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promoter_mark = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    bps = table.Column<int>(type: "integer", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_link", x => x.id);
                    table.CheckConstraint("ck_market_link_bps", "bps > 0 AND bps <= 5000");
                    table.ForeignKey(
                        name: "fk_market_link_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_link_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_lot",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_mark = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    owner_minor = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_lot", x => x.id);
                    table.CheckConstraint("ck_market_lot_price", "owner_minor > 0");
                    table.ForeignKey(
                        name: "fk_market_lot_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_lot_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_maker_word",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    has = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_maker_word", x => x.id);
                    table.CheckConstraint("ck_market_maker_word_has", "has >= 0");
                    table.ForeignKey(
                        name: "fk_market_maker_word_market_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_maker_word_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_offer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    price_id = table.Column<Guid>(type: "uuid", nullable: false),
                    price_rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ceiling_minor = table.Column<long>(type: "bigint", nullable: true),
                    plus_minor = table.Column<long>(type: "bigint", nullable: true),
                    plus_percent = table.Column<long>(type: "bigint", nullable: true),
                    case_rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    max_total = table.Column<long>(type: "bigint", nullable: true),
                    stall_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_offer", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_offer_market_price_version_price_id",
                        column: x => x.price_id,
                        principalTable: "market_price_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_offer_market_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_offer_run_run_id",
                        column: x => x.run_id,
                        principalTable: "market_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_offer_stall_stall_id",
                        column: x => x.stall_id,
                        principalTable: "market_stall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_buyer_mark",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    objection_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    objected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lifted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_buyer_mark", x => x.id);
                    table.CheckConstraint("ck_market_buyer_mark_ends", "ends_at > at");
                    table.ForeignKey(
                        name: "fk_market_buyer_mark_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "market_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_buyer_mark_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_buyer_mark_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_notice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_notice", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_notice_market_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_order_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_order_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_order_event_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_order_line",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(180)", maxLength: 180, nullable: false),
                    price_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_minor = table.Column<long>(type: "bigint", nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    returned = table.Column<long>(type: "bigint", nullable: false),
                    written_off = table.Column<long>(type: "bigint", nullable: false),
                    parent_line_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tolerance = table.Column<long>(type: "bigint", nullable: false),
                    part_ok = table.Column<bool>(type: "boolean", nullable: false),
                    price_rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ceiling_minor = table.Column<long>(type: "bigint", nullable: true),
                    plus_minor = table.Column<long>(type: "bigint", nullable: true),
                    plus_percent = table.Column<long>(type: "bigint", nullable: true),
                    substitute = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    substitute_ceiling_minor = table.Column<long>(type: "bigint", nullable: true),
                    given_computed = table.Column<long>(type: "bigint", nullable: false),
                    given = table.Column<long>(type: "bigint", nullable: false),
                    final_unit_minor = table.Column<long>(type: "bigint", nullable: true),
                    final_total_minor = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_order_line", x => x.id);
                    table.CheckConstraint("ck_market_order_line_qty", "((parent_line_id IS NULL AND asked > 0 AND given <= asked + tolerance) OR (parent_line_id IS NOT NULL AND asked = 0)) AND tolerance >= 0 AND given >= 0 AND delivered >= 0 AND returned >= 0 AND written_off >= 0 AND delivered + written_off <= given AND returned <= delivered");
                    table.ForeignKey(
                        name: "fk_market_order_line_market_order_line_parent_line_id",
                        column: x => x.parent_line_id,
                        principalTable: "market_order_line",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_market_order_line_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_order_line_price_version_price_id",
                        column: x => x.price_id,
                        principalTable: "market_price_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_order_line_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_proposal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    sender_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    sender_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    sender_key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    text_key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    is_repeat = table.Column<bool>(type: "boolean", nullable: false),
                    chat_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    codes_seen = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    run_order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    written_local = table.Column<string>(type: "character varying(19)", maxLength: 19, nullable: true),
                    zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    said_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_proposal", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_proposal_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "market_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_proposal_market_chat_chat_id",
                        column: x => x.chat_id,
                        principalTable: "market_chat",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_proposal_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_proposal_order_run_order_id",
                        column: x => x.run_order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_proposal_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_rate_question",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    to = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_rate_question", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_rate_question_market_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_reveal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    viewer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_reveal", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_reveal_market_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_wa_word",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    way = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    number_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    wa_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    error_code = table.Column<int>(type: "integer", nullable: true),
                    error_text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_wa_word", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_wa_word_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "market_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_wa_word_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_wa_word_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_hand_over",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_hand_over", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_hand_over_round_round_id",
                        column: x => x.round_id,
                        principalTable: "market_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_stop",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    window = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    cash_due_minor = table.Column<long>(type: "bigint", nullable: false),
                    result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_stop", x => x.id);
                    table.CheckConstraint("ck_market_stop_result", "(result = 'failed') = (reason IS NOT NULL) AND (result = 'waiting') = (at IS NULL) AND cash_due_minor >= 0");
                    table.ForeignKey(
                        name: "fk_market_stop_market_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_stop_market_round_round_id",
                        column: x => x.round_id,
                        principalTable: "market_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_accompaniment_note",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    accompaniment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    how = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_accompaniment_note", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_accompaniment_note_accompaniment_accompaniment_id",
                        column: x => x.accompaniment_id,
                        principalTable: "people_accompaniment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_membership_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    to_state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_membership_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_membership_event_membership_membership_id",
                        column: x => x.membership_id,
                        principalTable: "people_membership",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_merged_row",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    merge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    row_id = table.Column<Guid>(type: "uuid", nullable: false),
                    was = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_merged_row", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_merged_row_merge_merge_id",
                        column: x => x.merge_id,
                        principalTable: "people_merge",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_match_answer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    match_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decision = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    closed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_match_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_match_answer_possible_match_match_id",
                        column: x => x.match_id,
                        principalTable: "people_possible_match",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_same_woman",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    match_id = table.Column<Guid>(type: "uuid", nullable: false),
                    a = table.Column<Guid>(type: "uuid", nullable: false),
                    b = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    model_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_same_woman", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_same_woman_people_possible_match_match_id",
                        column: x => x.match_id,
                        principalTable: "people_possible_match",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_buy_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buy_line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stall_id = table.Column<Guid>(type: "uuid", nullable: true),
                    qty = table.Column<long>(type: "bigint", nullable: false),
                    paid_minor = table.Column<long>(type: "bigint", nullable: false),
                    paid_by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_buy_entry", x => x.id);
                    table.CheckConstraint("ck_market_buy_entry_sign", "(reverses_id IS NULL AND qty > 0 AND paid_minor >= 0) OR (reverses_id IS NOT NULL AND qty < 0 AND paid_minor <= 0)");
                    table.ForeignKey(
                        name: "fk_market_buy_entry_buy_line_buy_line_id",
                        column: x => x.buy_line_id,
                        principalTable: "market_buy_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_buy_entry_market_buy_entry_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "market_buy_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_buy_entry_market_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_buy_entry_stall_stall_id",
                        column: x => x.stall_id,
                        principalTable: "market_stall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_brought_order",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    link_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promoter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bps = table.Column<int>(type: "integer", nullable: false),
                    how = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_brought_order", x => x.order_id);
                    table.CheckConstraint("ck_market_brought_order_created", "created_minor >= 0");
                    table.ForeignKey(
                        name: "fk_market_brought_order_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_brought_order_tracked_link_link_id",
                        column: x => x.link_id,
                        principalTable: "market_link",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_lot_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    qty = table.Column<long>(type: "bigint", nullable: false),
                    sale_minor = table.Column<long>(type: "bigint", nullable: false),
                    owed_minor = table.Column<long>(type: "bigint", nullable: false),
                    fault = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    counter_sale_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owed_tx_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sale_tx_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_lot_entry", x => x.id);
                    table.CheckConstraint("ck_market_lot_entry_sign", "(reverses_id IS NULL AND qty > 0 AND sale_minor >= 0 AND owed_minor >= 0) OR (reverses_id IS NOT NULL AND qty < 0 AND sale_minor <= 0 AND owed_minor <= 0)");
                    table.ForeignKey(
                        name: "fk_market_lot_entry_lot_lot_id",
                        column: x => x.lot_id,
                        principalTable: "market_lot",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_lot_entry_lot_period_period_id",
                        column: x => x.period_id,
                        principalTable: "market_lot_period",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_lot_entry_market_counter_sale_counter_sale_id",
                        column: x => x.counter_sale_id,
                        principalTable: "market_counter_sale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_lot_entry_market_lot_entry_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "market_lot_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_lot_entry_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_ask_part",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    tolerance = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_ask_part", x => x.id);
                    table.CheckConstraint("ck_market_ask_part_qty", "asked >= 0 AND tolerance >= 0 AND asked + tolerance > 0");
                    table.ForeignKey(
                        name: "fk_market_ask_part_order_line_line_id",
                        column: x => x.line_id,
                        principalTable: "market_order_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_claim",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    qty = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    wish = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decision = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_by_association = table.Column<bool>(type: "boolean", nullable: false),
                    credit_minor = table.Column<long>(type: "bigint", nullable: false),
                    cash_due_minor = table.Column<long>(type: "bigint", nullable: false),
                    cash_paid_minor = table.Column<long>(type: "bigint", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    passed_on_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_claim", x => x.id);
                    table.CheckConstraint("ck_market_claim_sums", "qty > 0 AND credit_minor >= 0 AND cash_due_minor BETWEEN 0 AND credit_minor AND cash_paid_minor BETWEEN 0 AND cash_due_minor");
                    table.ForeignKey(
                        name: "fk_market_claim_kernel_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "kernel_photo",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_market_claim_order_line_line_id",
                        column: x => x.line_id,
                        principalTable: "market_order_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_claim_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_feedback", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_feedback_order_line_line_id",
                        column: x => x.line_id,
                        principalTable: "market_order_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_feedback_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_line_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    to = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_line_change", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_line_change_market_order_line_line_id",
                        column: x => x.line_id,
                        principalTable: "market_order_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_substitute_question",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_minor = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    is_allowed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_substitute_question", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_substitute_question_market_order_line_line_id",
                        column: x => x.line_id,
                        principalTable: "market_order_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_substitute_question_market_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_proposal_line",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    qty = table.Column<long>(type: "bigint", nullable: false),
                    free = table.Column<long>(type: "bigint", nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    warnings = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    candidates = table.Column<string>(type: "character varying(1100)", maxLength: 1100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_proposal_line", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_proposal_line_proposal_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "market_proposal",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_proposal_line_variant_variant_id",
                        column: x => x.variant_id,
                        principalTable: "market_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_wa_message",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_echo = table.Column<bool>(type: "boolean", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sender_key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changes_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_wa_message", x => x.id);
                    table.ForeignKey(
                        name: "fk_market_wa_message_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "market_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_wa_message_proposal_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "market_proposal",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_market_wa_message_shop_shop_id",
                        column: x => x.shop_id,
                        principalTable: "market_shop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_hand_over_sum",
                columns: table => new
                {
                    hand_over_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    expected = table.Column<long>(type: "bigint", nullable: false),
                    counted = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_hand_over_sum", x => new { x.hand_over_id, x.currency });
                    table.CheckConstraint("ck_market_hand_over_sum", "expected >= 0 AND counted >= 0 AND (expected = counted OR reason IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_market_hand_over_sum_hand_over_hand_over_id",
                        column: x => x.hand_over_id,
                        principalTable: "market_hand_over",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_payment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stop_id = table.Column<Guid>(type: "uuid", nullable: true),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    handed_minor = table.Column<long>(type: "bigint", nullable: true),
                    handed_currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    rate_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_payment", x => x.id);
                    table.CheckConstraint("ck_market_payment_minor", "minor > 0");
                    table.ForeignKey(
                        name: "fk_market_payment_market_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_market_payment_stop_stop_id",
                        column: x => x.stop_id,
                        principalTable: "market_stop",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "market_commission_part",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promoter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    mature_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_commission_part", x => x.id);
                    table.CheckConstraint("ck_market_commission_part", "minor <> 0");
                    table.ForeignKey(
                        name: "fk_market_commission_part_market_brought_order_order_id",
                        column: x => x.order_id,
                        principalTable: "market_brought_order",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "kernel_read_log_head",
                columns: new[] { "id", "hash", "seq" },
                values: new object[] { new Guid("00000000-0000-7000-8000-0000000010c0"), new byte[] { 90, 78, 210, 213, 238, 217, 30, 248, 137, 110, 170, 76, 146, 18, 135, 148, 63, 170, 27, 141, 210, 143, 206, 219, 66, 229, 226, 138, 94, 95, 201, 71 }, 0L });

            migrationBuilder.InsertData(
                table: "people_counter",
                columns: new[] { "id", "next" },
                values: new object[] { new Guid("00000000-0000-7000-8000-000000000c01"), 1L });

            migrationBuilder.InsertData(
                table: "people_retention_rule",
                columns: new[] { "data_class", "months", "then" },
                values: new object[,]
                {
                    { "cases", 0, "review" },
                    { "consents", 60, "delete" },
                    { "contacts", 24, "delete" },
                    { "import-files", 12, "delete" },
                    { "never-enrolled", 12, "anonymise" },
                    { "read-log", 60, "review" }
                });

            migrationBuilder.InsertData(
                table: "people_unit",
                columns: new[] { "id", "closed_on", "code", "created_at", "kind", "opened_on", "phone", "planned_opening", "zone" },
                values: new object[] { new Guid("00000000-0000-7000-8000-00000000a11a"), null, "jisr", new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), "platform", null, null, null, "Etc/UTC" });

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
                name: "ix_access_api_token_account_id",
                table: "access_api_token",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_api_token_key_hash",
                table: "access_api_token",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_beginning_account_id",
                table: "access_beginning",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_beginning_code_hash",
                table: "access_beginning",
                column: "code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_claim_user_id",
                table: "access_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_code_sheet_account_id",
                table: "access_code_sheet",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_invitation_account_id",
                table: "access_invitation",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_invitation_code_hash",
                table: "access_invitation",
                column: "code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_login_user_id",
                table: "access_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_account_id_created_at",
                table: "access_otp_request",
                columns: new[] { "account_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_address_hash_created_at",
                table: "access_otp_request",
                columns: new[] { "address_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_country_created_at",
                table: "access_otp_request",
                columns: new[] { "country", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_created_at",
                table: "access_otp_request",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_device_hash_created_at",
                table: "access_otp_request",
                columns: new[] { "device_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_number_index_created_at",
                table: "access_otp_request",
                columns: new[] { "number_index", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_otp_request_prefix_index_created_at",
                table: "access_otp_request",
                columns: new[] { "prefix_index", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_outbox_device_owner_id",
                table: "access_outbox_device",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_outbox_device_thing_id",
                table: "access_outbox_device",
                column: "thing_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_outbox_device_token_hash",
                table: "access_outbox_device",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_outbox_device_unit_id_id",
                table: "access_outbox_device",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_passkey_user_id",
                table: "access_passkey",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_reset_request_account_id",
                table: "access_reset_request",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_reset_request_unit_id_state_started_at",
                table: "access_reset_request",
                columns: new[] { "unit_id", "state", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_role_grant_account_id",
                table: "access_role_grant",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_role_grant_role",
                table: "access_role_grant",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_access_role_grant_unit_id",
                table: "access_role_grant",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_session_account_id",
                table: "access_session",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_session_expires_at",
                table: "access_session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_access_session_key_hash",
                table: "access_session",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_sheet_code_sheet_id_hash",
                table: "access_sheet_code",
                columns: new[] { "sheet_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_sign_in_device_account_id",
                table: "access_sign_in_device",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_sign_in_device_key_hash_account_id",
                table: "access_sign_in_device",
                columns: new[] { "key_hash", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_taken_along_device_id_account_id_thing_id",
                table: "access_taken_along",
                columns: new[] { "device_id", "account_id", "thing_id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_wait_last_at",
                table: "access_wait",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "ix_insight_counted_as_root",
                table: "insight_counted_as",
                column: "root");

            migrationBuilder.CreateIndex(
                name: "ix_insight_day_sum_kind_day",
                table: "insight_day_sum",
                columns: new[] { "kind", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_external_figure_place_day",
                table: "insight_external_figure",
                columns: new[] { "place", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_fact_canonical_party_id",
                table: "insight_fact",
                column: "canonical_party_id");

            migrationBuilder.CreateIndex(
                name: "ix_insight_fact_kind_area_canonical_party_id_day_counts_lowers",
                table: "insight_fact",
                columns: new[] { "kind", "area", "canonical_party_id", "day", "counts", "lowers", "programme_id", "detail", "sex" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_fact_kind_canonical_party_id_day_counts_lowers_prog",
                table: "insight_fact",
                columns: new[] { "kind", "canonical_party_id", "day", "counts", "lowers", "programme_id", "area", "detail", "sex" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_fact_reverses_id",
                table: "insight_fact",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_insight_fact_source_id_kind",
                table: "insight_fact",
                columns: new[] { "source_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_fact_unit_id_kind_canonical_party_id_day",
                table: "insight_fact",
                columns: new[] { "unit_id", "kind", "canonical_party_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_same_records_a",
                table: "insight_same_records",
                column: "a");

            migrationBuilder.CreateIndex(
                name: "ix_insight_same_records_b",
                table: "insight_same_records",
                column: "b");

            migrationBuilder.CreateIndex(
                name: "ix_insight_target_indicator_from_day_to_day_place_unit_id_prog",
                table: "insight_target",
                columns: new[] { "indicator", "from_day", "to_day", "place", "unit_id", "programme_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_target_set_at",
                table: "insight_target",
                column: "set_at");

            migrationBuilder.CreateIndex(
                name: "ix_insight_target_unit_id_in_force",
                table: "insight_target",
                columns: new[] { "unit_id", "in_force" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_subject_id",
                table: "kernel_audit",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_class_key_name",
                table: "kernel_class_key",
                column: "name",
                unique: true);

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
                name: "ix_kernel_outbox_key_kid",
                table: "kernel_outbox_key",
                column: "kid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_outbox_key_made_at",
                table: "kernel_outbox_key",
                column: "made_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_photo_owner_id",
                table: "kernel_photo",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_read_log_at",
                table: "kernel_read_log",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_read_log_unit_id_seq",
                table: "kernel_read_log",
                columns: new[] { "unit_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_text_owner_id_kind",
                table: "kernel_text",
                columns: new[] { "owner_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_worklist_item_command_id_content_hash",
                table: "kernel_worklist_item",
                columns: new[] { "command_id", "content_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_worklist_item_state_unit_id_id",
                table: "kernel_worklist_item",
                columns: new[] { "state", "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_worklist_parent_parent_id",
                table: "kernel_worklist_parent",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_account_book_id_owner_id_owner_kind_purpose_unit",
                table: "ledger_account",
                columns: new[] { "book_id", "owner_id", "owner_kind", "purpose", "unit" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_account_owner_id",
                table: "ledger_account",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_anchor_book_id_head_seq",
                table: "ledger_anchor",
                columns: new[] { "book_id", "head_seq" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_book_limit_book_id_unit_from",
                table: "ledger_book_limit",
                columns: new[] { "book_id", "unit", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_cash_count_custodian_id_unit_at",
                table: "ledger_cash_count",
                columns: new[] { "custodian_id", "unit", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_check_at",
                table: "ledger_check",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_custodian_unit_id_label",
                table: "ledger_custodian",
                columns: new[] { "unit_id", "label" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_account_id",
                table: "ledger_entry",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_fund_unit_id",
                table: "ledger_fund",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_goods_item_unit",
                table: "ledger_goods_item",
                column: "unit",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_hold_book_id",
                table: "ledger_hold",
                column: "book_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_hold_credit_account_id",
                table: "ledger_hold",
                column: "credit_account_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_hold_debit_account_id",
                table: "ledger_hold",
                column: "debit_account_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_hold_resolved_by",
                table: "ledger_hold",
                column: "resolved_by",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_hold_state_expires_at",
                table: "ledger_hold",
                columns: new[] { "state", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_journal_tx_book_id_seq",
                table: "ledger_journal_tx",
                columns: new[] { "book_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_journal_tx_earner_id",
                table: "ledger_journal_tx",
                column: "earner_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_journal_tx_reverses_id",
                table: "ledger_journal_tx",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_journal_tx_source_id",
                table: "ledger_journal_tx",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_custodian_id",
                table: "ledger_payout",
                column: "custodian_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_payee_id",
                table: "ledger_payout",
                column: "payee_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_state_sent_at",
                table: "ledger_payout",
                columns: new[] { "state", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_target_id",
                table: "ledger_payout",
                column: "target_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_unit_id_state",
                table: "ledger_payout",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_target_party_id_replaced_at",
                table: "ledger_payout_target",
                columns: new[] { "party_id", "replaced_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_rate_base_quote_at",
                table: "ledger_rate",
                columns: new[] { "base", "quote", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_receipt_book_id_paper_no",
                table: "ledger_receipt",
                columns: new[] { "book_id", "paper_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_receipt_source_id",
                table: "ledger_receipt",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_receipt_tx_id",
                table: "ledger_receipt",
                column: "tx_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_task_subject_id",
                table: "ledger_task",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_task_unit_id_done_at",
                table: "ledger_task",
                columns: new[] { "unit_id", "done_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_transfer_from_custodian_id",
                table: "ledger_transfer",
                column: "from_custodian_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_transfer_payout_id",
                table: "ledger_transfer",
                column: "payout_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_transfer_state_due_at",
                table: "ledger_transfer",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_transfer_to_custodian_id",
                table: "ledger_transfer",
                column: "to_custodian_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_waiting_posting_unit_id_state",
                table: "ledger_waiting_posting",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_market_ask_part_line_id_at",
                table: "market_ask_part",
                columns: new[] { "line_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_brought_order_link_id",
                table: "market_brought_order",
                column: "link_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_buy_entry_buy_line_id",
                table: "market_buy_entry",
                column: "buy_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_buy_entry_reverses_id",
                table: "market_buy_entry",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_buy_entry_stall_id",
                table: "market_buy_entry",
                column: "stall_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_buy_entry_variant_id_at",
                table: "market_buy_entry",
                columns: new[] { "variant_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_buy_line_run_id_variant_id",
                table: "market_buy_line",
                columns: new[] { "run_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_buy_line_variant_id",
                table: "market_buy_line",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_buyer_mark_contact_id",
                table: "market_buyer_mark",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_buyer_mark_ends_at",
                table: "market_buyer_mark",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_market_buyer_mark_order_id_kind",
                table: "market_buyer_mark",
                columns: new[] { "order_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_buyer_mark_shop_id",
                table: "market_buyer_mark",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_chat_shop_id",
                table: "market_chat",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_chat_waiting_chat_id",
                table: "market_chat_waiting",
                column: "chat_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_chat_waiting_shop_id",
                table: "market_chat_waiting",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_claim_line_id",
                table: "market_claim",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_claim_order_id",
                table: "market_claim",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_claim_photo_id",
                table: "market_claim",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_claim_state_opened_at",
                table: "market_claim",
                columns: new[] { "state", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_commission_part_order_id",
                table: "market_commission_part",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_commission_part_promoter_id_currency_mature_at",
                table: "market_commission_part",
                columns: new[] { "promoter_id", "currency", "mature_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_contact_shop_id",
                table: "market_contact",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_contact_identity_contact_id",
                table: "market_contact_identity",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_contact_identity_kind_key",
                table: "market_contact_identity",
                columns: new[] { "kind", "key" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_market_counter_shop_id_opened_at",
                table: "market_counter",
                columns: new[] { "shop_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_counter_sale_counter_id_at",
                table: "market_counter_sale",
                columns: new[] { "counter_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_counter_sale_reverses_id",
                table: "market_counter_sale",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_counter_sale_variant_id",
                table: "market_counter_sale",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_feedback_line_id",
                table: "market_feedback",
                column: "line_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_feedback_shop_id_id",
                table: "market_feedback",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_hand_over_round_id",
                table: "market_hand_over",
                column: "round_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_left_over_run_id_variant_id",
                table: "market_left_over",
                columns: new[] { "run_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_left_over_variant_id",
                table: "market_left_over",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_line_change_line_id_at",
                table: "market_line_change",
                columns: new[] { "line_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_link_code",
                table: "market_link",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_link_promoter_id",
                table: "market_link",
                column: "promoter_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_link_shop_id_created_at",
                table: "market_link",
                columns: new[] { "shop_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_link_target_id_promoter_id",
                table: "market_link",
                columns: new[] { "target_id", "promoter_id" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_market_link_variant_id",
                table: "market_link",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_owner_id",
                table: "market_lot",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_shop_id_owner_id",
                table: "market_lot",
                columns: new[] { "shop_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_variant_id_created_at",
                table: "market_lot",
                columns: new[] { "variant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_entry_counter_sale_id",
                table: "market_lot_entry",
                column: "counter_sale_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_entry_lot_id",
                table: "market_lot_entry",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_entry_order_id",
                table: "market_lot_entry",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_entry_period_id",
                table: "market_lot_entry",
                column: "period_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_entry_reverses_id",
                table: "market_lot_entry",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_lot_period_shop_id_owner_id_no",
                table: "market_lot_period",
                columns: new[] { "shop_id", "owner_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_maker_word_run_id_variant_id_at",
                table: "market_maker_word",
                columns: new[] { "run_id", "variant_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_maker_word_variant_id",
                table: "market_maker_word",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_notice_order_id_at",
                table: "market_notice",
                columns: new[] { "order_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_offer_price_id",
                table: "market_offer",
                column: "price_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_offer_run_id_variant_id",
                table: "market_offer",
                columns: new[] { "run_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_offer_stall_id",
                table: "market_offer",
                column: "stall_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_offer_variant_id",
                table: "market_offer",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_order_contact_id",
                table: "market_order",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_order_run_id_contact_id",
                table: "market_order",
                columns: new[] { "run_id", "contact_id" },
                unique: true,
                filter: "run_id IS NOT NULL AND state IN ('placed', 'done')");

            migrationBuilder.CreateIndex(
                name: "ix_market_order_run_id_run_no",
                table: "market_order",
                columns: new[] { "run_id", "run_no" });

            migrationBuilder.CreateIndex(
                name: "ix_market_order_shop_id_placed_at",
                table: "market_order",
                columns: new[] { "shop_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_order_shop_id_state_id",
                table: "market_order",
                columns: new[] { "shop_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_order_token_hash",
                table: "market_order",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_order_event_order_id_at",
                table: "market_order_event",
                columns: new[] { "order_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_order_line_order_id_position",
                table: "market_order_line",
                columns: new[] { "order_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_order_line_parent_line_id",
                table: "market_order_line",
                column: "parent_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_order_line_price_id",
                table: "market_order_line",
                column: "price_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_order_line_variant_id",
                table: "market_order_line",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_payment_order_id",
                table: "market_payment",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_payment_stop_id",
                table: "market_payment",
                column: "stop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_price_version_variant_id_from",
                table: "market_price_version",
                columns: new[] { "variant_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_market_product_category_id",
                table: "market_product",
                columns: new[] { "category", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_product_shop_id_id",
                table: "market_product",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_product_photo_photo_id",
                table: "market_product_photo",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_chat_id",
                table: "market_proposal",
                column: "chat_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_contact_id",
                table: "market_proposal",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_into_id",
                table: "market_proposal",
                column: "into_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_order_id",
                table: "market_proposal",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_run_order_id",
                table: "market_proposal",
                column: "run_order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_shop_id_sender_key",
                table: "market_proposal",
                columns: new[] { "shop_id", "sender_key" });

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_shop_id_state_place",
                table: "market_proposal",
                columns: new[] { "shop_id", "state", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_shop_id_text_key",
                table: "market_proposal",
                columns: new[] { "shop_id", "text_key" });

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_line_proposal_id_position",
                table: "market_proposal_line",
                columns: new[] { "proposal_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_market_proposal_line_variant_id",
                table: "market_proposal_line",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_rate_question_order_id_rate_id",
                table: "market_rate_question",
                columns: new[] { "order_id", "rate_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_reveal_order_id_expires_at",
                table: "market_reveal",
                columns: new[] { "order_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_round_run_id",
                table: "market_round",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_round_shop_id_no",
                table: "market_round",
                columns: new[] { "shop_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_round_token_hash",
                table: "market_round",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_run_shop_id_code",
                table: "market_run",
                columns: new[] { "shop_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_run_shop_id_stage_market_day",
                table: "market_run",
                columns: new[] { "shop_id", "stage", "market_day" });

            migrationBuilder.CreateIndex(
                name: "ix_market_run_expense_reverses_id",
                table: "market_run_expense",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_run_expense_run_id",
                table: "market_run_expense",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_run_fee_run_id",
                table: "market_run_fee",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_run_maker_shop_id",
                table: "market_run_maker",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_shop_code",
                table: "market_shop",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_shop_party_id",
                table: "market_shop",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_shop_state_place_code",
                table: "market_shop",
                columns: new[] { "state", "place_code" });

            migrationBuilder.CreateIndex(
                name: "ix_market_short_code_target_id",
                table: "market_short_code",
                column: "target_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_stall_party_id_walking_order",
                table: "market_stall",
                columns: new[] { "party_id", "walking_order" });

            migrationBuilder.CreateIndex(
                name: "ix_market_stop_order_id",
                table: "market_stop",
                column: "order_id",
                unique: true,
                filter: "result = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_market_stop_order_id_at",
                table: "market_stop",
                columns: new[] { "order_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_stop_round_id_order_id",
                table: "market_stop",
                columns: new[] { "round_id", "order_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_substitute_question_line_id_variant_id",
                table: "market_substitute_question",
                columns: new[] { "line_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_substitute_question_variant_id",
                table: "market_substitute_question",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_variant_product_id",
                table: "market_variant",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_variant_shop_id_sku",
                table: "market_variant",
                columns: new[] { "shop_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_message_changes_id",
                table: "market_wa_message",
                column: "changes_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_message_contact_id",
                table: "market_wa_message",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_message_proposal_id",
                table: "market_wa_message",
                column: "proposal_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_message_sender_key_at",
                table: "market_wa_message",
                columns: new[] { "sender_key", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_message_shop_id",
                table: "market_wa_message",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_status_wa_id_status",
                table: "market_wa_status",
                columns: new[] { "wa_id", "status" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_word_contact_id_created_at",
                table: "market_wa_word",
                columns: new[] { "contact_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_word_order_id",
                table: "market_wa_word",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_word_shop_id",
                table: "market_wa_word",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_wa_word_wa_id",
                table: "market_wa_word",
                column: "wa_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_accompaniment_organisation_id_next_contact_due",
                table: "people_accompaniment",
                columns: new[] { "organisation_id", "next_contact_due" });

            migrationBuilder.CreateIndex(
                name: "ix_people_accompaniment_party_id_organisation_id",
                table: "people_accompaniment",
                columns: new[] { "party_id", "organisation_id" },
                unique: true,
                filter: "\"to\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_people_accompaniment_note_accompaniment_id",
                table: "people_accompaniment_note",
                column: "accompaniment_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_conflict_task_party_id_state",
                table: "people_conflict_task",
                columns: new[] { "party_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_people_consent_party_id_purpose",
                table: "people_consent",
                columns: new[] { "party_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_people_contact_point_party_id",
                table: "people_contact_point",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_contact_point_value_index",
                table: "people_contact_point",
                column: "value_index");

            migrationBuilder.CreateIndex(
                name: "ix_people_displacement_party_id",
                table: "people_displacement",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_draft_browser_index",
                table: "people_draft",
                column: "browser_index");

            migrationBuilder.CreateIndex(
                name: "ix_people_draft_expires_at",
                table: "people_draft",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_people_draft_party_id",
                table: "people_draft",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_draft_staff_id_state",
                table: "people_draft",
                columns: new[] { "staff_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_people_draft_unit_id",
                table: "people_draft",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_draft_words_index",
                table: "people_draft",
                column: "words_index");

            migrationBuilder.CreateIndex(
                name: "ix_people_field_change_party_id_field_group_version_field",
                table: "people_field_change",
                columns: new[] { "party_id", "field_group", "version", "field" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_form_form_id_version",
                table: "people_form",
                columns: new[] { "form_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_form_unit_id",
                table: "people_form",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_form_picture_record_id_name",
                table: "people_form_picture",
                columns: new[] { "record_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_form_record_outside_form_id",
                table: "people_form_record",
                column: "outside_form_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_form_record_unit_id_state",
                table: "people_form_record",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_people_functioning_party_id_at",
                table: "people_functioning",
                columns: new[] { "party_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_people_identifier_party_id",
                table: "people_identifier",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_identifier_state",
                table: "people_identifier",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_people_identifier_value_index",
                table: "people_identifier",
                column: "value_index");

            migrationBuilder.CreateIndex(
                name: "ix_people_import_batch_unit_id_id",
                table: "people_import_batch",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_people_import_conflict_command_id",
                table: "people_import_conflict",
                column: "command_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_import_conflict_unit_id_state",
                table: "people_import_conflict",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_people_import_map_unit_id_headings",
                table: "people_import_map",
                columns: new[] { "unit_id", "headings" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_legal_basis_purpose_from",
                table: "people_legal_basis",
                columns: new[] { "purpose", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_people_match_answer_match_id_by",
                table: "people_match_answer",
                columns: new[] { "match_id", "by" });

            migrationBuilder.CreateIndex(
                name: "ix_people_membership_party_id_programme_id",
                table: "people_membership",
                columns: new[] { "party_id", "programme_id" },
                unique: true,
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_people_membership_programme_id",
                table: "people_membership",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_membership_event_membership_id",
                table: "people_membership_event",
                column: "membership_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_merge_source",
                table: "people_merge",
                column: "source",
                unique: true,
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_people_merge_survivor",
                table: "people_merge",
                column: "survivor");

            migrationBuilder.CreateIndex(
                name: "ix_people_merged_row_merge_id",
                table: "people_merged_row",
                column: "merge_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_number_block_device_id_given_at",
                table: "people_number_block",
                columns: new[] { "device_id", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_people_number_block_first",
                table: "people_number_block",
                column: "first",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_opening_account_id_party_id",
                table: "people_opening",
                columns: new[] { "account_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "ix_people_opening_owner_unit_id_at",
                table: "people_opening",
                columns: new[] { "owner_unit_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_people_opening_party_id",
                table: "people_opening",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_party_home_unit_id_id",
                table: "people_party",
                columns: new[] { "home_unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_people_party_merged_into",
                table: "people_party",
                column: "merged_into",
                filter: "merged_into IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_people_party_number",
                table: "people_party",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_party_link_group_id",
                table: "people_party_link",
                column: "group_id",
                unique: true,
                filter: "is_head AND \"to\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_people_party_link_group_id_person_id",
                table: "people_party_link",
                columns: new[] { "group_id", "person_id" },
                unique: true,
                filter: "\"to\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_people_party_link_person_id",
                table: "people_party_link",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_photo_party_id",
                table: "people_photo",
                column: "party_id",
                unique: true);

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
                name: "ix_people_possible_match_a_b",
                table: "people_possible_match",
                columns: new[] { "a", "b" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_possible_match_b",
                table: "people_possible_match",
                column: "b");

            migrationBuilder.CreateIndex(
                name: "ix_people_possible_match_state_id",
                table: "people_possible_match",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_people_programme_code",
                table: "people_programme",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_programme_partner_programme_id_unit_id_role_from",
                table: "people_programme_partner",
                columns: new[] { "programme_id", "unit_id", "role", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_record_party_id",
                table: "people_record",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_referral_party_id_state",
                table: "people_referral",
                columns: new[] { "party_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_people_referral_to_unit_id_state",
                table: "people_referral",
                columns: new[] { "to_unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_people_residence_party_id",
                table: "people_residence",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_retention_change_data_class_at",
                table: "people_retention_change",
                columns: new[] { "data_class", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_people_retention_line_at",
                table: "people_retention_line",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_people_same_woman_a",
                table: "people_same_woman",
                column: "a");

            migrationBuilder.CreateIndex(
                name: "ix_people_same_woman_b",
                table: "people_same_woman",
                column: "b");

            migrationBuilder.CreateIndex(
                name: "ix_people_same_woman_match_id",
                table: "people_same_woman",
                column: "match_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_code",
                table: "people_unit",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_event_on",
                table: "people_unit_event",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_event_unit_id_on",
                table: "people_unit_event",
                columns: new[] { "unit_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_heir_from_unit",
                table: "people_unit_heir",
                column: "from_unit");

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_heir_to_unit",
                table: "people_unit_heir",
                column: "to_unit");

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

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_place_place_code",
                table: "people_unit_place",
                column: "place_code");

            migrationBuilder.CreateIndex(
                name: "ix_people_unit_place_unit_id_from",
                table: "people_unit_place",
                columns: new[] { "unit_id", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_voice_kind_text_hash",
                table: "people_voice",
                columns: new[] { "kind", "text_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safety_case_party_index",
                table: "safety_case",
                column: "party_index",
                unique: true,
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_safety_case_unit_id_state",
                table: "safety_case",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_safety_case_look_case_id",
                table: "safety_case_look",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_evidence_report_id",
                table: "safety_evidence",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_number_claim_state_id",
                table: "safety_number_claim",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_safety_number_claim_text_key",
                table: "safety_number_claim",
                column: "text_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_lead_id",
                table: "safety_report",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_other_party_id",
                table: "safety_report",
                column: "other_party_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_state_at",
                table: "safety_report",
                columns: new[] { "state", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_subject_kind_subject_code",
                table: "safety_report",
                columns: new[] { "subject_kind", "subject_code" },
                unique: true,
                filter: "is_open AND lead_id IS NULL AND subject_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_words_index",
                table: "safety_report",
                column: "words_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_alert_account_id_report_id",
                table: "safety_report_alert",
                columns: new[] { "account_id", "report_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_alert_report_id",
                table: "safety_report_alert",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_report_look_report_id",
                table: "safety_report_look",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_word_try_address_index_at",
                table: "safety_word_try",
                columns: new[] { "address_index", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_api_token");

            migrationBuilder.DropTable(
                name: "access_beginning");

            migrationBuilder.DropTable(
                name: "access_claim");

            migrationBuilder.DropTable(
                name: "access_code_day");

            migrationBuilder.DropTable(
                name: "access_invitation");

            migrationBuilder.DropTable(
                name: "access_login");

            migrationBuilder.DropTable(
                name: "access_member_sign_in");

            migrationBuilder.DropTable(
                name: "access_otp_request");

            migrationBuilder.DropTable(
                name: "access_passkey");

            migrationBuilder.DropTable(
                name: "access_reset_request");

            migrationBuilder.DropTable(
                name: "access_role_grant");

            migrationBuilder.DropTable(
                name: "access_secret");

            migrationBuilder.DropTable(
                name: "access_session");

            migrationBuilder.DropTable(
                name: "access_sheet_code");

            migrationBuilder.DropTable(
                name: "access_sign_in_device");

            migrationBuilder.DropTable(
                name: "access_taken_along");

            migrationBuilder.DropTable(
                name: "access_wait");

            migrationBuilder.DropTable(
                name: "insight_counted_as");

            migrationBuilder.DropTable(
                name: "insight_day_sum");

            migrationBuilder.DropTable(
                name: "insight_external_figure");

            migrationBuilder.DropTable(
                name: "insight_fact");

            migrationBuilder.DropTable(
                name: "insight_left_out");

            migrationBuilder.DropTable(
                name: "insight_same_records");

            migrationBuilder.DropTable(
                name: "insight_target");

            migrationBuilder.DropTable(
                name: "kernel_audit");

            migrationBuilder.DropTable(
                name: "kernel_class_key");

            migrationBuilder.DropTable(
                name: "kernel_command_receipt");

            migrationBuilder.DropTable(
                name: "kernel_data_protection_key");

            migrationBuilder.DropTable(
                name: "kernel_kept_form");

            migrationBuilder.DropTable(
                name: "kernel_outbox");

            migrationBuilder.DropTable(
                name: "kernel_outbox_key");

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
                name: "kernel_worklist_parent");

            migrationBuilder.DropTable(
                name: "ledger_anchor");

            migrationBuilder.DropTable(
                name: "ledger_approval");

            migrationBuilder.DropTable(
                name: "ledger_balance");

            migrationBuilder.DropTable(
                name: "ledger_book_limit");

            migrationBuilder.DropTable(
                name: "ledger_cash_count");

            migrationBuilder.DropTable(
                name: "ledger_check");

            migrationBuilder.DropTable(
                name: "ledger_entry");

            migrationBuilder.DropTable(
                name: "ledger_fund");

            migrationBuilder.DropTable(
                name: "ledger_goods_item");

            migrationBuilder.DropTable(
                name: "ledger_hold");

            migrationBuilder.DropTable(
                name: "ledger_payout");

            migrationBuilder.DropTable(
                name: "ledger_rate");

            migrationBuilder.DropTable(
                name: "ledger_receipt");

            migrationBuilder.DropTable(
                name: "ledger_task");

            migrationBuilder.DropTable(
                name: "ledger_transfer");

            migrationBuilder.DropTable(
                name: "ledger_waiting_posting");

            migrationBuilder.DropTable(
                name: "market_ask_part");

            migrationBuilder.DropTable(
                name: "market_buy_entry");

            migrationBuilder.DropTable(
                name: "market_buyer_mark");

            migrationBuilder.DropTable(
                name: "market_chat_seen");

            migrationBuilder.DropTable(
                name: "market_chat_waiting");

            migrationBuilder.DropTable(
                name: "market_claim");

            migrationBuilder.DropTable(
                name: "market_commission_part");

            migrationBuilder.DropTable(
                name: "market_contact_identity");

            migrationBuilder.DropTable(
                name: "market_feedback");

            migrationBuilder.DropTable(
                name: "market_hand_over_sum");

            migrationBuilder.DropTable(
                name: "market_left_over");

            migrationBuilder.DropTable(
                name: "market_line_change");

            migrationBuilder.DropTable(
                name: "market_lot_entry");

            migrationBuilder.DropTable(
                name: "market_maker_word");

            migrationBuilder.DropTable(
                name: "market_notice");

            migrationBuilder.DropTable(
                name: "market_offer");

            migrationBuilder.DropTable(
                name: "market_order_event");

            migrationBuilder.DropTable(
                name: "market_payment");

            migrationBuilder.DropTable(
                name: "market_product_photo");

            migrationBuilder.DropTable(
                name: "market_proposal_line");

            migrationBuilder.DropTable(
                name: "market_rate_question");

            migrationBuilder.DropTable(
                name: "market_reveal");

            migrationBuilder.DropTable(
                name: "market_run_expense");

            migrationBuilder.DropTable(
                name: "market_run_fee");

            migrationBuilder.DropTable(
                name: "market_run_maker");

            migrationBuilder.DropTable(
                name: "market_short_code");

            migrationBuilder.DropTable(
                name: "market_substitute_question");

            migrationBuilder.DropTable(
                name: "market_wa_message");

            migrationBuilder.DropTable(
                name: "market_wa_post");

            migrationBuilder.DropTable(
                name: "market_wa_status");

            migrationBuilder.DropTable(
                name: "market_wa_word");

            migrationBuilder.DropTable(
                name: "people_accompaniment_note");

            migrationBuilder.DropTable(
                name: "people_conflict_task");

            migrationBuilder.DropTable(
                name: "people_consent");

            migrationBuilder.DropTable(
                name: "people_contact_point");

            migrationBuilder.DropTable(
                name: "people_counter");

            migrationBuilder.DropTable(
                name: "people_displacement");

            migrationBuilder.DropTable(
                name: "people_draft");

            migrationBuilder.DropTable(
                name: "people_field_change");

            migrationBuilder.DropTable(
                name: "people_form_picture");

            migrationBuilder.DropTable(
                name: "people_functioning");

            migrationBuilder.DropTable(
                name: "people_household");

            migrationBuilder.DropTable(
                name: "people_identifier");

            migrationBuilder.DropTable(
                name: "people_import_batch");

            migrationBuilder.DropTable(
                name: "people_import_conflict");

            migrationBuilder.DropTable(
                name: "people_import_map");

            migrationBuilder.DropTable(
                name: "people_legal_basis");

            migrationBuilder.DropTable(
                name: "people_match_answer");

            migrationBuilder.DropTable(
                name: "people_match_key");

            migrationBuilder.DropTable(
                name: "people_match_model");

            migrationBuilder.DropTable(
                name: "people_match_run");

            migrationBuilder.DropTable(
                name: "people_membership_event");

            migrationBuilder.DropTable(
                name: "people_merged_row");

            migrationBuilder.DropTable(
                name: "people_number_block");

            migrationBuilder.DropTable(
                name: "people_opening");

            migrationBuilder.DropTable(
                name: "people_organisation");

            migrationBuilder.DropTable(
                name: "people_party_link");

            migrationBuilder.DropTable(
                name: "people_person");

            migrationBuilder.DropTable(
                name: "people_photo");

            migrationBuilder.DropTable(
                name: "people_place");

            migrationBuilder.DropTable(
                name: "people_place_link");

            migrationBuilder.DropTable(
                name: "people_place_name");

            migrationBuilder.DropTable(
                name: "people_programme_partner");

            migrationBuilder.DropTable(
                name: "people_record");

            migrationBuilder.DropTable(
                name: "people_referral");

            migrationBuilder.DropTable(
                name: "people_refusal");

            migrationBuilder.DropTable(
                name: "people_residence");

            migrationBuilder.DropTable(
                name: "people_retention_change");

            migrationBuilder.DropTable(
                name: "people_retention_line");

            migrationBuilder.DropTable(
                name: "people_retention_rule");

            migrationBuilder.DropTable(
                name: "people_same_woman");

            migrationBuilder.DropTable(
                name: "people_unit_event");

            migrationBuilder.DropTable(
                name: "people_unit_heir");

            migrationBuilder.DropTable(
                name: "people_unit_link");

            migrationBuilder.DropTable(
                name: "people_unit_name");

            migrationBuilder.DropTable(
                name: "people_unit_place");

            migrationBuilder.DropTable(
                name: "people_voice");

            migrationBuilder.DropTable(
                name: "safety_case_look");

            migrationBuilder.DropTable(
                name: "safety_evidence");

            migrationBuilder.DropTable(
                name: "safety_number_claim");

            migrationBuilder.DropTable(
                name: "safety_report_alert");

            migrationBuilder.DropTable(
                name: "safety_report_excluded");

            migrationBuilder.DropTable(
                name: "safety_report_look");

            migrationBuilder.DropTable(
                name: "safety_word_try");

            migrationBuilder.DropTable(
                name: "access_account");

            migrationBuilder.DropTable(
                name: "access_code_sheet");

            migrationBuilder.DropTable(
                name: "access_outbox_device");

            migrationBuilder.DropTable(
                name: "insight_indicator");

            migrationBuilder.DropTable(
                name: "kernel_worklist_item");

            migrationBuilder.DropTable(
                name: "ledger_journal_tx");

            migrationBuilder.DropTable(
                name: "ledger_account");

            migrationBuilder.DropTable(
                name: "ledger_payout_target");

            migrationBuilder.DropTable(
                name: "ledger_custodian");

            migrationBuilder.DropTable(
                name: "market_buy_line");

            migrationBuilder.DropTable(
                name: "market_brought_order");

            migrationBuilder.DropTable(
                name: "market_hand_over");

            migrationBuilder.DropTable(
                name: "market_lot");

            migrationBuilder.DropTable(
                name: "market_lot_period");

            migrationBuilder.DropTable(
                name: "market_counter_sale");

            migrationBuilder.DropTable(
                name: "market_stall");

            migrationBuilder.DropTable(
                name: "market_stop");

            migrationBuilder.DropTable(
                name: "kernel_photo");

            migrationBuilder.DropTable(
                name: "market_order_line");

            migrationBuilder.DropTable(
                name: "market_proposal");

            migrationBuilder.DropTable(
                name: "people_accompaniment");

            migrationBuilder.DropTable(
                name: "people_form_record");

            migrationBuilder.DropTable(
                name: "people_membership");

            migrationBuilder.DropTable(
                name: "people_merge");

            migrationBuilder.DropTable(
                name: "people_possible_match");

            migrationBuilder.DropTable(
                name: "safety_case");

            migrationBuilder.DropTable(
                name: "safety_report");

            migrationBuilder.DropTable(
                name: "ledger_book");

            migrationBuilder.DropTable(
                name: "market_link");

            migrationBuilder.DropTable(
                name: "market_counter");

            migrationBuilder.DropTable(
                name: "market_round");

            migrationBuilder.DropTable(
                name: "market_price_version");

            migrationBuilder.DropTable(
                name: "market_chat");

            migrationBuilder.DropTable(
                name: "market_order");

            migrationBuilder.DropTable(
                name: "people_form");

            migrationBuilder.DropTable(
                name: "people_programme");

            migrationBuilder.DropTable(
                name: "people_party");

            migrationBuilder.DropTable(
                name: "market_variant");

            migrationBuilder.DropTable(
                name: "market_contact");

            migrationBuilder.DropTable(
                name: "market_run");

            migrationBuilder.DropTable(
                name: "people_unit");

            migrationBuilder.DropTable(
                name: "market_product");

            migrationBuilder.DropTable(
                name: "market_category");

            migrationBuilder.DropTable(
                name: "market_shop");
        }
    }
}
