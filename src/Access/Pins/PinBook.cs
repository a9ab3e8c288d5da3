using Jisr.Access.Accounts;
using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Pins;

/// <summary>Keeps and checks PINs. Only the hash of one is ever kept.</summary>
internal sealed class PinBook(JisrDb db, IPasswordHasher<Account> hasher, IEnumerable<IMemberContacts> contacts)
{
    // Verified when there is no PIN: the same work for a number that nobody has.
    private static readonly Lazy<string> Nobody = new(() =>
        new PasswordHasher<Account>().HashPassword(new Account(), NewId.Next().ToString())
    );

    /// <summary>Puts a PIN in place of the old one; null when it is done, otherwise why it may not be chosen.</summary>
    public async Task<Outcome.Refused?> SetAsync(
        Account account,
        string? typed,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (PinText.Read(typed) is not { } pin)
            return Outcome.No("PIN_SHAPE", "pin");
        if (PinRules.ProblemOf(pin, await PhonesAsync(account, ct)) is { } weak)
            return new Outcome.Refused([new Problem(weak, "pin")]);
        var signIn = await db.Set<MemberSignIn>().SingleOrDefaultAsync(s => s.Id == account.Id, ct);
        if (signIn is null)
            db.Add(signIn = new MemberSignIn { Id = account.Id });
        signIn.PinHash = hasher.HashPassword(account, pin);
        signIn.PinSetAt = now;
        return null;
    }

    /// <summary>True when the account is opened by a PIN.</summary>
    public Task<bool> HasAsync(Guid account, CancellationToken ct) =>
        db.Set<MemberSignIn>().AnyAsync(s => s.Id == account && s.PinHash != null, ct);

    /// <summary>Is it her PIN? Takes the same time for an account that is not there.</summary>
    public async Task<bool> IsRightAsync(Account? account, string? typed, CancellationToken ct)
    {
        var hash = account is null
            ? null
            : await db.Set<MemberSignIn>()
                .Where(s => s.Id == account.Id)
                .Select(s => s.PinHash)
                .SingleOrDefaultAsync(ct);
        var result = hasher.VerifyHashedPassword(
            account ?? new Account(),
            hash ?? Nobody.Value,
            PinText.Read(typed) ?? ""
        );
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    private async Task<IReadOnlyList<string>> PhonesAsync(Account account, CancellationToken ct)
    {
        var phones = new List<string>();
        if (account.PartyId is { } party)
            foreach (var source in contacts)
                phones.AddRange((await source.OfAsync(party, ct))?.Phones.Select(p => p.Number) ?? []);
        return phones;
    }
}
