using Jisr.Contracts.Ledger;
using Jisr.Kernel.Hashing;

namespace Jisr.Ledger.Books;

/// <summary>The hashes of ledger.md §7: what makes a change of the past visible.</summary>
internal static class Chain
{
    public static byte[] Genesis(BookId book)
    {
        using var hash = new PartsHash("jisr/ledger/genesis/1");
        return hash.Id(book.Value).Done();
    }

    public static byte[] OfEntry(Entry entry)
    {
        using var hash = new PartsHash("jisr/ledger/entry/1");
        return hash.Int(entry.N).Id(entry.AccountId.Value).Text(entry.Side).Long(entry.Amount).Done();
    }

    /// <summary>Over what the sender said, without when and where it was recorded.</summary>
    public static byte[] Idem(JournalTx tx, IReadOnlyList<byte[]> entries)
    {
        using var hash = new PartsHash("jisr/ledger/idem/1");
        hash.Text(tx.Kind).Long(tx.OccurredAt.ToUnixTimeMilliseconds());
        return Rest(hash, tx, entries);
    }

    public static byte[] OfTx(JournalTx tx, IReadOnlyList<byte[]> entries)
    {
        using var hash = new PartsHash("jisr/ledger/tx/1");
        hash.Bytes(tx.PrevHash)
            .Long(tx.Seq)
            .Id(tx.Id.Value)
            .Text(tx.Kind)
            .Long(tx.OccurredAt.ToUnixTimeMilliseconds())
            .Long(tx.RecordedAt.ToUnixTimeMilliseconds());
        return Rest(hash, tx, entries);
    }

    /// <summary>Printed and sent away daily: it shows when the tail was cut off.</summary>
    public static byte[] Anchor(BookId book, long headSeq, byte[] headHash)
    {
        using var hash = new PartsHash("jisr/ledger/anchor/1");
        return hash.Id(book.Value).Long(headSeq).Bytes(headHash).Done();
    }

    private static byte[] Rest(PartsHash hash, JournalTx tx, IReadOnlyList<byte[]> entries)
    {
        hash.Id(tx.ActorId).Text(tx.Reason).Id(tx.ReversesId?.Value).Id(tx.RateId);
        foreach (var entry in entries)
            hash.Bytes(entry);
        return hash.Done();
    }
}
