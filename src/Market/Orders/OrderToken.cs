using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Sealing;

namespace Jisr.Market.Orders;

/// <summary>The secret of a buyer's link. It is made from the order's id with a key outside the database, so that a
/// repeated answer can give it again and the database never holds it: there stands its SHA-256 only.</summary>
internal static class OrderToken
{
    public static string Of(Sealer sealer, OrderId order) =>
        // 192 bits.
        Base64Url.EncodeToString(sealer.Index("market-order-token", order.Value.ToString()).AsSpan(0, 24));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Compares in constant time.</summary>
    public static bool Fits(byte[] hash, string? token) =>
        token is { Length: <= 64 } && CryptographicOperations.FixedTimeEquals(hash, HashOf(token));

    /// <summary>Address of the buyer's page.</summary>
    public static string Address(Sealer sealer, OrderId order) => "/o/" + Of(sealer, order);
}
