using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;

namespace Jisr.Access.Resets;

/// <summary>A member's PIN was reset at a centre: she is to be told on the phone she had before (S-26).</summary>
internal sealed record PinWasReset(PartyId PartyId, DateTimeOffset At) : IMessage
{
    public static string Name => "access.pin-reset";
}
