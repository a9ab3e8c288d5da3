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
        ["Number of a paper you have"],
        ["What do you make?"],
    ];
}
