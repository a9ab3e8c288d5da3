using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.Ledger.Custody;

/// <summary>Reads what the form of a custodian holds.</summary>
internal sealed record CustodianInput(
    string Label,
    string? Last4,
    string? Licence,
    DateOnly? DueDiligenceOn,
    long? LimitMinor,
    string? LimitUnit
)
{
    public static CustodianInput Read(FormState form, Problems problems)
    {
        DateOnly? looked = null;
        string?[] parts = [form["dueDiligenceOn.day"], form["dueDiligenceOn.month"], form["dueDiligenceOn.year"]];
        if (parts.Any(p => !string.IsNullOrWhiteSpace(p)))
        {
            var day = DateBinder.Read(parts[0], parts[1], parts[2]);
            if (day is { IsValue: true, Value.Precision: DatePrecision.Day })
                looked = day.Value.Value;
            else
                problems.Add("dueDiligenceOn", "NOT_A_DATE");
        }
        var unit = form.Text("limitUnit");
        long? limit = null;
        if (Currency.Find(unit) is { } currency)
            limit = TypedAmounts.Money(form, "limit", currency, problems)?.Minor;
        else if (form.Text("limit") is not null)
            problems.Add("limitUnit", "REQUIRED");
        return new CustodianInput(
            form.Text("label") ?? "",
            form.Text("last4"),
            form.Text("licence"),
            looked,
            limit,
            limit is null ? null : unit
        );
    }
}
