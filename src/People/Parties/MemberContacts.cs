using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Tells the sign-in who may be meant by a typed number, and where codes may go.</summary>
internal sealed class MemberContacts(JisrDb db, Sealer sealer, IUnitTree units) : IMemberNames, IMemberContacts
{
    // A number that serves more than a household is no name for anybody.
    private const int MostOfOnePhone = 8;

    public async Task<IReadOnlyList<PartyId>> FindAsync(string typed, CancellationToken ct)
    {
        if (MemberNumber.TryRead(typed, out var number))
        {
            // An old card names a record that may live on in another.
            var named = await db.Set<Party>()
                .AsNoTracking()
                .Where(p => p.Number == number && p.Kind == "person" && p.State != "anonymised")
                .Select(p => (PartyId?)p.Id)
                .SingleOrDefaultAsync(ct);
            return named is { } one ? [(await LivesOn.RecordsAsync(db, one, ct))[0]] : [];
        }
        var phone = PhoneBinder.Read(typed, units.Find(UnitId.Root)?.Country ?? "SY");
        if (phone.Value is not { } e164)
            return [];
        var index = sealer.Index("phone", e164);
        return await (
            from contact in db.Set<ContactPoint>().AsNoTracking()
            join party in db.Set<Party>() on contact.PartyId equals party.Id
            where contact.ValueIndex == index && contact.To == null && party.State == "active"
            select party.Id
        )
            .Distinct()
            .OrderBy(p => p)
            .Take(MostOfOnePhone)
            .ToListAsync(ct);
    }

    public async Task<MemberContact?> OfAsync(PartyId party, CancellationToken ct)
    {
        party = (await LivesOn.RecordsAsync(db, party, ct))[0];
        var found = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == party && p.State == "active")
            .Select(p => new { p.Number, p.HomeUnitId })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var contacts = await db.Set<ContactPoint>()
            .AsNoTracking()
            .Where(c => c.PartyId == party && c.To == null && c.Value != null)
            .Where(c => c.Channel == "phone" || c.Channel == "whatsapp")
            .OrderBy(c => c.Id)
            .ToListAsync(ct);
        return new MemberContact(
            found.Number,
            found.HomeUnitId,
            [
                // One number may stand there twice: to call, and for WhatsApp.
                .. contacts
                    .GroupBy(c => sealer.Open(c.Value!, ContactPoint.Table, "value", c.Id), StringComparer.Ordinal)
                    .Select(n => new MemberPhone(n.Key, n.All(c => c.Safety != "do-not-write"))),
            ]
        );
    }
}
