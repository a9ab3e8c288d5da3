using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Places;

/// <summary>Brings reference places into the database by version. The same version again changes nothing; a newer one
/// closes the names and parents that changed and adds the new ones beside them, so that 2021 keeps its names.</summary>
internal sealed class WritePlaces(JisrDb db)
{
    /// <summary>Where the first names begin: before any fact.</summary>
    public static readonly DateOnly Always = new(1900, 1, 1);

    /// <summary>The day of the newest name or parent that is not the first one; null when none changed yet.</summary>
    public async Task<DateOnly?> LastChangeAsync(CancellationToken ct)
    {
        var name = await db.Set<PlaceName>().MaxAsync(n => (DateOnly?)n.From, ct);
        var link = await db.Set<PlaceLink>().MaxAsync(l => (DateOnly?)l.From, ct);
        var last = name > link ? name : link ?? name;
        return last > Always ? last : null;
    }

    /// <summary>True when something was written. The rows are asked for only when their version is new: reading them
    /// takes a tenth of a start.</summary>
    public async Task<bool> RunAsync(
        Func<IReadOnlyList<PlaceRow>> rows,
        string version,
        DateOnly? changedOn,
        CancellationToken ct
    )
    {
        var newest = await db.Set<Place>().MaxAsync(p => (string?)p.DataVersion, ct);
        if (newest is not null && string.CompareOrdinal(version, newest) <= 0)
            return false;
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var places = await db.Set<Place>().ToDictionaryAsync(p => p.Code, ct);
        var names = await db.Set<PlaceName>().Where(n => n.To == null).ToDictionaryAsync(n => n.PlaceCode, ct);
        var links = await db.Set<PlaceLink>().Where(n => n.To == null).ToDictionaryAsync(n => n.PlaceCode, ct);
        var from = newest is null ? Always : changedOn ?? Always;
        foreach (var row in rows())
        {
            WritePlace(row, version, places.GetValueOrDefault(row.Code));
            WriteName(row, from, names.GetValueOrDefault(row.Code));
            WriteLink(row, from, links.GetValueOrDefault(row.Code));
        }
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return true;
    }

    private void WritePlace(PlaceRow row, string version, Place? known)
    {
        if (known is null)
        {
            known = new Place
            {
                Code = row.Code,
                Country = row.Country,
                Level = row.Level,
                Kind = row.Kind,
                DataVersion = version,
            };
            db.Add(known);
        }
        known.Aliases = row.Aliases;
        known.Population = row.Population;
        known.PopulationYear = row.PopulationYear;
        known.DataVersion = version;
    }

    private void WriteName(PlaceRow row, DateOnly from, PlaceName? open)
    {
        if (open is not null && open.Ar == row.NameAr && open.Fr == row.Fr && open.En == row.En)
            return;
        if (open is not null)
            open.To = from.AddDays(-1);
        db.Add(
            new PlaceName
            {
                Id = NewId.Next(),
                PlaceCode = row.Code,
                Ar = row.NameAr,
                Fr = row.Fr,
                En = row.En,
                From = from,
            }
        );
    }

    private void WriteLink(PlaceRow row, DateOnly from, PlaceLink? open)
    {
        if ((open?.ParentCode ?? "") == row.ParentCode)
            return;
        if (open is not null)
            open.To = from.AddDays(-1);
        if (row.ParentCode.Length > 0)
            db.Add(
                new PlaceLink
                {
                    Id = NewId.Next(),
                    PlaceCode = row.Code,
                    ParentCode = row.ParentCode,
                    From = from,
                }
            );
    }
}
