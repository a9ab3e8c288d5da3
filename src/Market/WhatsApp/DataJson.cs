using System.Text.Json;

namespace Jisr.Market.WhatsApp;

/// <summary>How the lists of words and the files of this folder are written: snake_case.</summary>
internal static class DataJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Arabic as letters, as everywhere in Jisr.
        Encoder = Kernel.Commands.CanonicalJson.Options.Encoder,
    };
}
