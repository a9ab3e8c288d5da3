namespace Jisr.Contracts.Access;

/// <summary>Sends a short message. What is sent names neither organisation nor programme (S-14).</summary>
public interface ISmsGateway
{
    /// <summary>False when no gateway is configured: pages do not offer what cannot be done.</summary>
    bool IsOn { get; }

    /// <summary>Hands the text to the gateway; throws when it was not taken.</summary>
    Task SendAsync(string number, string text, CancellationToken ct);
}
