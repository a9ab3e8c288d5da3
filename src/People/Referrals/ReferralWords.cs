using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.People.Referrals;

/// <summary>Referrals in words.</summary>
internal static class ReferralWords
{
    public static string Purpose(Words words, string purpose) =>
        purpose switch
        {
            "advice" => words["Advice and support"],
            "health" => words["Health"],
            "papers" => words["Papers and rights"],
            "training" => words["Training elsewhere"],
            _ => words["Work"],
        };

    public static string State(Words words, string state) =>
        state switch
        {
            Referral.Proposed => words["Asked, not answered yet"],
            Referral.Accepted => words["Taken on"],
            Referral.Refused => words["They cannot help"],
            Referral.Done => words["Helped"],
            _ => words["The asking was taken back"],
        };

    public static IReadOnlyList<Option> Purposes(Words words) =>
        [.. Referral.Purposes.Select(p => new Option(p, Purpose(words, p)))];
}
