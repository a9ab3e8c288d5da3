namespace Jisr.Kernel.Voices;

/// <summary>Recorded voices for those who do not read (experience.md L-2).</summary>
public interface IVoices
{
    /// <summary>Where the recording of exactly this text in a language is fetched from, of the country asked for where there
    /// is one; what an address plays never changes. Null where nobody has read the text aloud, or an older wording of
    /// it.</summary>
    string? AddressOf(string language, string text, string? country = null);

    /// <summary>Another one whenever a recording came or went: pages that a device keeps name the recordings.</summary>
    string Version { get; }
}
