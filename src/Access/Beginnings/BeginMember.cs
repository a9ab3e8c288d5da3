using Jisr.Access.Accounts;
using Jisr.Access.Pins;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Beginnings;

/// <summary>Gives a member a code to choose her PIN with, and an account if she has none. Sent by the program itself for
/// the one who just registered her.</summary>
internal sealed record BeginMember(PartyId PartyId) : ICommand
{
    public static string Kind => "member.begin";
}

internal sealed class BeginMemberHandler(
    JisrDb db,
    MemberRecords records,
    PinBook pins,
    IEnumerable<IMemberContacts> contacts,
    Sealer sealer
) : IHandle<BeginMember>
{
    public Task<Reach> ReachAsync(BeginMember command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Actor.IsSystem ? Reach.Anywhere : Reach.Missing);

    public async Task<Outcome> HandleAsync(BeginMember command, CommandScope scope, CancellationToken ct)
    {
        var account = await records.AccountAsync(command.PartyId, ct) ?? await MakeAsync(command.PartyId, scope, ct);
        if (account is null or { IsClosed: true })
            return Outcome.No("NOT_FOUND", "partyId");
        // Whoever has a way in already is helped by a reset, not by a card that somebody else may hold.
        if (account.PasswordHash is not null || await pins.HasAsync(account.Id, ct))
            return Outcome.No("HAS_ACCOUNT", "partyId");
        var beginning = await OpenBeginning.MakeAsync(
            db,
            sealer,
            scope.Id.Value,
            new AccountId(account.Id),
            Beginning.First,
            scope.Now,
            ct
        );
        return new Outcome.Done { Subject = beginning.Id };
    }

    // The number on her card is the account's name: nothing of the person stands in it.
    private async Task<Account?> MakeAsync(PartyId party, CommandScope scope, CancellationToken ct)
    {
        string? number = null;
        foreach (var source in contacts)
            number ??= (await source.OfAsync(party, ct))?.Number;
        if (number is null)
            return null;
        var account = new Account
        {
            Id = scope.Id.Value,
            UserName = number,
            NormalizedUserName = Account.Normal(number),
            DisplayName = CodeSigns.Spaced(number),
            PartyId = party,
            CreatedAt = scope.Now,
            SecurityStamp = NewId.Next().ToString("n"),
        };
        db.Add(account);
        return account;
    }
}
