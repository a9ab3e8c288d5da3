using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.People.Groups;

/// <summary>What the forms of groups read alike.</summary>
internal static class GroupForms
{
    /// <summary>A whole number; null for nothing. What is none is a problem at the field.</summary>
    public static int? Whole(FormState form, string field, Problems problems)
    {
        var reading = WholeNumberBinder.Read(form.Text(field), 100_000);
        if (reading.IsValue)
            return (int)reading.Value;
        if (!reading.IsEmpty)
            problems.Add(field, reading.Error ?? "NOT_WHOLE");
        return null;
    }
}
