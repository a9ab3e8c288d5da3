using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Goods;

/// <summary>A kind of goods is written down, before the first of it arrives.</summary>
/// <param name="Unit">Small letters, digits and hyphens, such as <c>soap-box</c>.</param>
/// <param name="Scale">Decimals of a quantity, 0 to 3.</param>
internal sealed record AddGoods(
    string Name,
    string Unit,
    int Scale,
    string Origin,
    long? ValueMinor = null,
    string? ValueCurrency = null,
    string? ValueNote = null
) : ICommand
{
    public static string Kind => "goods.add";
}

internal sealed class AddGoodsHandler(JisrDb db) : IHandle<AddGoods>
{
    public Task<Reach> ReachAsync(AddGoods command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(AddGoods command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, 80);
        problems.Text("origin", command.Origin, 80);
        problems.Text("valueNote", command.ValueNote, 200, required: false);
        // Small letters, so that it is never taken for a currency.
        if (
            command.Unit.Length is < 2 or > 20
            || !command.Unit.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        )
            problems.Add("unit", "GOODS_UNIT");
        if (command.Scale is < 0 or > 3)
            problems.Add("scale", "CHOICE_UNKNOWN");
        if (command.ValueMinor is null)
            return;
        MoneyRange.From0(problems, command.ValueMinor, "value");
        MoneyRange.Known(problems, command.ValueCurrency, "valueCurrency");
    }

    public async Task<Outcome> HandleAsync(AddGoods command, CommandScope scope, CancellationToken ct)
    {
        if (await db.Set<GoodsItem>().AnyAsync(g => g.Unit == command.Unit, ct))
            return Outcome.No("GOODS_UNIT_TAKEN", "unit");
        db.Add(
            new GoodsItem
            {
                Id = scope.Id.Value,
                Name = command.Name.Trim(),
                Unit = command.Unit,
                Scale = command.Scale,
                Origin = command.Origin.Trim(),
                ValueMinor = command.ValueMinor,
                ValueCurrency = command.ValueCurrency,
                ValueNote = command.ValueNote?.Trim(),
                AddedAt = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
