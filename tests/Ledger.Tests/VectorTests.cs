using Jisr.Contracts.Ledger;
using Jisr.Kernel.Hashing;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>The hashes of ledger.md §7, out of the real writer and the real export.</summary>
public class VectorTests
{
    private const string Genesis = "32f6fd38afa35ab76f7a91567a655ef8bb8bc35977175e76335d2b5719544249";
    private const long T0 = 1796148000000;

    private static readonly string[] Hashes =
    [
        "15d1cc3529ae7ab32ba4e96ac3e01abce6812e0b9aa6a1c27b63c331e3c0ceaa",
        "f9accefc88d3df8e91134e0bd9444e0873b35990b7ae0d2bf5857a53fade5ba2",
        "2fcdd4ebed22ce4d949d4ff611b2be21d74b5a80f18dd8cccefa169d5632b9ab",
    ];

    private static readonly string[] IdemHashes =
    [
        "c50957ae676f9596dac9785548a07e045b2d75197c12abd825e75b61406f8d3f",
        "612b4816f5c2581aca1ee8eaa7ef63f4c134507d9b0e15963cdb2a994bc6b3c2",
        "b1409f0f8e2b6f48b734eb091adef5564d108fffa614e676ba2b646ab7cca679",
    ];

    private const string Anchor = "baad8926b2824cdb69b7af541a0f68a9dc4daa819a27254274c1bb01c59ed055";

    [Fact]
    public void V0_parts_that_join_to_the_same_letters_hash_apart()
    {
        static string H(params string[] parts)
        {
            using var hash = new PartsHash("t");
            foreach (var part in parts)
                hash.Text(part);
            return Convert.ToHexStringLower(hash.Done());
        }
        H("ab", "c").ShouldBe("5f1b7221d29b9680e382786bd9ef51df583533170a405633ba5b9ba7a3c2bd2e");
        H("a", "bc").ShouldBe("0e5b52e418dd795d7647ee6b0c5c43b5b56cec665fe4a6cb9ea16b5391d93bec");
    }

    [Theory, Databases]
    public async Task LA1_three_transactions_have_the_hashes_of_the_specification(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var book = new BookId(Id(1));
        var byHand = new ByHand(jisr, database);
        await byHand.BookAsync(book, Convert.FromHexString(Genesis));
        await byHand.AccountAsync(Id(0x11), book, Cash(0xA1), "D");
        await byHand.AccountAsync(Id(0x12), book, Held(0xA2), "C");
        for (var member = 0x21; member <= 0x23; member++)
            await byHand.AccountAsync(Id(member), book, Payable(member), "C");
        var teller = new Teller(jisr, book) { Actor = Id(0x31) };

        jisr.Clock.SetUtcNow(At(1000));
        (
            await teller.PostAsync(
                "contract.fund",
                Id(0x101),
                [Leg.Debit(Cash(0xA1), 30000), Leg.Credit(Held(0xA2), 30000)],
                "استلام نقدي",
                At(0)
            )
        ).ShouldBeNull();
        jisr.Clock.SetUtcNow(At(61000));
        (
            await teller.PostAsync(
                "contract.release",
                Id(0x102),
                [
                    Leg.Debit(Held(0xA2), 10500),
                    Leg.Credit(Payable(0x21), 5250),
                    Leg.Credit(Payable(0x22), 3150),
                    Leg.Credit(Payable(0x23), 2100),
                ],
                "early 70%",
                At(60000)
            )
        ).ShouldBeNull();
        jisr.Clock.SetUtcNow(At(121000));
        (
            await teller.ReverseWithEventsAsync(Id(0x102), "wrong contract", Id(0x103), At(120000))
        ).Problem.ShouldBeNull();

        var export = await jisr.VerbAsync("ledger", "export", "--book", book.Value.ToString());
        export.Exit.ShouldBe(0, export.Errors);
        var lines = export.Output.Split('\n').Select(l => l.Split('\t')).ToList();
        lines.Single(l => l[0] == "book")[2].ShouldBe(Genesis);
        var written = lines.Where(l => l[0] == "tx").ToList();
        written.Select(l => l[^1]).ShouldBe(Hashes);
        written.Select(l => l[^3]).ShouldBe(IdemHashes);
        written.Select(l => l[^2]).ShouldBe([Genesis, .. Hashes[..2]]);
        lines.Single(l => l[0] == "anchor")[^1].ShouldBe(Anchor);
        written[0][7].ShouldBe("\"استلام نقدي\"");
        (await jisr.VerbAsync("ledger", "verify", "--json", "--anchor", Anchor)).Exit.ShouldBe(0);
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(T0 + ms);
}
