using System.Security.Cryptography;
using System.Text;

namespace Jisr.Kernel.Values;

/// <summary>Name-based UUIDs (RFC 9562 version 5): the same name gives the same id, so a repeat is seen as one.</summary>
public static class NameUuid
{
    /// <summary>The name space of Jisr's own names.</summary>
    public static readonly Guid Space = new("6a697372-0000-5000-8000-000000000001");

    /// <summary>The id of a name made of parts; parts are kept apart, so that ("ab","c") is not ("a","bc").</summary>
    public static Guid Of(params ReadOnlySpan<string> parts) => In(Space, string.Join('\u001f', parts));

    /// <summary>The id of a name in a space.</summary>
    public static Guid In(Guid space, string name)
    {
        var text = Encoding.UTF8.GetBytes(name.Normalize(NormalizationForm.FormC));
        Span<byte> hash = stackalloc byte[20];
        byte[] input = [.. space.ToByteArray(bigEndian: true), .. text];
#pragma warning disable CA5350 // RFC 9562 names SHA-1 for version 5; nothing secret rests on it.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
