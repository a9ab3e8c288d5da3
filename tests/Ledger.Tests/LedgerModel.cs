using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>What may happen to the money of one box.</summary>
internal enum Act
{
    Fund,
    Release,
    Refund,
    PayOut,
    Sell,
    Exchange,
    Adjust,
    Hold,
    PostHold,
    PartHold,
    FreeHold,
    Reverse,
    RepeatSame,
    RepeatOther,
}

/// <summary>A ledger in memory: predicts what the real one answers, and all its balances. The box is an organisation's, so
/// that a count's difference always needs two people, and a payout or reversal above <see cref="Limit"/> does.</summary>
internal sealed class LedgerModel(Teller teller, Guid box, Guid rate, int mark)
{
    public const long Limit = 30;

    private readonly Dictionary<AccountRef, long> net = [];
    private readonly Dictionary<AccountRef, long> reserved = [];
    private readonly List<(Guid Id, string Kind, Leg[] Legs)> done = [];
    private readonly List<(HoldId Id, Leg Debit, Leg Credit)> open = [];
    private readonly List<HoldId> over = [];
    private readonly HashSet<Guid> reversed = [];
    private readonly DateTimeOffset at = JisrApp.Start;

    private AccountRef Box => AccountRef.Cash(box, Try);

    private AccountRef HeldBy(int who) => Held(mark + who);

    private AccountRef Owed(int who) => Payable(mark + who);

    public Task StepAsync(Act act, int who, int minor, int pick) =>
        act switch
        {
            Act.Fund => PostAsync("contract.fund", Leg.Debit(Box, minor), Leg.Credit(HeldBy(who), minor)),
            Act.Release => PostAsync("contract.release", Leg.Debit(HeldBy(who), minor), Leg.Credit(Owed(who), minor)),
            Act.Refund => PostAsync("contract.refund", Leg.Debit(HeldBy(who), minor), Leg.Credit(Owed(9), minor)),
            Act.PayOut => PostAsync("payout.send", Leg.Debit(Owed(who), minor), Leg.Credit(Box, minor)),
            Act.Sell => PostAsync("sale.cash", Leg.Debit(Box, minor), Leg.Credit(Income(mark + who), minor)),
            Act.Exchange => PostAsync("fx.exchange", Exchange(minor)),
            Act.Adjust => PostAsync(
                "count.adjust",
                Leg.Debit(AccountRef.Suspense(box, Try), minor),
                Leg.Credit(Box, minor)
            ),
            Act.Hold => HoldAsync(who, minor),
            Act.PostHold => ResolveAsync(pick, part: false),
            Act.PartHold => ResolveAsync(pick, part: true),
            Act.FreeHold => FreeAsync(pick),
            Act.Reverse when done.Count > 0 => ReverseAsync(done[pick % done.Count]),
            Act.RepeatSame when done.Count > 0 => RepeatAsync(done[pick % done.Count], 0, null),
            Act.RepeatOther when done.Count > 0 => RepeatAsync(done[pick % done.Count], 1, "ID_REUSED"),
            _ => Task.CompletedTask,
        };

    public async Task CompareAsync()
    {
        foreach (var (account, expected) in net)
        {
            var standing = await teller.StandingAsync(account);
            standing.Posted.ShouldBe(expected, account.ToString());
            standing.Available.ShouldBe(expected - reserved.GetValueOrDefault(account), account.ToString());
        }
    }

    private async Task PostAsync(string kind, params Leg[] legs)
    {
        var id = NewId.Next();
        var needsTwo = kind == "count.adjust" || (kind == "payout.send" && legs[0].Minor > Limit);
        var expected = needsTwo ? "NEEDS_ANOTHER_PERSON" : Move(legs);
        (await teller.PostAsync(kind, id, legs, occurred: at, rate: kind == "fx.exchange" ? rate : null)).ShouldBe(
            expected,
            kind
        );
        if (expected is null)
            done.Add((id, kind, legs));
    }

    private async Task HoldAsync(int who, int minor)
    {
        var id = NewId.Of<HoldId>();
        var (debit, credit) = (Leg.Debit(Owed(who), minor), Leg.Credit(Box, minor));
        var isThere = Free(debit.Account) >= minor && Free(credit.Account) >= minor;
        (await teller.HoldAsync(id, "payout.send", debit.Account, credit.Account, minor)).ShouldBe(
            isThere ? null : "NOT_ENOUGH"
        );
        if (!isThere)
            return;
        Reserve(debit, minor);
        Reserve(credit, minor);
        open.Add((id, debit, credit));
    }

