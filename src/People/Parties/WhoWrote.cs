using Jisr.Contracts.Access;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Registration;

namespace Jisr.People.Parties;

/// <summary>Who wrote what, as it may be said: the woman herself, or a role of a centre.</summary>
internal sealed class Writers(Func<AccountId?, string> say)
{
    public static readonly Writers None = new(_ => "");

    public string Of(AccountId? by) => say(by);
}

/// <summary>Puts writers into words; asked once for all lines of a page.</summary>
internal sealed class WhoWrote(IEnumerable<IAccountRoles> roles, Desk desk, Words words)
{
    public async Task<Writers> ReadAsync(PartyId about, IEnumerable<AccountId?> accounts, CancellationToken ct)
    {
        AccountId[] ids = [.. accounts.OfType<AccountId>().Distinct()];
        var known = new Dictionary<AccountId, string>();
        foreach (var book in roles)
        foreach (var (account, who) in await book.OfAsync(ids, ct))
            known[account] =
                who.Party == about ? words["The woman herself"]
                : who is { Role: { } role, Unit: { } unit }
                    ? words[
                        "{role} of {centre}",
                        ("role", LookWords.Role(words, role)),
                        ("centre", await desk.NameOfAsync(unit, ct))
                    ]
                : words["Somebody with another role"];
        return new Writers(by =>
            by is { } one ? known.GetValueOrDefault(one) ?? words["Somebody with another role"] : "–"
        );
    }
}
