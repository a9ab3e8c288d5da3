using Jisr.Kernel.Commands;

namespace Jisr.People.Registration;

/// <summary>Consents are separate (people.md A3.10); only the one to be registered and served is needed.</summary>
internal static class ConsentRules
{
    /// <summary>Version of the notice that is read out now.</summary>
    public const string Notice = "2026-11";

    /// <summary>Longest name of a version, in signs.</summary>
    public const int MostNotice = 20;

    /// <summary>To be registered and served.</summary>
    public const string Register = "register";

    /// <summary>To be counted in reports without her name.</summary>
    public const string Reports = "reports";

    public static readonly IReadOnlyList<string> Purposes =
    [
        Register,
        "contact",
        "share-with",
        Reports,
        "story",
        "photo",
        "directory",
        "promotion",
    ];

    /// <summary>The purposes that a registration asks about beside the first.</summary>
    public static readonly IReadOnlyList<string> Asked = ["contact", Reports, "directory"];

    /// <summary>Those who may be given her data, each with a yes of its own.</summary>
    public static readonly IReadOnlyList<string> Receivers = ["council", "ministry", "agency", "association"];

    /// <summary>Every purpose that can be answered, one for each receiver.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        .. Purposes.Where(p => p != "share-with"),
        .. Receivers.Select(ShareWith),
    ];

    public static readonly IReadOnlyList<string> Channels = ["spoken", "written", "audio", "online"];

    public static string ShareWith(string receiver) => "share-with:" + receiver;

    public static void Check(RegisterPerson command, Problems problems, bool mustAsk)
    {
        if (command.Consents is not { Count: > 0 } consents)
        {
            if (mustAsk)
                problems.Add("consent", "CONSENT_MISSING");
            return;
        }
        if (string.IsNullOrWhiteSpace(command.NoticeVersion) || command.NoticeVersion.Length > MostNotice)
            problems.Add("noticeVersion", "NOTICE_MISSING");
        if (consents.GetValueOrDefault(Register) != "given")
            problems.Add("consent", "CONSENT_MISSING");
        if (
            consents.Any(c =>
                !(Purposes.Contains(c.Key) || Known.Contains(c.Key)) || c.Value is not ("given" or "refused")
            ) || (command.ConsentChannel is { } channel && !Channels.Contains(channel))
        )
            problems.Add("consent", "CHOICE_UNKNOWN");
    }
}
