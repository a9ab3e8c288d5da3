namespace Jisr.People.Voices;

/// <summary>What the registration pages ask, as keys of the language files; a test compares it with the pages.</summary>
internal static class Questions
{
    /// <summary>What is read to her before anything is asked.</summary>
    public static readonly string[] Notice =
    [
        "We write down your name, your age and where you live, to serve you.",
        "Workers of your centre see it. Every look is written down, and you can see who looked.",
        "We sell nothing and give nothing to others without your yes.",
        "You may say no, or take your yes back on any day. Help does not depend on it.",
    ];

    // The six questions of the Washington Group, with what is said before them.
    private static readonly string[][] Six =
    [
        ["The next questions are about difficulties you may have because of a health problem. You may leave them out."],
        ["Do you have difficulty seeing, even if wearing glasses?"],
        ["Do you have difficulty hearing, even if using a hearing aid?"],
        ["Do you have difficulty walking or climbing steps?"],
        ["Do you have difficulty remembering or concentrating?"],
        ["Do you have difficulty with self-care such as washing all over or dressing?"],
        [
            "Using your usual language, do you have difficulty communicating, for example understanding or being understood?",
        ],
    ];

    /// <summary>Sentences that one recording speaks, as one text.</summary>
    public static string Text(IEnumerable<string> sentences) => string.Join('\n', sentences);

    public static readonly IReadOnlyList<string[]> All =
    [
        Notice,
        ["Do you agree to be registered?"],
        ["To be contacted"],
        ["To be counted in reports without her name"],
        ["To stand in the directory of makers"],
        ["What is your name?"],
        ["How old are you?"],
        ["Age in years"],
        ["Date of birth"],
        ["Where do you live?"],
        ["Which district?"],
        ["How can we reach you?"],
        ["Telephone number"],
        ["Who can see this phone?"],
        ["What is the best hour?"],
        ["Were you displaced?"],
        ["From which place?"],
        ["Name of the head of the household"],
        ["How many people live in your household?"],
        ["How many of them are children?"],
        .. Six,
        ["Number of a paper you have"],
        ["What do you make?"],
        ["What do you want?"],
    ];
}
