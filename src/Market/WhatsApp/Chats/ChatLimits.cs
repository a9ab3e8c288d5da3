namespace Jisr.Market.WhatsApp.Chats;

/// <summary>How much of a file is read (whatsapp.md §4.1). <see cref="Upload"/> and <see cref="Text"/> are bytes, the
/// text after unpacking; <see cref="Message"/> is bytes of UTF-8; <see cref="Entries"/> is files in a zip.</summary>
internal sealed record ChatLimits(long Upload, int Text, int Lines, int Message, int Entries)
{
    public static readonly ChatLimits Default = new(25 << 20, 20 << 20, 200_000, 64 << 10, 20_000);
}
