using CsCheck;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Random histories against a plain model in memory that predicts each answer and all balances.</summary>
public class HistoryTests
{
    private enum Act
    {
        Fund,
        Release,
        Refund,
        PayOut,
        Sell,
        Reverse,
        RepeatSame,
        RepeatOther,
    }

    private static readonly Gen<(Act Act, int Who, int Minor, int Pick)[]> Histories = Gen.Select(
        Gen.Enum<Act>(),
        Gen.Int[0, 2],
        Gen.Int[1, 60],
        Gen.Int[0, 1000]
    ).Array[30];

    [Theory, Databases]
    public async Task Random_histories_answer_and_add_up_as_the_model_says(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await Histories.SampleAsync(
            async history =>
            {
                var model = new Model(new Teller(jisr, NewId.Of<BookId>()));
                foreach (var step in history)
                    await model.StepAsync(step.Act, step.Who, step.Minor, step.Pick);
                await model.CompareAsync();
            },
            iter: 12,
            threads: 1
        );
        var verify = await jisr.VerbAsync("ledger", "verify");
        verify.Exit.ShouldBe(0, verify.Output);
    }

    private sealed class Model(Teller teller)
    {
        private readonly int mark = NewId.Next().GetHashCode() & 0xFFFFFF;
        private readonly Dictionary<AccountRef, long> net = [];
        private readonly List<(Guid Id, string Kind, Leg[] Legs, DateTimeOffset At)> done = [];
        private readonly HashSet<Guid> reversed = [];
        private readonly DateTimeOffset at = JisrApp.Start;

        public async Task StepAsync(Act act, int who, int minor, int pick)
        {
            switch (act)
            {
                case Act.Fund:
                    await PostAsync("contract.fund", Leg.Debit(Box, minor), Leg.Credit(HeldBy(who), minor));
                    break;
                case Act.Release:
                    await PostAsync("contract.release", Leg.Debit(HeldBy(who), minor), Leg.Credit(Owed(who), minor));
                    break;
                case Act.Refund:
                    await PostAsync("contract.refund", Leg.Debit(HeldBy(who), minor), Leg.Credit(Owed(9), minor));
                    break;
                case Act.PayOut:
                    await PostAsync("payout.send", Leg.Debit(Owed(who), minor), Leg.Credit(Box, minor));
                    break;
                case Act.Sell:
                    await PostAsync("sale.cash", Leg.Debit(Box, minor), Leg.Credit(Income(mark + who), minor));
                    break;
                case Act.Reverse when done.Count > 0:
                    await ReverseAsync(done[pick % done.Count]);
                    break;
                case Act.RepeatSame when done.Count > 0:
                    var same = done[pick % done.Count];
                    (await teller.PostAsync(same.Kind, same.Id, same.Legs, occurred: same.At)).ShouldBeNull();
                    break;
                case Act.RepeatOther when done.Count > 0:
                    var other = done[pick % done.Count];
                    Leg[] changed = [.. other.Legs.Select(l => l with { Minor = l.Minor + 1 })];
                    (await teller.PostAsync(other.Kind, other.Id, changed, occurred: other.At)).ShouldBe("ID_REUSED");
                    break;
                default:
                    break;
            }
        }

        public async Task CompareAsync()
        {
            foreach (var (account, expected) in net)
                (await teller.BalanceAsync(account)).ShouldBe(expected, account.ToString());
        }

        private AccountRef Box => Cash(mark);

        private AccountRef HeldBy(int who) => Held(mark + who);

        private AccountRef Owed(int who) => Payable(mark + who);

        private async Task PostAsync(string kind, params Leg[] legs)
        {
            var id = NewId.Next();
            var expected = Try(legs);
            (await teller.PostAsync(kind, id, legs, occurred: at)).ShouldBe(expected);
            if (expected is null)
                done.Add((id, kind, legs, at));
        }

        private async Task ReverseAsync((Guid Id, string Kind, Leg[] Legs, DateTimeOffset At) old)
        {
            var expected = reversed.Contains(old.Id)
                ? "ALREADY_REVERSED"
                : Try([.. old.Legs.Select(l => l with { IsDebit = !l.IsDebit })]);
            (await teller.ReverseAsync(old.Id)).ShouldBe(expected);
            if (expected is null)
                reversed.Add(old.Id);
        }

        /// <summary>Moves the model's balances, or says why not.</summary>
        private string? Try(Leg[] legs)
        {
            var after = legs.GroupBy(l => l.Account)
                .ToDictionary(g => g.Key, g => net.GetValueOrDefault(g.Key) + g.Sum(l => Effect(l)));
            if (after.Values.Any(v => v < 0))
                return "NOT_ENOUGH";
            foreach (var (account, value) in after)
                net[account] = value;
            return null;
        }

        private static long Effect(Leg leg) =>
            leg.IsDebit == (leg.Account.Purpose == AccountPurpose.Cash) ? leg.Minor : -leg.Minor;
    }
}
