namespace Jisr.Access.Codes;

/// <summary>Codes by message (<c>Jisr__Codes__…</c>). What is not configured is not offered.</summary>
internal sealed class CodeSettings
{
    /// <summary>Address of a JSON gateway for short messages. Empty: none are sent.</summary>
    public string? SmsUrl { get; set; }

    /// <summary>The Authorization header for the gateway, such as <c>Bearer …</c>.</summary>
    public string? SmsAuthorization { get; set; }

    /// <summary>Names of the gateway's fields.</summary>
    public string SmsToField { get; set; } = "to";
    public string SmsTextField { get; set; } = "text";
    public string SmsFromField { get; set; } = "from";

    /// <summary>The sender's name or number; sent only where it is set.</summary>
    public string? SmsFrom { get; set; }

    /// <summary>Our number to which she may send a code by short message.</summary>
    public string? InboundSms { get; set; }

    /// <summary>Our WhatsApp number to which she may send a code.</summary>
    public string? InboundWhatsApp { get; set; }

    /// <summary>Countries to whose numbers codes are sent.</summary>
    public string Countries { get; set; } = "SY,JO,LB,TR,IQ,MA";

    /// <summary>Codes a day to one country's dial code; a country of its own as <c>SY=500,MA=300</c>.</summary>
    public int PerCountry { get; set; } = 200;
    public string? PerCountryOf { get; set; }

    /// <summary>What one message costs and what a day may cost, in the smallest part of the operator's currency.</summary>
    public long PriceMinor { get; set; } = 5;
    public long DayMinor { get; set; } = 1000;

    public bool IsInboundOn => !string.IsNullOrWhiteSpace(InboundSms) || !string.IsNullOrWhiteSpace(InboundWhatsApp);

    public bool Lets(string country) => List(Countries).Contains(country, StringComparer.Ordinal);

    public int MostADay(string country) =>
        List(PerCountryOf)
            .Select(p => p.Split('='))
            .Where(p => p.Length == 2 && p[0] == country)
            .Select(p => int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture))
            .DefaultIfEmpty(PerCountry)
            .First();

    private static string[] List(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
