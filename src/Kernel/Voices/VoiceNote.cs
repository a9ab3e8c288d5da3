using System.Buffers.Binary;

namespace Jisr.Kernel.Voices;

/// <summary>What a voice note is, by its content and never by its name.</summary>
public static class VoiceNote
{
    private const int MostSeconds = 120;

    /// <summary>Its media type, or a code that says why it was refused.</summary>
    /// <param name="file">As it was uploaded.</param>
    /// <param name="most">Bytes.</param>
    public static (string? Type, string? Error) Read(ReadOnlySpan<byte> file, int most)
    {
        if (file.Length > most)
            return (null, "VOICE_TOO_LONG");
        var type = TypeOf(file);
        if (type is null)
            return (null, "NOT_A_VOICE_NOTE");
        return Seconds(file, type) > MostSeconds ? (null, "VOICE_TOO_LONG") : (type, null);
    }

    private static string? TypeOf(ReadOnlySpan<byte> f)
    {
        if (f.Length < 64)
            return null;
        if (f.StartsWith("OggS"u8))
            return "audio/ogg";
        if (f.StartsWith("RIFF"u8) && f[8..].StartsWith("WAVE"u8))
            return "audio/wav";
        if (f.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return "audio/webm";
        if (f[4..].StartsWith("ftyp"u8))
            return "audio/mp4";
        return f.StartsWith("ID3"u8) || (f[0] == 0xFF && (f[1] & 0xE0) == 0xE0) ? "audio/mpeg" : null;
    }

    // Where the file itself says how long it is; the others are bounded by their size.
    private static double Seconds(ReadOnlySpan<byte> f, string type)
    {
        if (type == "audio/wav")
        {
            var perSecond = BinaryPrimitives.ReadUInt32LittleEndian(f[28..]);
            return perSecond == 0 ? double.MaxValue : (double)f.Length / perSecond;
        }
        if (type == "audio/ogg" && f.IndexOf("OpusHead"u8) >= 0 && f.LastIndexOf("OggS"u8) is var last and >= 0)
            // Opus counts in 48,000ths of a second, whatever it was recorded with.
            return f.Length < last + 14 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(f[(last + 6)..]) / 48_000d;
        return 0;
    }
}