    private async Task ResolveAsync(int pick, bool part)
    {
        if (open.Count == 0)
        {
            if (over.Count > 0)
                (await teller.ReleaseAsync(over[pick % over.Count])).ShouldBe("HOLD_RESOLVED");
            return;
        }
        var hold = open[pick % open.Count];
        var minor = part ? Math.Max(1, hold.Debit.Minor / 2) : hold.Debit.Minor;
        Leg[] legs = [hold.Debit with { Minor = minor }, hold.Credit with { Minor = minor }];
        var id = NewId.Next();
        var expected = minor > Limit ? "NEEDS_ANOTHER_PERSON" : null;
        (await teller.PostHoldAsync(hold.Id, "payout.send", id, legs, at)).ShouldBe(expected);
        if (expected is not null)
            return;
        End(hold);
        Move(legs).ShouldBeNull();
        done.Add((id, "payout.send", legs));
    }

    private async Task FreeAsync(int pick)
    {
        if (open.Count == 0)
            return;
        var hold = open[pick % open.Count];
        (await teller.ReleaseAsync(hold.Id)).ShouldBeNull();
        End(hold);
    }

    private void End((HoldId Id, Leg Debit, Leg Credit) hold)
    {
        open.Remove(hold);
        over.Add(hold.Id);
        Reserve(hold.Debit, -hold.Debit.Minor);
        Reserve(hold.Credit, -hold.Credit.Minor);
    }

    private async Task ReverseAsync((Guid Id, string Kind, Leg[] Legs) old)
    {
        Leg[] mirror = [.. old.Legs.Select(l => l with { IsDebit = !l.IsDebit })];
        var inTry = mirror.Where(l => l.IsDebit && l.Account.Unit == Teller.Try).Sum(l => l.Minor);
        var touchesBox = old.Legs.Any(l => l.Account.OwnerId == box);
        // No limit was set for dollars: where the box has them, two people.
        var needsTwo = inTry > Limit || (touchesBox && mirror.Any(l => l.Account.Unit != Teller.Try));
        var expected =
            reversed.Contains(old.Id) ? "ALREADY_REVERSED"
            : needsTwo ? "NEEDS_ANOTHER_PERSON"
            : Move(mirror);
        (await teller.ReverseAsync(old.Id)).ShouldBe(expected, old.Kind);
        if (expected is null)
            reversed.Add(old.Id);
    }

    private async Task RepeatAsync((Guid Id, string Kind, Leg[] Legs) old, int more, string? expected)
    {
        Leg[] legs = [.. old.Legs.Select(l => l with { Minor = l.Minor + more })];
        (
            await teller.PostAsync(old.Kind, old.Id, legs, occurred: at, rate: old.Kind == "fx.exchange" ? rate : null)
        ).ShouldBe(expected);
    }

    private Leg[] Exchange(int minor) =>
        [
            Leg.Debit(AccountRef.Fx(Teller.Try, "USD", Teller.Try), minor),
            Leg.Credit(Box, minor),
            Leg.Debit(AccountRef.Cash(box, "USD"), minor),
            Leg.Credit(AccountRef.Fx(Teller.Try, "USD", "USD"), minor),
        ];

    private long Free(AccountRef account) => net.GetValueOrDefault(account) - reserved.GetValueOrDefault(account);

    private void Reserve(Leg leg, long minor) =>
        reserved[leg.Account] = reserved.GetValueOrDefault(leg.Account) + minor;

    /// <summary>Moves the model's balances, or says why not. Exchange accounts are shared by all boxes: not followed.</summary>
    private string? Move(Leg[] legs)
    {
        var after = legs.Where(l => l.Account.Purpose != AccountPurpose.Fx)
            .GroupBy(l => l.Account)
            .ToDictionary(g => g.Key, g => net.GetValueOrDefault(g.Key) + g.Sum(l => Effect(l)));
        if (after.Any(a => a.Value < net.GetValueOrDefault(a.Key) && a.Value < reserved.GetValueOrDefault(a.Key)))
            return "NOT_ENOUGH";
        foreach (var (account, value) in after)
            net[account] = value;
        return null;
    }

    private static long Effect(Leg leg) =>
        leg.IsDebit == (leg.Account.Purpose is AccountPurpose.Cash) ? leg.Minor : -leg.Minor;
}
