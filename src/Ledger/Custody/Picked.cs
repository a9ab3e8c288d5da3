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

    /// <summary>An amount of the currency that was chosen; null and a problem otherwise.</summary>
    public static Money? Amount(FormState form, Problems problems, string currencyField = "currency")
    {
        if (Currency.OfKey(form.Text(currencyField)) is { } currency)
            return TypedAmounts.Money(form, "amount", currency, problems);
        problems.Add(currencyField, "REQUIRED");
        return null;
    }
}
