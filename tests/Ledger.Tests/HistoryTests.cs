using CsCheck;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Random histories against a plain model in memory that predicts each answer and all balances (ledger.md §13.1).</summary>
public class HistoryTests
{
    private static readonly Gen<(Act Act, int Who, int Minor, int Pick)[]> Histories = Gen.Select(
        Gen.Enum<Act>(),
        Gen.Int[0, 2],
        Gen.Int[1, 60],
        Gen.Int[0, 1000]
    ).Array[40];

    [Theory, Databases]
    public async Task Random_histories_answer_and_add_up_as_the_model_says(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var rate = await KindTests.RateAsync(jisr, Try, "USD", "1", jisr.Clock.GetUtcNow().AddDays(2));
        // Up to 30.00 one person is enough.
        await house.DoneAsync(
            house.Staff("programme-manager"),
            "limit.set",
            new
            {
                unitId = house.Unit,
                currency = Try,
                minor = LedgerModel.Limit,
            }
        );
        await Histories.SampleAsync(
            async history =>
            {
                var box = await house.CustodianAsync();
                var model = new LedgerModel(house.Teller, box, rate, NewId.Next().GetHashCode() & 0xFFFFFF);
                foreach (var step in history)
                    await model.StepAsync(step.Act, step.Who, step.Minor, step.Pick);
                await model.CompareAsync();
            },
            iter: 10,
            threads: 1
        );
        await house.HoldsAsync();
    }
}
