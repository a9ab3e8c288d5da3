using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Jisr.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Trust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_joint",
                table: "market_run",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "market_buyer_mark",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    shop_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    contact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    objection_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    objected_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    lifted_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "market_claim",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    qty = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    wish = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    photo_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_by_association = table.Column<bool>(type: "INTEGER", nullable: false),
                    credit_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    cash_due_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    cash_paid_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    passed_on_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    shop_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "market_maker_word",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    run_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    variant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    has = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "market_run_maker",
                columns: table => new
                {
                    run_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    shop_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invited_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "ix_market_feedback_line_id",
                table: "market_feedback",
                column: "line_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_market_feedback_shop_id_id",
                table: "market_feedback",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_maker_word_run_id_variant_id_at",
                table: "market_maker_word",
                columns: new[] { "run_id", "variant_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_market_maker_word_variant_id",
                table: "market_maker_word",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_market_run_maker_shop_id",
                table: "market_run_maker",
                column: "shop_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "market_buyer_mark");

            migrationBuilder.DropTable(
                name: "market_claim");

            migrationBuilder.DropTable(
                name: "market_feedback");

            migrationBuilder.DropTable(
                name: "market_maker_word");

            migrationBuilder.DropTable(
                name: "market_run_maker");

            migrationBuilder.DropColumn(
                name: "is_joint",
                table: "market_run");
        }
    }
}
