using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;

namespace Jisr.Ledger.Transfers;

/// <summary>K-1: the code that the far side is asked for.</summary>
internal sealed class TransferCode(Sealer sealer)
{
    /// <summary>Eight digits, of which one in ten million guesses is right.</summary>
    public static string Fresh() =>
        RandomNumberGenerator.GetInt32(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture);

    public byte[] Seal(string code, Guid transfer) =>
        sealer.Seal(Plain(code), Transfer.Table, Transfer.CodeColumn, transfer);

    public string Open(Transfer transfer) =>
        sealer.Open(transfer.CodeSealed!, Transfer.Table, Transfer.CodeColumn, transfer.Id);

    /// <summary>Compares in the same time for any wrong code.</summary>
    public bool IsRight(Transfer transfer, string typed) =>
        transfer.CodeSealed is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Open(transfer)),
            Encoding.UTF8.GetBytes(Plain(typed))
        );

    private static string Plain(string code) =>
        ArabicText.AsciiDigits(ArabicText.StripInvisible(code)).Replace(" ", "", StringComparison.Ordinal).Trim();
}
