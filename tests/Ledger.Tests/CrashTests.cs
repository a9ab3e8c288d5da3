using System.Diagnostics;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>ledger.md §13.3 and §13.8: a stop between any two steps, and two nodes at once.</summary>
public class CrashTests
{
    [Theory, Databases]
    public async Task A_stop_before_any_step_of_a_posting_leaves_nothing_and_the_same_id_goes_on(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        using var stop = new StopAtCommand();
        var ids = Enumerable.Range(0, 2).Select(_ => NewId.Next()).ToList();
        var stops = 0;
        foreach (var (id, minor) in ids.Zip((long[])[70, 30]))
            // One step further each time, until it gets through to the end.
            for (var step = 1; ; step++)
            {
                stop.Before(step);
                var done = false;
                try
                {
                    done =
                        await teller.PostAsync(
                            "contract.fund",
                            id,
                            [Leg.Debit(Cash(1), minor), Leg.Credit(Held(2), minor)]
                        )
                            is null;
                }
                catch (Exception e) when (e.GetBaseException() is StopAtCommand.Stopped)
                {
                    stops++;
                }
                finally
                {
                    stop.Before(0);
                }
                if (done)
                    break;
                (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(ids.IndexOf(id));
            }
        stops.ShouldBeGreaterThan(8);
        // The answer was lost: the same ids once more.
        foreach (var (id, minor) in ids.Zip((long[])[70, 30]))
            (
                await teller.PostAsync("contract.fund", id, [Leg.Debit(Cash(1), minor), Leg.Credit(Held(2), minor)])
            ).ShouldBeNull();
        (await teller.BalanceAsync(Held(2))).ShouldBe(100);
        (await jisr.CountAsync("SELECT max(seq) FROM ledger_journal_tx")).ShouldBe(2);
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Two_nodes_at_once_leave_no_gap_in_the_numbers(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await using var node = jisr.SecondNode();
        var shared = NewId.Next();
        async Task<int> WorkAsync(JisrApp on)
        {
            var teller = new Teller(on);
            var done = 0;
            for (var i = 0; i < 15; i++)
                if (
                    await teller.PostAsync(
                        "contract.fund",
                        i == 7 ? shared : null,
                        [Leg.Debit(Cash(1), 10), Leg.Credit(Held(2), 10)],
                        occurred: JisrApp.Start
                    )
                    is null
                )
                    done++;
            return done;
        }
        var counts = await Task.WhenAll(Task.Run(() => WorkAsync(jisr)), Task.Run(() => WorkAsync(node)));
        counts.ShouldBe([15, 15]);
        // One of them was the same on both.
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(29);
        (await jisr.CountAsync("SELECT max(seq) FROM ledger_journal_tx")).ShouldBe(29);
        (await new Teller(jisr).BalanceAsync(Held(2))).ShouldBe(290);
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    /// <summary>Throws before the n-th database command of the flow that asks for it, as a stopped process would end there.</summary>
    private sealed class StopAtCommand
        : IObserver<DiagnosticListener>,
            IObserver<KeyValuePair<string, object?>>,
            IDisposable
    {
        private readonly AsyncLocal<StrongCount?> left = new();
        private readonly List<IDisposable> subscriptions = [];

        public StopAtCommand() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        /// <summary>0: no more.</summary>
        public void Before(int step) => left.Value = step == 0 ? null : new StrongCount { Left = step };

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Key
                    is "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                        or "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitting"
                && left.Value is { } count
                && --count.Left == 0
            )
                throw new Stopped();
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => subscriptions.ForEach(s => s.Dispose());

        private sealed class StrongCount
        {
            public int Left { get; set; }
        }

        public sealed class Stopped : Exception;
    }
}
