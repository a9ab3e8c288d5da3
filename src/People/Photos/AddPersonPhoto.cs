using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Photos;

/// <summary>Her picture, or a newer one in its place. What is uploaded is read, turned upright, made small, written anew
/// and thrown away.</summary>
internal sealed record AddPersonPhoto(PartyId PartyId, byte[] Picture) : IOfflineCommand
{
    public static string Kind => "person-photo.add";
}

internal sealed class AddPersonPhotoHandler(JisrDb db, Sealer sealer) : IHandle<AddPersonPhoto>
{
    public Task<Reach> ReachAsync(AddPersonPhoto command, CommandScope scope, CancellationToken ct) =>
        PersonRights.ReachAsync(db, command.PartyId, ct);

    public void Check(AddPersonPhoto command, Problems problems, CommandScope scope)
    {
        if (command.Picture is null or { Length: 0 })
            problems.Add("picture", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(AddPersonPhoto command, CommandScope scope, CancellationToken ct)
    {
        var (party, _) = (await LivesOn.FindAsync(db, command.PartyId, ct))!.Value;
        var reading = PhotoReader.Read(command.Picture);
        if (reading.Error is { } error)
            return Outcome.No(error, "picture");
        var id = scope.Id.Value;
        var small = reading.Sizes.First(s => s.Size == 320);
        await db.Set<PersonPhoto>().Where(p => p.PartyId == party).ExecuteDeleteAsync(ct);
        db.Add(
            new PersonPhoto
            {
                Id = id,
                PartyId = party,
                Bytes = sealer.SealBytes(small.Bytes, PersonPhoto.Table, "bytes", id),
                AddedAt = scope.Now,
                AddedBy = scope.Actor.AccountId,
            }
        );
        return new Outcome.Done { Subject = party.Value };
    }
}

/// <summary>Her picture is taken away.</summary>
internal sealed record RemovePersonPhoto(PartyId PartyId) : ICommand
{
    public static string Kind => "person-photo.remove";
}

internal sealed class RemovePersonPhotoHandler(JisrDb db) : IHandle<RemovePersonPhoto>
{
    public Task<Reach> ReachAsync(RemovePersonPhoto command, CommandScope scope, CancellationToken ct) =>
        PersonRights.ReachAsync(db, command.PartyId, ct);

    public async Task<Outcome> HandleAsync(RemovePersonPhoto command, CommandScope scope, CancellationToken ct)
    {
        var (party, _) = (await LivesOn.FindAsync(db, command.PartyId, ct))!.Value;
        var gone = await db.Set<PersonPhoto>().Where(p => p.PartyId == party).ExecuteDeleteAsync(ct);
        return gone == 0 ? Outcome.No("NOT_FOUND") : new Outcome.Done { Subject = party.Value };
    }
}
