using System.Globalization;
using Jisr.Kernel.Search;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Storage.Sqlite;

/// <summary>FTS5 over <c>kernel_text.folded</c>; the index table is kept by triggers of the migration.</summary>
internal sealed class SqliteTextSearch(DbContext db) : ITextSearch
{
    public async Task<IReadOnlyList<Guid>> FindAsync(
        string kind,
        IReadOnlyList<IReadOnlyList<string>> groups,
        bool beginnings,
        int most,
        CancellationToken ct
    )
    {
        if (groups.Count == 0 || groups.Any(g => g.Count == 0))
            return [];
        var rows = await db
            .Database.SqlQueryRaw<byte[]>(
                """
                SELECT t.owner_id AS "Value" FROM kernel_text_index i JOIN kernel_text t ON t.id = i.rowid
                WHERE i.folded MATCH {0} AND t.kind = {1}
                GROUP BY t.owner_id ORDER BY MIN(i.rank), t.owner_id LIMIT {2}
                """,
                Match(groups, beginnings),
                kind,
                most
            )
            .ToListAsync(ct);
        return [.. rows.Select(r => new Guid(r, true))];
    }

    public (string Sql, object[] Arguments) Owners(
        string kind,
        IReadOnlyList<IReadOnlyList<string>> groups,
        bool beginnings
    ) =>
        (
            "SELECT t.owner_id FROM kernel_text_index i JOIN kernel_text t ON t.id = i.rowid WHERE i.folded MATCH {0} AND t.kind = {1}",
            [Match(groups, beginnings), kind]
        );

    // Words are folded, so they hold letters and digits only; the quotes keep them from being read as operators.
    private static string Match(IReadOnlyList<IReadOnlyList<string>> groups, bool beginnings) =>
        string.Join(
            " AND ",
            groups.Select(g =>
                "("
                + string.Join(
                    " OR ",
                    g.Select(w => "\"" + w.Replace("\"", "", StringComparison.Ordinal) + "\"" + (beginnings ? "*" : ""))
                )
                + ")"
            )
        );

    /// <summary>The index and its triggers, run by the first migration.</summary>
    public static string CreateIndex =>
        """
            CREATE VIRTUAL TABLE kernel_text_index USING fts5(folded, content='kernel_text', content_rowid='id', tokenize='unicode61 remove_diacritics 0');
            -- Words of a deleted row leave the index at once, not only when its pages are merged one day.
            INSERT INTO kernel_text_index(kernel_text_index, rank) VALUES ('secure-delete', 1);
            CREATE TRIGGER kernel_text_ai AFTER INSERT ON kernel_text BEGIN
              INSERT INTO kernel_text_index(rowid, folded) VALUES (new.id, new.folded);
            END;
            CREATE TRIGGER kernel_text_ad AFTER DELETE ON kernel_text BEGIN
              INSERT INTO kernel_text_index(kernel_text_index, rowid, folded) VALUES ('delete', old.id, old.folded);
            END;
            CREATE TRIGGER kernel_text_au AFTER UPDATE ON kernel_text BEGIN
              INSERT INTO kernel_text_index(kernel_text_index, rowid, folded) VALUES ('delete', old.id, old.folded);
              INSERT INTO kernel_text_index(rowid, folded) VALUES (new.id, new.folded);
            END;
            """;
}
