using Jisr.Access.Accounts;
using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Codes;

/// <summary>A message came to our number: whose code is in it? Sent by the door that took the message, which vouches for the
/// sender's number.</summary>
internal sealed record ReceiveCode(string From, string Text) : ICommand
{
    public static string Kind => "code.receive";
}

internal sealed class ReceiveCodeHandler(
    JisrDb db,
    IEnumerable<IMemberNames> members,
    MemberRecords records,
    Sealer sealer
) : IHandle<ReceiveCode>
{
    private const int MostOpen = 20;

    public Task<Reach> ReachAsync(ReceiveCode command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Actor.IsSystem ? Reach.Anywhere : Reach.Missing);

    public async Task<Outcome> HandleAsync(ReceiveCode command, CommandScope scope, CancellationToken ct)
    {
        // The first six digits in a row; she may write a word around them.
        var text = ArabicText.AsciiDigits(command.Text.Length > 400 ? command.Text[..400] : command.Text);
        var digits = text.Split([.. text.Where(c => !char.IsAsciiDigit(c)).Distinct()])
            .FirstOrDefault(p => p.Length == 6);
        if (digits is null)
            return Outcome.No("NO_CODE_IN_IT");
        var parties = new List<PartyId>();
        foreach (var source in members)
            parties.AddRange(await source.FindAsync(command.From, ct));
        var ids = await (await records.AccountsAsync(parties, ct)).Select(a => a.Id).ToListAsync(ct);
        var accounts = ids.ConvertAll(a => new AccountId(a));
        var since = scope.Now - OtpRequest.Lasts;
        var open = await db.Set<OtpRequest>()
            .Where(r =>
                accounts.Contains(r.AccountId)
                && r.Channel == OtpRequest.Inbound
                && r.State == OtpRequest.Asked
                && r.CreatedAt > since
            )
            .OrderByDescending(r => r.CreatedAt)
            .Take(MostOpen)
            .ToListAsync(ct);
        var right = open.Find(r => r.CodeHash.AsSpan().SequenceEqual(ProveCode.Hash(sealer, r.Id, digits)));
        if (right is not null)
        {
            right.State = OtpRequest.Received;
            return new Outcome.Done { Subject = right.Id };
        }
        // Done, though it opened nothing: the tries it used up must stay.
        foreach (var request in open)
            if (++request.Tries >= OtpRequest.MostTries)
                request.State = OtpRequest.Dead;
        return new Outcome.Done();
    }
}
