namespace Jisr.Safety.Reports;

/// <summary>Categories, queues and their times (safety.md §5).</summary>
internal static class ReportRules
{
    public const string Critical = "critical";
    public const string Safeguarding = "safeguarding";
    public const string Money = "money";
    public const string Content = "content";

    /// <summary>The most urgent first.</summary>
    public static readonly IReadOnlyList<string> Queues = [Critical, Safeguarding, Money, Content];

    public static readonly IReadOnlyDictionary<string, string> QueueOf = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["violence"] = Critical,
        ["minor"] = Critical,
        ["blackmail"] = Critical,
        ["trafficking"] = Critical,
        ["harassment"] = Safeguarding,
        ["pressure"] = Safeguarding,
        ["unsafe-offer"] = Safeguarding,
        ["fraud"] = Money,
        ["unpaid-work"] = Money,
        ["false-receipt"] = Money,
        ["copied-photos"] = Content,
        ["insults"] = Content,
        ["something-else"] = Safeguarding,
    };

    public static readonly IReadOnlyList<string> Policies =
    [
        "safety-first",
        "no-violence",
        "no-exploitation",
        "fair-pay",
        "honest-trade",
        "own-pictures",
        "respect",
    ];

    public static readonly IReadOnlyList<string> Results = ["upheld", "not-upheld", "passed-on", "bad-faith"];

    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(20);
    public static readonly TimeSpan AppealWithin = TimeSpan.FromDays(14);
    public static readonly TimeSpan AppealTime = TimeSpan.FromDays(5);
    public const int KeepYears = 2;
    public const int MostText = 5000;
    public const int MostVoice = 1_500_000;
    public const int Tries = 5;
    public static readonly TimeSpan Wait = TimeSpan.FromHours(1);

    /// <summary>By when somebody looks.</summary>
    public static TimeSpan FirstLook(string queue) =>
        queue switch
        {
            Critical => TimeSpan.FromHours(1),
            Safeguarding => TimeSpan.FromHours(24),
            Money => TimeSpan.FromHours(48),
            _ => TimeSpan.FromHours(72),
        };

    /// <summary>Who is not safe now waits for nobody.</summary>
    public static string QueueFor(string category, string safeNow) => safeNow == "no" ? Critical : QueueOf[category];

    public static bool IsMoreUrgent(string queue, string than) => Rank(queue) < Rank(than);

    private static int Rank(string queue) => Queues.Index().First(q => q.Item == queue).Index;
}
