using Jisr.Kernel.Commands;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>The file is no exported chat (whatsapp.md §10): <c>no_messages</c>, <c>zip_no_chat</c>, <c>zip_encrypted</c>,
/// <c>too_big</c>.</summary>
internal sealed class UnreadableChatException(string code) : Exception(code)
{
    /// <summary>As files and scripts read it.</summary>
    public string Code { get; } = code;

    /// <summary>As a page says it.</summary>
    public Problem Problem { get; } = new("CHAT_" + code.ToUpperInvariant(), "file");

    public static UnreadableChatException NoMessages() => new("no_messages");

    public static UnreadableChatException NoChatInZip() => new("zip_no_chat");

    public static UnreadableChatException Encrypted() => new("zip_encrypted");

    public static UnreadableChatException TooBig() => new("too_big");
}
