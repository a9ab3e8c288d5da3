using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.Safety.Reports;

/// <summary>Codes of reports in plain words.</summary>
internal static class ReportWords
{
    public static string Category(Words words, string code) =>
        code switch
        {
            "violence" => words["Somebody hurts or threatens somebody"],
            "minor" => words["A child is in danger"],
            "blackmail" => words["Blackmail with pictures or secrets"],
            "trafficking" => words["Somebody is held or taken away"],
            "harassment" => words["Unwanted touching, looks or messages"],
            "pressure" => words["Pressure, or something asked in return for help"],
            "unsafe-offer" => words["A job or offer that feels unsafe"],
            "fraud" => words["Cheating with money"],
            "unpaid-work" => words["Work that was not paid"],
            "false-receipt" => words["A receipt that is not true"],
            "copied-photos" => words["My pictures were copied"],
            "insults" => words["Insults"],
            _ => words["Something other than these"],
        };

    public static IReadOnlyList<Option> Categories(Words words) =>
        [.. ReportRules.QueueOf.Keys.Select(c => new Option(c, Category(words, c)))];

    public static string Queue(Words words, string queue) =>
        queue switch
        {
            ReportRules.Critical => words["At once"],
            ReportRules.Safeguarding => words["Safety"],
            ReportRules.Money => words["Money and pay"],
            _ => words["Pictures and words"],
        };

    public static string Policy(Words words, string policy) =>
        policy switch
        {
            "safety-first" => words["A person’s safety comes first"],
            "no-violence" => words["No violence and no threats"],
            "no-exploitation" => words["Help is never given for something in return"],
            "fair-pay" => words["Work is paid as agreed"],
            "honest-trade" => words["Honest offers and receipts"],
            "own-pictures" => words["Pictures belong to who made them"],
            _ => words["Respect for everybody"],
        };

    public static string Result(Words words, string result) =>
        result switch
        {
            "upheld" => words["The report is right"],
            "not-upheld" => words["Not shown to be so"],
            "passed-on" => words["Passed on to who is responsible"],
            _ => words["Made up to harm somebody"],
        };

    /// <summary>The state as the reporter reads it.</summary>
    public static string State(Words words, string state) =>
        state switch
        {
            "new" => words["It has arrived. Nobody has opened it yet."],
            "triaged" => words["Somebody is looking into it."],
            "decided" => words["It was decided."],
            "appealed" => words["Somebody else is looking at it again."],
            "closed" => words["It is closed."],
            _ => words["It is closed, and what you told was erased."],
        };

    public static string Safe(Words words, string safe) =>
        safe switch
        {
            "yes" => words["Safe now"],
            "no" => words["Not safe now"],
            _ => words["Does not know whether she is safe"],
        };
}
