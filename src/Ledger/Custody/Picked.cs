using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.Ledger.Custody;

/// <summary>Reads what was picked and typed into the forms of an organisation's money.</summary>
internal static class Picked
{
    /// <summary>An id out of a list; a problem where none was chosen.</summary>
    public static Guid Id(FormState form, string field, Problems problems)
    {
        if (!Guid.TryParse(form.Text(field), out var id))
            problems.Add(field, "REQUIRED");
        return id;
    }

    /// <summary>An amount of the currency that was chosen. With a problem it is one that no rule minds, so that the command
    /// can say what else is wrong; nothing is sent then.</summary>
    public static Money Amount(FormState form, Problems problems)
    {
        if (Currency.OfKey(form.Text("currency")) is { } currency)
            return TypedAmounts.Money(form, "amount", currency, problems) ?? Any;
        problems.Add("currency", "REQUIRED");
        if (form.Text("amount") is null)
            problems.Add("amount", "REQUIRED");
        return Any;
    }

    private static Money Any => new(1, Currency.All[0]);
}
