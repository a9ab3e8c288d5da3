using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Consents;

/// <summary>Her newest answer for one purpose, with all that stands beside it.</summary>
internal sealed record ConsentLine(
    string Answer,
    DateTimeOffset At,
    string Basis,
    string Channel,
    string NoticeVersion,
    string Language,
    DateOnly? ValidUntil,
    IReadOnlyList<UnitId> WithheldFrom,
    string? Why
);

/// <summary>Reads answers; the newest row of a purpose counts.</summary>
internal static class ConsentBook
{
    public static Task<Consent?> NewestConsentAsync(
        this JisrDb db,
        PartyId party,
        string purpose,
        CancellationToken ct,
        DateTimeOffset? until = null
    ) =>
        db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.PartyId == party && c.Purpose == purpose && (until == null || c.At <= until))
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .FirstOrDefaultAsync(ct);

    /// <summary>May her data go to this organisation, as one of its kind: her yes holds today and leaves it in.</summary>
    public static async Task<bool> MayShareAsync(
        this JisrDb db,
        PartyId party,
        string receiver,
        UnitId organisation,
        DateOnly today,
        CancellationToken ct
    ) =>
        await db.NewestConsentAsync(party, ConsentRules.ShareWith(receiver), ct) is { } said
        && said.HoldsOn(today)
        && !said.IsWithheldFrom(organisation);

    /// <summary>True where she said that nothing of hers goes to this organisation.</summary>
    public static async Task<bool> IsWithheldAsync(
        this JisrDb db,
        PartyId party,
        UnitId organisation,
        CancellationToken ct
    )
    {
        string[] purposes = [.. ConsentRules.Receivers.Select(ConsentRules.ShareWith)];
        var rows = await db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.PartyId == party && purposes.Contains(c.Purpose))
            .OrderBy(c => c.At)
            .ThenBy(c => c.Id)
            .ToListAsync(ct);
        return rows.GroupBy(c => c.Purpose, StringComparer.Ordinal).Any(g => g.Last().IsWithheldFrom(organisation));
    }

    public static async Task<IReadOnlyDictionary<string, ConsentLine>> ConsentsOfAsync(
        this JisrDb db,
        PartyId party,
        Sealer sealer,
        CancellationToken ct
    )
    {
        var rows = await db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.PartyId == party)
            .OrderBy(c => c.At)
            .ThenBy(c => c.Id)
            .ToListAsync(ct);
        return rows.GroupBy(r => r.Purpose, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Line(g.Last(), sealer), StringComparer.Ordinal);
    }

    private static ConsentLine Line(Consent row, Sealer sealer) =>
        new(
            row.Answer,
            row.At,
            row.Basis,
            row.Channel,
            row.NoticeVersion,
            row.Language,
            row.ValidUntil,
            [
                .. (row.WithheldFrom ?? "")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => new UnitId(Guid.Parse(id))),
            ],
            row.WithheldWhy is { } why ? sealer.Open(why, Consent.Table, "withheld_why", row.Id) : null
        );
}
