using System.Security.Cryptography;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Drafts;

/// <summary>Keeps drafts: sealed, for 30 days where staff writes, for 7 where she does it alone.</summary>
internal sealed class DraftStore(JisrDb db, Sealer sealer, TimeProvider clock)
{
    public const int Questions = 1;
    private const string Cookie = "__Host-join";
    private static readonly TimeSpan Assisted = TimeSpan.FromDays(30);
    private static readonly TimeSpan Alone = TimeSpan.FromDays(7);

    public async Task<Draft> StartAssistedAsync(
        Guid id,
        AccountId staff,
        UnitId unit,
        ProgrammeId? programme,
        CancellationToken ct
    )
    {
        // A second tap on "start" carries the same id: the draft of the first.
        if (await FindAsync(id, staff, ct) is { } there)
            return there;
        return await AddAsync(
            new Draft
            {
                Id = id,
                FormKind = "assisted",
                Version = Questions,
                UnitId = unit,
                ProgrammeId = programme,
                StaffId = staff,
                Answers = [],
                Page = "notice",
                UpdatedAt = Clock.Now(clock),
                ExpiresAt = Clock.Now(clock) + Assisted,
                State = "open",
            },
            new DraftAnswers(),
            ct
        );
    }

    /// <summary>A draft of a woman who does it alone: her browser holds a key, she holds six words.</summary>
    public async Task<Draft> StartAloneAsync(HttpContext http, DraftAnswers answers, string page, CancellationToken ct)
    {
        var words = ReturnWords.New();
        answers["_words"] = string.Join(' ', words);
        return await AddAsync(
            new Draft
            {
                Id = NewId.Next(),
                FormKind = "self",
                Version = Questions,
                BrowserIndex = sealer.Index("draft-browser", GiveKey(http)),
                WordsIndex = sealer.Index("draft-words", ReturnWords.Read(string.Join(' ', words))!),
                Answers = [],
                Page = page,
                UpdatedAt = Clock.Now(clock),
                ExpiresAt = Clock.Now(clock) + Alone,
                State = "open",
            },
            answers,
            ct
        );
    }

    /// <summary>A draft of this worker, open or sent.</summary>
    public Task<Draft?> FindAsync(Guid id, AccountId staff, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return db.Set<Draft>()
            .AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == id && d.StaffId == staff && d.ExpiresAt > now, ct);
    }

    /// <summary>The newest draft of this browser.</summary>
    public async Task<Draft?> FindAloneAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 100 } key)
            return null;
        var index = sealer.Index("draft-browser", key);
        var now = Clock.Now(clock);
        return await db.Set<Draft>()
            .AsNoTracking()
            .Where(d => d.BrowserIndex == index && d.ExpiresAt > now && d.State != "dropped")
            .OrderByDescending(d => d.UpdatedAt)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>The open draft of these words, bound to this browser from now on.</summary>
    public async Task<Draft?> ReturnAsync(HttpContext http, string words, CancellationToken ct)
    {
        var index = sealer.Index("draft-words", words);
        var now = Clock.Now(clock);
        var draft = await db.Set<Draft>()
            .AsNoTracking()
            .SingleOrDefaultAsync(d => d.WordsIndex == index && d.ExpiresAt > now && d.State == "open", ct);
        if (draft is null)
            return null;
        draft.BrowserIndex = sealer.Index("draft-browser", GiveKey(http));
        await WriteAsync(
            q =>
                q.Where(d => d.Id == draft.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(d => d.BrowserIndex, draft.BrowserIndex), ct),
            ct
        );
        return draft;
    }

    public DraftAnswers AnswersOf(Draft draft) =>
        draft.Answers.Length == 0
            ? new DraftAnswers()
            : DraftAnswers.Read(sealer.Open(draft.Answers, Draft.Table, "answers", draft.Id));

    /// <summary>Keeps the answers and the page that comes next.</summary>
    public Task SaveAsync(Draft draft, DraftAnswers answers, string page, CancellationToken ct)
    {
        var sealedAnswers = Seal(draft, answers);
        var now = Clock.Now(clock);
        return WriteAsync(
            q =>
                q.Where(d => d.Id == draft.Id && d.State == "open")
                    .ExecuteUpdateAsync(
                        s =>
                            s.SetProperty(d => d.Answers, sealedAnswers)
                                .SetProperty(d => d.Page, page)
                                .SetProperty(d => d.UpdatedAt, now),
                        ct
                    ),
            ct
        );
    }

    /// <summary>It was sent: the answers stand in the register now and are wiped here.</summary>
    public Task SubmittedAsync(Draft draft, PartyId party, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var empty = Array.Empty<byte>();
        return WriteAsync(
            q =>
                q.Where(d => d.Id == draft.Id && d.State == "open")
                    .ExecuteUpdateAsync(
                        s =>
                            s.SetProperty(d => d.Answers, empty)
                                .SetProperty(d => d.State, "submitted")
                                .SetProperty(d => d.PartyId, party)
                                .SetProperty(d => d.UpdatedAt, now),
                        ct
                    ),
            ct
        );
    }

    /// <summary>She said no, or it is not needed any more: nothing of it stays.</summary>
    public Task DeleteAsync(Draft draft, CancellationToken ct) =>
        WriteAsync(q => q.Where(d => d.Id == draft.Id && d.State != "submitted").ExecuteDeleteAsync(ct), ct);

    public const int PageSize = 25;

    /// <summary>Open drafts of a worker, the newest first, and after which one the next page starts.</summary>
    public async Task<(IReadOnlyList<Draft> Drafts, Guid? Next)> OpenOfAsync(
        AccountId staff,
        Guid? after,
        CancellationToken ct
    )
    {
        var now = Clock.Now(clock);
        var all = db.Set<Draft>()
            .AsNoTracking()
            .Where(d => d.StaffId == staff && d.State == "open" && d.ExpiresAt > now);
        if (after is { } last && await all.SingleOrDefaultAsync(d => d.Id == last, ct) is { } from)
            all = all.Where(d => d.UpdatedAt < from.UpdatedAt || (d.UpdatedAt == from.UpdatedAt && d.Id < from.Id));
        var rows = await all.OrderByDescending(d => d.UpdatedAt)
            .ThenByDescending(d => d.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }

    /// <summary>Takes away what is over; how many went.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return await WriteAsync(q => q.Where(d => d.ExpiresAt <= now).ExecuteDeleteAsync(ct), ct);
    }

    private async Task<Draft> AddAsync(Draft draft, DraftAnswers answers, CancellationToken ct)
    {
        draft.Answers = Seal(draft, answers);
        await using (await db.Storage.WriteTurnAsync(ct))
        {
            db.Add(draft);
            await db.SaveChangesAsync(ct);
        }
        db.Entry(draft).State = EntityState.Detached;
        return draft;
    }

    private async Task<int> WriteAsync(Func<IQueryable<Draft>, Task<int>> write, CancellationToken ct)
    {
        await using (await db.Storage.WriteTurnAsync(ct))
            return await write(db.Set<Draft>());
    }

    private byte[] Seal(Draft draft, DraftAnswers answers) =>
        sealer.Seal(answers.Write(), Draft.Table, "answers", draft.Id);

    private static string GiveKey(HttpContext http)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        http.Response.Cookies.Append(
            Cookie,
            key,
            new CookieOptions
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = Alone,
                IsEssential = true,
            }
        );
        return key;
    }
}
