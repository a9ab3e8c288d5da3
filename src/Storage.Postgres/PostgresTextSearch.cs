using Jisr.Kernel.Search;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Storage.Postgres;

/// <summary>tsvector over <c>kernel_text.folded</c> with the <c>simple</c> configuration: no stemming.</summary>
internal sealed class PostgresTextSearch(DbContext db) : ITextSearch
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
        return await db
            .Database.SqlQueryRaw<Guid>(
                """
                SELECT owner_id AS "Value" FROM kernel_text
                WHERE kind = {1} AND to_tsvector('simple', folded) @@ to_tsquery('simple', {0})
                GROUP BY owner_id
                ORDER BY MAX(ts_rank(to_tsvector('simple', folded), to_tsquery('simple', {0}))) DESC, owner_id LIMIT {2}
                """,
                Query(groups, beginnings),
                kind,
                most
            )
            .ToListAsync(ct);
    }

    public (string Sql, object[] Arguments) Owners(
        string kind,
        IReadOnlyList<IReadOnlyList<string>> groups,
        bool beginnings
    ) =>
        (
            "SELECT owner_id FROM kernel_text WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', {0}) AND kind = {1}",
            [Query(groups, beginnings), kind]
        );

    private static string Query(IReadOnlyList<IReadOnlyList<string>> groups, bool beginnings) =>
        string.Join(
            " & ",
            groups.Select(g => "(" + string.Join(" | ", g.Select(w => Quote(w) + (beginnings ? ":*" : ""))) + ")")
        );

    /// <summary>The index, run by the first migration.</summary>
    public static string CreateIndex =>
        "CREATE INDEX ix_kernel_text_folded ON kernel_text USING gin (to_tsvector('simple', folded));";

    // A phrase in single quotes: words are folded, so a quote can only come from a caller's mistake.
    private static string Quote(string word) =>
        "'" + word.Replace("'", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal) + "'";
}
