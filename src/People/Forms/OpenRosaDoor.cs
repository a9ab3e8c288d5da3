using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Modules;
using Jisr.People.Registration;
using Jisr.People.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>The OpenRosa door (doors.md §3): telephones with ODK or Kobo apps fetch forms and send what was filled in.
/// 201 new, kept or parked; 202 here before; 409 the same id with other content; 400 not a form; 413 too large; never
/// 200 to a submission, for that is what the sign-in page of a café answers.</summary>
internal static class OpenRosaDoor
{
    private const string Version = "X-OpenRosa-Version";
    private const string MostLength = "X-OpenRosa-Accept-Content-Length";

    /// <summary>What a telephone may send at once, pictures included.</summary>
    public const int MostBytes = 10_000_000;
    private const string XmlPart = "xml_submission_file";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes
            .MapGroup("/openrosa")
            .RequireAuthorization()
            .AddEndpointFilter(
                async (context, next) =>
                {
                    context.HttpContext.Response.Headers[Version] = "1.0";
                    context.HttpContext.Response.Headers[MostLength] = MostBytes.ToString(CultureInfo.InvariantCulture);
                    context.HttpContext.Response.Headers.CacheControl = "no-store";
                    return await next(context);
                }
            )
            .ExcludeFromDescription();
        door.MapGet("/formList", ListAsync);
        door.MapGet("/forms/{id:guid}/form.xml", FormAsync);
        door.MapGet("/forms/{id:guid}/manifest.xml", ManifestAsync);
        // HEAD comes as GET (Methods): the answer is the two headers.
        door.MapGet("/submission", () => Results.NoContent());
        door.MapPost("/submission", SubmitAsync);
    }

    private static async Task<IResult> ListAsync(
        Published forms,
        JisrSettings settings,
        HttpContext http,
        CancellationToken ct
    )
    {
        XNamespace ns = "http://openrosa.org/xforms/xformsList";
        var root = Root(settings, http);
        return Xml(
            new XElement(
                ns + "xforms",
                (await forms.MineAsync(ct)).Select(f => new XElement(
                    ns + "xform",
                    new XElement(ns + "formID", f.FormId),
                    new XElement(ns + "name", f.Title),
                    new XElement(ns + "version", f.Version),
                    new XElement(ns + "hash", "md5:" + Md5(XFormWriter.Write(f.Read()))),
                    new XElement(ns + "downloadUrl", $"{root}/openrosa/forms/{f.Id}/form.xml"),
                    new XElement(ns + "manifestUrl", $"{root}/openrosa/forms/{f.Id}/manifest.xml")
                ))
            )
        );
    }

    private static async Task<IResult> FormAsync(Guid id, Published forms, Words words, CancellationToken ct) =>
        (await forms.MineAsync(ct)).FirstOrDefault(f => f.Id == id) is { } form
            ? Results.Bytes(XFormWriter.Write(form.Read()), "text/xml; charset=utf-8")
            : Say(StatusCodes.Status404NotFound, words["There is no such form for you."]);

    private static async Task<IResult> ManifestAsync(Guid id, Published forms, Words words, CancellationToken ct) =>
        (await forms.MineAsync(ct)).Any(f => f.Id == id)
            ? Xml(new XElement(XNamespace.Get("http://openrosa.org/xforms/xformsManifest") + "manifest"))
            : Say(StatusCodes.Status404NotFound, words["There is no such form for you."]);

    private static async Task<IResult> SubmitAsync(
        HttpContext http,
        TakeForm take,
        KeepPictures pictures,
        ICurrentActor current,
        Words words,
        CancellationToken ct
    )
    {
        if (!http.Request.HasFormContentType)
            return Say(StatusCodes.Status400BadRequest, words["This is not a filled-in form."]);
        var parts = (await http.Request.ReadFormAsync(ct)).Files;
        if (parts.Where(f => f.Name == XmlPart).ToList() is not [var xml])
            return Say(StatusCodes.Status400BadRequest, words["This is not a filled-in form."]);
        if (xml.Length > FormXml.MostBytes)
            return Say(StatusCodes.Status413PayloadTooLarge, words["The form is too large to be taken."]);
        if (FormXml.Read(await BytesAsync(xml, ct)) is not { } content)
            return Say(StatusCodes.Status400BadRequest, words["This is not a filled-in form."]);
        var actor = await current.GetAsync(ct);
        var taken = await take.TakeAsync(content, actor, http.Request.GetTypedHeaders().Date, ct);
        if (taken is FormTaken.New or FormTaken.Again)
        {
            var missing = await pictures.MissingAsync(content, ct);
            foreach (var file in parts.Where(f => f.Name != XmlPart))
                if (NameOf(file) is var name && missing.Contains(name, StringComparer.Ordinal))
                    await pictures.KeepAsync(content, name, await BytesAsync(file, ct), ct);
        }
        return taken switch
        {
            FormTaken.New => Say(StatusCodes.Status201Created, words["The form has arrived."]),
            FormTaken.Again => Say(StatusCodes.Status202Accepted, words["The form was here already."]),
            FormTaken.OtherContent => Say(
                StatusCodes.Status409Conflict,
                words["Another form came under this id before. Nothing was changed."]
            ),
            _ => Say(StatusCodes.Status403Forbidden, words["You may not register here. Ask your unit lead."]),
        };
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static string NameOf(IFormFile file) => file.FileName.Split('/', '\\')[^1];

    private static IResult Say(int status, string text)
    {
        XNamespace ns = "http://openrosa.org/http/response";
        var nature = status < 300 ? "submit_success" : "submit_error";
        return Xml(
            new XElement(
                ns + "OpenRosaResponse",
                new XAttribute("items", "0"),
                new XElement(ns + "message", new XAttribute("nature", nature), text)
            ),
            status
        );
    }

    private static IResult Xml(XElement xml, int status = StatusCodes.Status200OK) =>
        Results.Text(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.ToString(SaveOptions.DisableFormatting),
            "text/xml",
            Encoding.UTF8,
            status
        );

    // The address under which the telephone came, unless the operator says which one is public.
    private static string Root(JisrSettings settings, HttpContext http) =>
        settings.PublicUrl?.TrimEnd('/') is { Length: > 0 } known
            ? known
            : $"{http.Request.Scheme}://{http.Request.Host}";

    private static string Md5(byte[] bytes)
    {
#pragma warning disable CA5351 // The protocol names MD5; it only tells whether a form is the same.
        return Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
    }
}

/// <summary>The newest version of each form that the reader's units fill in.</summary>
internal sealed class Published(JisrDb db, AccessGate gate, ICurrentActor current, IUnitTree tree)
{
    public async Task<IReadOnlyList<OutsideForm>> MineAsync(CancellationToken ct)
    {
        var mine = gate.UnitsWith(await current.GetAsync(ct), RegisterPerson.Kind);
        if (mine.Count == 0)
            return [];
        var forms = await db.Set<OutsideForm>()
            .AsNoTracking()
            .Where(f => f.State == "published" && f.ReplacedAt == null)
            .OrderBy(f => f.FormId)
            .Take(200)
            .ToListAsync(ct);
        return
        [
            .. forms.Where(f =>
                !f.Read().IsChange
                && mine.Any(m => tree.IsAtOrBelow(m.Unit, f.UnitId) || (m.Below && tree.IsAtOrBelow(f.UnitId, m.Unit)))
            ),
        ];
    }
}
