using System.Globalization;
using System.Security.Cryptography;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>Says who writes on which device, for 30 days; sealed inside every record. A colleague may send for her.</summary>
public sealed record ActorTicket(
    AccountId ActorId,
    Guid DeviceId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Signature
)
{
    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <summary>A ticket from now on.</summary>
    public static ActorTicket Make(Sealer sealer, AccountId actor, Guid device, DateTimeOffset now) =>
        new(actor, device, now, now + Lasts, Sign(sealer, actor, device, now, now + Lasts));

    /// <summary>True when we made it.</summary>
    public bool IsOurs(Sealer sealer) =>
        CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(Signature ?? ""),
            System.Text.Encoding.ASCII.GetBytes(Sign(sealer, ActorId, DeviceId, From, To))
        );

    private static string Sign(Sealer sealer, AccountId actor, Guid device, DateTimeOffset from, DateTimeOffset to) =>
        System.Buffers.Text.Base64Url.EncodeToString(
            sealer.Index(
                "sync.ticket",
                string.Join(
                    ' ',
                    actor,
                    device,
                    from.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                    to.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
                )
            )
        );
}
