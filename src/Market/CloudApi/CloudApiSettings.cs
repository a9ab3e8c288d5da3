using System.Text;
using Microsoft.Extensions.Configuration;

namespace Jisr.Market.CloudApi;

/// <summary>The organisation's account at WhatsApp's Cloud API (whatsapp.md §6, §7). Without it every message is a text to
/// copy, and nothing is missing.</summary>
internal sealed class CloudApiSettings
{
    /// <summary>Key of the signatures on what WhatsApp posts to us.</summary>
    public string? AppSecret { get; set; }

    /// <summary>What WhatsApp says when it asks whether the address is ours.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>Access token for sending.</summary>
    public string? Token { get; set; }

    /// <summary>Where messages are sent to, with the version.</summary>
    public string Url { get; set; } = "https://graph.facebook.com/v24.0";

    /// <summary>The organisation's numbers by their ids, parted by spaces; <c>ID=shop-code</c> where a number serves one shop
    /// only.</summary>
    public string Numbers { get; set; } = "";

    /// <summary>Approved templates and their languages, parted by spaces: <c>order_ready=ar,fr</c>.</summary>
    public string Templates { get; set; } = "";

    /// <summary>Messages are taken.</summary>
    public bool IsOn => AppSecret is { Length: > 0 } && VerifyToken is { Length: > 0 };

    /// <summary>Messages are sent.</summary>
    public bool CanSend => IsOn && Token is { Length: > 0 } && Senders.Count > 0;

    public byte[] Key => Encoding.UTF8.GetBytes(AppSecret ?? "");

    /// <summary>Ids of our numbers, with the shop that has one for itself.</summary>
    public IReadOnlyDictionary<string, string?> Senders => Pairs(Numbers);

    public bool HasTemplate(string name, string language) =>
        Pairs(Templates).TryGetValue(name, out var languages)
        && (languages ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(language);

    public static CloudApiSettings Read(IConfiguration configuration) =>
        configuration.GetSection("Jisr:CloudApi").Get<CloudApiSettings>() ?? new CloudApiSettings();

    private static Dictionary<string, string?> Pairs(string text)
    {
        var pairs = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var part in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            pairs[part.Split('=')[0]] = part.Split('=', 2) is [_, { Length: > 0 } value] ? value : null;
        return pairs;
    }
}
