using System.Security.Cryptography;
using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Kernel.Voices;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>Tells that something is wrong, with or without an account. Voice and picture are base64.</summary>
internal sealed record SendReport(
    string Category,
    string SafeNow,
    string? Text = null,
    string? Contact = null,
    string? Shop = null,
    UnitId? StaffOf = null,
    string? Voice = null,
    string? Picture = null
) : ICommand
{
    public static string Kind => "report.send";
}

internal sealed class SendReportHandler(
    JisrDb db,
    ReportKey key,
    Organisations organisations,
    IPartyDirectory people,
    IShopOwners shops
) : IHandle<SendReport>
{
    public Task<Reach> ReachAsync(SendReport command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(SendReport command, Problems problems, CommandScope scope)
    {
        if (!ReportRules.QueueOf.ContainsKey(command.Category))
            problems.Add("category", "CHOOSE_ONE");
        if (command.SafeNow is not ("yes" or "no" or "unknown"))
            problems.Add("safeNow", "CHOOSE_ONE");
        problems.Text("text", command.Text, ReportRules.MostText, required: false);
        problems.Text("contact", command.Contact, 200, required: false);
        if (string.IsNullOrWhiteSpace(command.Text) && command.Voice is null)
            problems.Add("text", "TEXT_OR_VOICE");
        if (
            command.Voice is { } voice
            && VoiceNote.Read(Convert.FromBase64String(voice), ReportRules.MostVoice).Error is { } fault
        )
            problems.Add(new Problem(fault, "voice"));
        if (command.Picture is { } picture && PhotoReader.Fault(Convert.FromBase64String(picture)) is { } wrong)
            problems.Add(new Problem(wrong, "picture"));
    }

    public async Task<Outcome> HandleAsync(SendReport command, CommandScope scope, CancellationToken ct)
    {
        var owner = command.Shop is { } code ? await shops.OwnerOfAsync(code, ct) : null;
        if (command.StaffOf is { } named && !await organisations.ExistsAsync(named, ct))
            return Outcome.No("ORG_UNIT_UNKNOWN", "staffOf");
        var subject =
            command.StaffOf is not null ? "staff"
            : owner is not null ? "shop"
            : "other";
        var queue = ReportRules.QueueFor(command.Category, command.SafeNow);
        var lead = subject == "shop" ? await LeadAsync(command.Shop!, ct) : null;
        var report = new Report
        {
            Id = NewId.Next(),
            WordsIndex = await key.FreeAsync(db, scope.Id, ct),
            SubjectKind = subject,
            SubjectCode = subject == "shop" ? command.Shop : null,
            OtherPartyId = owner,
            UnitId = lead?.UnitId ?? await UnitAsync(subject, owner, scope, ct),
            Category = command.Category,
            SafeNow = command.SafeNow,
            Queue = queue,
            LeadId = lead?.Id,
            At = scope.Now,
            State = "new",
            IsOpen = true,
        };
        if (command.Text?.Trim() is { Length: > 0 } text)
            report.TextSealed = await key.SealAsync(text, "text_sealed", report.Id, ct);
        if (command.Contact?.Trim() is { Length: > 0 } contact)
            report.ContactSealed = await key.SealAsync(contact, "contact_sealed", report.Id, ct);
        db.Add(report);
        if (command.StaffOf is { } staff)
            db.Add(new ExcludedUnit { ReportId = report.Id, UnitId = await organisations.OfAsync(staff, ct) });
        await AddFilesAsync(command, report.Id, scope, ct);
        if (lead is not null && ReportRules.IsMoreUrgent(queue, lead.Queue))
            lead.Queue = queue;
        if (lead is null || lead.FirstLookAt is null)
            scope.Later(new FirstLookDue(lead?.Id ?? report.Id), scope.Now + ReportRules.FirstLook(queue));
        return new Outcome.Done { Subject = report.Id };
    }

    private Task<Report?> LeadAsync(string shop, CancellationToken ct) =>
        db.Set<Report>()
            .SingleOrDefaultAsync(
                r => r.SubjectKind == "shop" && r.SubjectCode == shop && r.IsOpen && r.LeadId == null,
                ct
            );

    // What names staff is the platform's, so that nobody near them has it on a list.
    private async Task<UnitId> UnitAsync(string subject, PartyId? owner, CommandScope scope, CancellationToken ct) =>
        subject != "staff" && (owner ?? scope.Actor.PartyId) is { } near
            ? await people.HomeUnitAsync(near, ct) ?? UnitId.Root
            : UnitId.Root;

    private async Task AddFilesAsync(SendReport command, Guid report, CommandScope scope, CancellationToken ct)
    {
        if (command.Voice is { } voice)
        {
            var bytes = Convert.FromBase64String(voice);
            await AddAsync(report, "voice", VoiceNote.Read(bytes, ReportRules.MostVoice).Type!, bytes, scope, ct);
        }
        // Written anew by the reader: no place and no device in it.
        if (command.Picture is { } picture)
        {
            var size = PhotoReader.Read(Convert.FromBase64String(picture)).Sizes.First(s => s.Size == 640);
            await AddAsync(report, "picture", size.MediaType, size.Bytes, scope, ct);
        }
    }

    private async Task AddAsync(
        Guid report,
        string kind,
        string type,
        byte[] bytes,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var id = NewId.Next();
        db.Add(
            new Evidence
            {
                Id = id,
                ReportId = report,
                Kind = kind,
                MediaType = type,
                FileHash = SHA256.HashData(bytes),
                Sealed = await key.SealFileAsync(bytes, id, ct),
                AddedBy = scope.Actor.AccountId,
                At = scope.Now,
            }
        );
    }
}
