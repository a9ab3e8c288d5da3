using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Search;
using Jisr.People.Drafts;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Retention;

/// <summary>Takes out of a record all that says who she is. That somebody applied, from which district and when, stays as
/// a fact under a number nobody can give a name to.</summary>
internal static class Anonymise
{
    public static async Task PersonAsync(JisrDb db, PartyId party, CancellationToken ct)
    {
        var empty = new MatchForm(
            NameReadings.Of(null, null, null, null, null, null),
            null,
            "none",
            [],
            null,
            null,
            null,
            default,
            ""
        ).Write();
        await db.Set<Person>()
            .Where(p => p.PartyId == party)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(p => p.FullName, "")
                        .SetProperty(p => p.GivenName, (string?)null)
                        .SetProperty(p => p.FatherName, (string?)null)
                        .SetProperty(p => p.GrandfatherName, (string?)null)
                        .SetProperty(p => p.FamilyName, (string?)null)
                        .SetProperty(p => p.LatinName, (string?)null)
                        .SetProperty(p => p.HouseholdHead, (string?)null)
                        .SetProperty(p => p.BirthDate, (DateOnly?)null)
                        .SetProperty(p => p.BirthPrecision, "none")
                        .SetProperty(p => p.MatchForm, empty),
                ct
            );
        // Before what says which commands were hers goes.
        var hadConflicts = await db.Set<ConflictTask>().AnyAsync(t => t.PartyId == party, ct);
        await ForgetAnswers.OfAsync(db, party.Value, hadConflicts, ct);
        await FreeTextAsync(db, party, ct);
        await db.Set<ContactPoint>().Where(c => c.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<Identifier>().Where(i => i.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<FieldChange>().Where(c => c.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<ConflictTask>().Where(t => t.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<WrittenRecord>().Where(r => r.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<Forms.FormPicture>()
            .Where(i => db.Set<Forms.FormRecord>().Any(f => f.Id == i.RecordId && f.PartyId == party))
            .ExecuteDeleteAsync(ct);
        await db.Set<Forms.FormRecord>().Where(f => f.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<Functioning.FunctioningAnswers>().Where(a => a.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<Photos.PersonPhoto>().Where(p => p.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<Following.AccompanimentNote>()
            .Where(n => db.Set<Following.Accompaniment>().Any(a => a.Id == n.AccompanimentId && a.PartyId == party))
            .ExecuteDeleteAsync(ct);
        await db.Set<Following.Accompaniment>().Where(a => a.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<Groups.PartyLink>().Where(l => l.PersonId == party).ExecuteDeleteAsync(ct);
        // What a merge kept of her goes too: it can then no longer be undone.
        await db.Set<Merging.MergedRow>()
            .Where(r =>
                db.Set<Merging.Merge>().Any(m => m.Id == r.MergeId && (m.Survivor == party || m.Source == party))
            )
            .ExecuteDeleteAsync(ct);
        await db.Set<Merging.Merge>().Where(m => m.Survivor == party || m.Source == party).ExecuteDeleteAsync(ct);
        await db.Set<Draft>().Where(d => d.PartyId == party).ExecuteDeleteAsync(ct);
        // Nobody finds her any more, nor takes another for her.
        await db.Set<MatchKey>().Where(k => k.PartyId == party).ExecuteDeleteAsync(ct);
        await db.Set<SameWoman>().Where(l => l.A == party || l.B == party).ExecuteDeleteAsync(ct);
        await db.Set<PossibleMatch>().Where(m => m.A == party || m.B == party).ExecuteDeleteAsync(ct);
        await db.Set<TextEntry>().Where(t => t.Kind == "person" && t.OwnerId == party.Value).ExecuteDeleteAsync(ct);
        await db.Set<Party>()
            .Where(p => p.Id == party)
            .ExecuteUpdateAsync(
                s => s.SetProperty(p => p.State, "anonymised").SetProperty(p => p.Version, p => p.Version + 1),
                ct
            );
    }

    // What people wrote about her in their own words, and rows of files that came again under her id.
    private static async Task FreeTextAsync(JisrDb db, PartyId party, CancellationToken ct)
    {
        await db.Set<Import.ImportConflict>()
            .Where(c =>
                c.CommandId == party.Value
                || db.Set<WrittenRecord>().Any(w => w.Id == c.CommandId && w.PartyId == party)
            )
            .ExecuteDeleteAsync(ct);
        await db.Set<Openings.EmergencyOpening>()
            .Where(o => o.PartyId == party)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.Reason, ""), ct);
        await db.Set<MembershipEvent>()
            .Where(e => db.Set<Membership>().Any(m => m.Id == e.MembershipId && m.PartyId == party))
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Note, (byte[]?)null), ct);
        await db.Set<Consent>()
            .Where(c => c.PartyId == party)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.WithheldWhy, (byte[]?)null), ct);
    }
}
