using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jisr.Kernel.Data;

/// <summary>Instants are stored as UTC <see cref="DateTime"/>: SQLite cannot compare offsets.</summary>
internal sealed class UtcInstant()
    : ValueConverter<DateTimeOffset, DateTime>(
        v => v.UtcDateTime,
        v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc))
    );

/// <summary>16 bytes in text order, so that UUIDv7 keys sort by time and take half the room of text.</summary>
internal sealed class GuidAsBytes() : ValueConverter<Guid, byte[]>(v => v.ToByteArray(true), v => new Guid(v, true));

internal sealed class IdAsGuid<TId>() : ValueConverter<TId, Guid>(v => v.Value, v => Make(v))
    where TId : struct, IId<TId>
{
    // An expression tree may not call a static abstract member.
    private static TId Make(Guid value) => TId.From(value);
}

internal sealed class IdAsBytes<TId>() : ValueConverter<TId, byte[]>(v => v.Value.ToByteArray(true), v => Make(v))
    where TId : struct, IId<TId>
{
    private static TId Make(byte[] value) => TId.From(new Guid(value, true));
}
