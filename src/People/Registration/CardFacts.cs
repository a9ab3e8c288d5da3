using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Registration;

/// <summary>What stands on the card she takes home (experience.md L-6).</summary>
internal sealed record Card(
    PartyId Party,
    string Number,
    string Name,
    string Centre,
    string? CentrePlace,
    string? CentrePhone,
    DateOnly On
)
{
    /// <summary>The number in two halves, as it is read aloud.</summary>
    public string Spaced => Number.Length == 8 ? Number[..4] + " " + Number[4..] : Number;
}

internal sealed class CardFacts(JisrDb db, Desk desk, PlaceChoices places, IUnitDirectory directory)
{
    public async Task<Card?> OfAsync(PartyId party, CancellationToken ct)
    {
        var row = await (
            from p in db.Set<Party>().AsNoTracking()
            join person in db.Set<Person>() on p.Id equals person.PartyId
            where p.Id == party
            select new
            {
                p.Number,
                p.HomeUnitId,
                person.FullName,
                person.RegisteredOn,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var unit = (await desk.AllAsync(ct)).FirstOrDefault(u => u.Id == row.HomeUnitId);
        var phone = await directory.PhoneOfAsync(row.HomeUnitId, ct);
        return new Card(
            party,
            row.Number,
            row.FullName,
            unit?.Name(Words.Language) ?? "Jisr",
            places.Name(unit?.PlaceCode),
            phone is null ? null : PhoneBinder.Show(phone),
            row.RegisteredOn
        );
    }
}
