using Jisr.Kernel.Data;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Takes the next numbers of cards, inside the transaction that uses them.</summary>
internal static class NumberBlock
{
    /// <summary>As many as asked, each used by nobody else.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(JisrDb db, int count, CancellationToken ct)
    {
        var next = await db
            .Database.SqlQueryRaw<long>(
                "UPDATE people_counter SET next = next + {1} WHERE id = {0} RETURNING next - {1} AS \"Value\"",
                db.Storage.RawId(NumberCounter.Members),
                count
            )
            .ToListAsync(ct);
        return [.. Enumerable.Range(0, count).Select(i => MemberNumber.Of(next[0] + i))];
    }
}
