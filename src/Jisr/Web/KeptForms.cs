using System.Security.Cryptography;
using System.Text.Json;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Web;

/// <summary>Keeps what was typed when a form cannot be sent (session over, page too old), so that she finds it again
/// after signing in. Sealed with a key that only her browser has; gone after an hour.</summary>
internal sealed class KeptForms(IDataProtectionProvider protection, IServiceScopeFactory scopes, TimeProvider clock)
    : IKeptForms
{
    private const string CookieName = "__Host-kept";
    private const int MostBytes = 128 * 1024;

    /// <summary>The address of the same page with the typed text, or null when there is nothing to keep.</summary>
    public async Task<string?> KeepAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType)
            return null;
        // Another site must not put words into her forms.
        if (http.Request.Headers["Sec-Fetch-Site"] == "cross-site")
            return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(f =>
                !f.Key.StartsWith('_')
                && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
                && !f.Key.Contains("pin", StringComparison.OrdinalIgnoreCase)
            )
            .ToDictionary(f => f.Key, f => f.Value.OfType<string>().ToArray());
        var plain = JsonSerializer.SerializeToUtf8Bytes(fields);
        if (fields.Count == 0 || plain.Length > MostBytes)
            return null;
        var key = http.Request.Cookies[CookieName] ?? WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        http.Response.Cookies.Append(
            CookieName,
            key,
            new CookieOptions
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = TimeSpan.FromHours(1),
                IsEssential = true,
            }
        );
        var row = new KeptFormRow
        {
            Id = NewId.Next(),
            Sealed = Protector(key).Protect(plain),
            ExpiresAt = Clock.Now(clock).AddHours(1),
        };
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await using (await db.Storage.WriteTurnAsync(http.RequestAborted))
        {
            var now = Clock.Now(clock);
            await db.Set<KeptFormRow>().Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(http.RequestAborted);
            db.Add(row);
            await db.SaveChangesAsync(http.RequestAborted);
        }
        return QueryHelpers.AddQueryString(http.Request.Path + http.Request.QueryString, "kept", row.Id.ToString());
    }

    /// <summary>Puts a kept form before the page, if this browser left one.</summary>
    public async Task RestoreAsync(HttpContext http)
    {
        if (!Guid.TryParse(http.Request.Query["kept"], out var id) || http.Request.Cookies[CookieName] is not { } key)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var now = Clock.Now(clock);
        var row = await db.Set<KeptFormRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt >= now, http.RequestAborted);
        if (row is null)
            return;
        try
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, string[]>>(Protector(key).Unprotect(row.Sealed));
            http.Items[KeptForm.Key] = new KeptForm(fields!);
        }
        catch (CryptographicException)
        {
            // Left by another browser: it is not hers to see.
        }
    }

    private IDataProtector Protector(string key) => protection.CreateProtector("jisr.kept-form", key);
}
