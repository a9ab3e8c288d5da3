using System.Buffers.Binary;

namespace Jisr.Testing;

/// <summary>Sounds as a phone records them.</summary>
public static class Sounds
{
    private const int PerSecond = 8000;

    /// <summary>A tone of so many samples, 8,000 of them a second.</summary>
    public static byte[] Wave(int samples = 800)
    {
        var wave = new byte[44 + samples * 2];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), PerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), PerSecond * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), samples * 2);
        for (var i = 0; i < samples; i++)
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(44 + i * 2), (short)(i % 40 * 400));
        return wave;
    }
}
