namespace Jisr.Kernel.Ids;

/// <summary>An id of one kind of thing; the compiler keeps kinds apart.</summary>
public interface IId
{
    /// <summary>The UUIDv7 (or name-based UUID) behind the id.</summary>
    Guid Value { get; }
}

/// <summary>Lets converters and binders make an id of a kind without knowing it.</summary>
public interface IId<TSelf> : IId
    where TSelf : struct, IId<TSelf>
{
    /// <summary>Wraps a raw value.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>The one place that makes new ids.</summary>
public static class NewId
{
    /// <summary>A fresh UUIDv7: sortable by the moment it was made.</summary>
    public static Guid Next() => Guid.CreateVersion7();

    /// <summary>A fresh id of one kind.</summary>
    public static TId Of<TId>()
        where TId : struct, IId<TId> => TId.From(Next());
}

/// <summary>A person, household or organisation, known once.</summary>
public readonly record struct PartyId(Guid Value) : IId<PartyId>
{
    public static PartyId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A centre, space, association, agency: a place of an organisation that serves people.</summary>
public readonly record struct UnitId(Guid Value) : IId<UnitId>
{
    /// <summary>The platform itself; every unit is below it.</summary>
    public static readonly UnitId Root = new(new Guid("00000000-0000-7000-8000-00000000a11a"));

    public static UnitId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a woman can belong to.</summary>
public readonly record struct ProgrammeId(Guid Value) : IId<ProgrammeId>
{
    public static ProgrammeId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The id of one wish to change something, made before the first try.</summary>
public readonly record struct CommandId(Guid Value) : IId<CommandId>
{
    public static CommandId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A signed-in account; its party, if it has one, is a <see cref="PartyId"/>.</summary>
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A stored picture with its sizes.</summary>
public readonly record struct PhotoId(Guid Value) : IId<PhotoId>
{
    public static PhotoId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
