using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Tests;

/// <summary>Posts as a handler does: by the public contract, in one transaction that is kept only when all went well.</summary>
internal sealed class Teller(JisrApp jisr, BookId? book = null)
{
    public const string Try = "TRY";

    public BookId Book { get; } = book ?? BookId.Platform;

    public Guid? Actor { get; init; }

    public static Guid Id(int x) => new($"00000000-0000-7000-8000-{x:x12}");

    public static AccountRef Cash(int box, string unit = Try) =>
        new(AccountOwner.Custodian, Id(box), AccountPurpose.Cash, unit);

    public static AccountRef Held(int contract, string unit = Try) =>
        new(AccountOwner.Contract, Id(contract), AccountPurpose.Held, unit);

    public static AccountRef Payable(int party, string unit = Try) =>
        new(AccountOwner.Party, Id(party), AccountPurpose.Payable, unit);

    public static AccountRef Income(int party, string unit = Try) =>
        new(AccountOwner.Party, Id(party), AccountPurpose.Income, unit);

    public static AccountRef Receivable(int contact, string unit = Try) =>
        new(AccountOwner.Contact, Id(contact), AccountPurpose.Receivable, unit);

    /// <summary>Posts; null means done, otherwise the code.</summary>
    public async Task<string?> PostAsync(
        string kind,
        Guid? id,
        IReadOnlyList<Leg> legs,
        string reason = "",
        DateTimeOffset? occurred = null,
        Guid? rate = null,
        PartyId? earner = null
    ) => (await PostWithEventsAsync(kind, id, legs, reason, occurred, rate, earner)).Problem?.Code;

    public Task<(Problem? Problem, CommandScope Scope)> PostWithEventsAsync(
        string kind,
        Guid? id,
        IReadOnlyList<Leg> legs,
        string reason = "",
        DateTimeOffset? occurred = null,
        Guid? rate = null,
        PartyId? earner = null
    ) =>
        InTransactionAsync(
            (ledger, scope) =>
                ledger.PostAsync(
                    new Posting(Book, kind, legs)
                    {
                        Id = id ?? NewId.Next(),
                        SourceKind = "test",
                        SourceId = Id(0x777),
                        Reason = reason,
                        RateId = rate,
                        Earner = earner,
                    },
                    scope,
                    default
                ),
            occurred
        );

    public async Task<string?> ReverseAsync(Guid what, string reason = "", Guid? id = null) =>
        (await ReverseWithEventsAsync(what, reason, id)).Problem?.Code;

    public Task<(Problem? Problem, CommandScope Scope)> ReverseWithEventsAsync(
        Guid what,
        string reason = "",
        Guid? id = null,
        DateTimeOffset? occurred = null
    ) =>
        InTransactionAsync(
            (ledger, scope) => ledger.ReverseAsync(new JournalTxId(what), id ?? NewId.Next(), reason, scope, default),
            occurred
        );

    public async Task<string?> HoldAsync(
        HoldId id,
        string kind,
        AccountRef debit,
        AccountRef credit,
        long minor,
        TimeSpan? lasts = null
    ) =>
        (
            await WithHoldsAsync(
                (holds, scope) =>
                    holds.PlaceAsync(
                        new NewHold(id, Book, kind, debit, credit, minor, scope.Now + (lasts ?? TimeSpan.FromDays(7))),
                        scope,
                        default
                    ),
                null
            )
        )?.Code;

    public async Task<string?> PostHoldAsync(
        HoldId hold,
        string kind,
        Guid id,
        IReadOnlyList<Leg> legs,
        DateTimeOffset? occurred = null
    ) =>
        (
            await WithHoldsAsync(
                (holds, scope) =>
                    holds.PostAsync(
                        hold,
                        new Posting(Book, kind, legs)
                        {
                            Id = id,
                            SourceKind = "test",
                            SourceId = Id(0x777),
                        },
                        scope,
                        default
                    ),
                occurred
            )
        )?.Code;

    public async Task<string?> ReleaseAsync(HoldId hold) =>
        (await WithHoldsAsync((holds, scope) => holds.ReleaseAsync(hold, scope, default), null))?.Code;

    public async Task<HoldNow?> FindHoldAsync(HoldId hold)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IHolds>().FindAsync(hold, default);
    }

    public async Task<Standing> StandingAsync(AccountRef account)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<ILedger>();
        return (await ledger.StandingsAsync([account], default))[account];
    }

    public async Task<long> BalanceAsync(AccountRef account)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<ILedger>();
        return (await ledger.BalancesAsync([account], default))[account];
    }

    private async Task<Problem?> WithHoldsAsync(
        Func<IHolds, CommandScope, Task<Problem?>> act,
        DateTimeOffset? occurred
    ) => (await ActAsync((s, scope) => act(s.GetRequiredService<IHolds>(), scope), occurred)).Problem;

    public Task<(Problem? Problem, CommandScope Scope)> InTransactionAsync(
        Func<ILedger, CommandScope, Task<Problem?>> act,
        DateTimeOffset? occurred = null
    ) => ActAsync((s, scope) => act(s.GetRequiredService<ILedger>(), scope), occurred);

    private async Task<(Problem? Problem, CommandScope Scope)> ActAsync(
        Func<IServiceProvider, CommandScope, Task<Problem?>> act,
        DateTimeOffset? occurred
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var services = jisr.Services.CreateAsyncScope();
            var db = services.ServiceProvider.GetRequiredService<JisrDb>();
            var now = Clock.Now(jisr.Clock);
            var scope = new CommandScope
            {
                Id = NewId.Of<CommandId>(),
                Kind = "test.post",
                Actor = Actor is { } account
                    ? new Actor { AccountId = new AccountId(account) }
                    : Kernel.Access.Actor.System,
                Door = Door.System,
                Now = now,
                OccurredAt = occurred ?? now,
            };
            try
            {
                await using var turn = await db.Storage.WriteTurnAsync(default);
                await using var tx = await db.Database.BeginTransactionAsync();
                var problem = await act(services.ServiceProvider, scope);
                if (problem is null)
                    await tx.CommitAsync();
                return (problem, scope);
            }
            catch (Exception e) when (attempt < 5 && db.Storage.IsPassing(e))
            {
                await Task.Delay(10 * attempt);
            }
        }
    }
}
