namespace Jisr.Kernel.Voices;

/// <summary>A recorded voice that reads one text aloud.</summary>
/// <param name="Address">Where it is fetched from; what it plays never changes under it.</param>
public sealed record VoiceClip(Guid Id, string Address);

/// <summary>Recorded voices for those who do not read (experience.md L-2).</summary>
public interface IVoices
{
    /// <summary>The recording of exactly this text in a language, of the country asked for where there is one. Null where
    /// nobody has read it aloud, or read an older wording.</summary>
    VoiceClip? Of(string language, string text, string? country = null);
}
