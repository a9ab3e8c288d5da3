using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Forms;

/// <summary>How many of each: what a poll says at its end.</summary>
internal sealed record KoboResult(int New, int Again, int Kept);

/// <summary>Asks Kobo for what was filled in there, and takes it as if it had come by the OpenRosa door. A submission is
/// known by <c>_uuid</c>; one that corrects another has that one's id in <c>meta/rootUuid</c> and is kept for a
/// person.</summary>
internal sealed class PollKobo(KoboClient kobo, TakeForm take, KeepPictures pictures)
{
    public async Task<KoboResult> RunAsync(string asset, string? form, CancellationToken ct)
    {
        var (fresh, again, kept) = (0, 0, 0);
        await foreach (var row in kobo.DataAsync(asset, ct))
        {
            if (Read(row, form) is not { } content)
            {
                kept++;
                continue;
            }
            var taken = await take.TakeAsync(content, Actor.System, sentAt: null, ct);
            if (taken == FormTaken.New)
                fresh++;
            else if (taken == FormTaken.Again)
                again++;
            else
                kept++;
            if (taken is FormTaken.New or FormTaken.Again)
                await PicturesAsync(row, content, ct);
        }
        return new KoboResult(fresh, again, kept);
    }

    /// <summary>A row of Kobo's list as what was filled in; what Kobo itself adds is left out.</summary>
    internal static FormContent? Read(JsonElement row, string? form)
    {
        if (row.ValueKind != JsonValueKind.Object || Text(row, "_uuid") is not { Length: > 0 } uuid)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in row.EnumerateObject())
            if (!IsOfKobo(field.Name))
                Put(values, field.Name, field.Value, "");
        return new FormContent
        {
            FormId = form ?? Text(row, "_xform_id_string") ?? "",
            Version = "",
            InstanceId = "uuid:" + uuid,
            RootId = Text(row, "meta/rootUuid") is { Length: > 0 } root ? root : null,
            Values = values,
        };
    }

    // Kobo counts versions in its own way, and these are not answers.
    private static bool IsOfKobo(string name) =>
        name.StartsWith('_')
        || name.StartsWith("formhub/", StringComparison.Ordinal)
        || name.StartsWith("meta/", StringComparison.Ordinal);

    // Rows of a repeat are objects whose keys say the whole path again.
    private static void Put(Dictionary<string, string> values, string path, JsonElement value, string row)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var rows = value.EnumerateArray().ToList();
            for (var i = 0; i < rows.Count; i++)
            {
                var number = rows.Count > 1 ? "[" + (i + 1).ToString(CultureInfo.InvariantCulture) + "]" : "";
                if (rows[i].ValueKind == JsonValueKind.Object)
                    foreach (var field in rows[i].EnumerateObject())
                        Put(
                            values,
                            field.Name.StartsWith(path, StringComparison.Ordinal)
                                ? path + number + field.Name[path.Length..]
                                : field.Name,
                            field.Value,
                            number
                        );
            }
            return;
        }
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.Object => "",
            _ => value.GetRawText(),
        };
        if (text.Length > 0)
            values[path] = text.Trim();
    }

    private async Task PicturesAsync(JsonElement row, FormContent content, CancellationToken ct)
    {
        if (!row.TryGetProperty("_attachments", out var files) || files.ValueKind != JsonValueKind.Array)
            return;
        var missing = await pictures.MissingAsync(content, ct);
        foreach (var file in files.EnumerateArray())
            if (
                Text(file, "media_file_basename") is { } name
                && missing.Contains(name, StringComparer.Ordinal)
                && Text(file, "download_url") is { } address
                && await kobo.FileAsync(address, ct) is { } bytes
            )
                await pictures.KeepAsync(content, name, bytes, ct);
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary><c>kobo poll ASSET [--form ID]</c>: ends with 0; 1 where something could not be taken.</summary>
    public static Verb Verb(IVerbHost host)
    {
        var asset = new Argument<string>("ASSET") { Description = "Kobo's id of the form, as in its address" };
        var form = new Option<string?>("--form") { Description = "Our id of the form, where Kobo calls it otherwise" };
        var command = new Command(
            "poll",
            "Takes what was filled in at Kobo (Jisr__Kobo__Url, Jisr__Kobo__Token). Asking again is safe. Forms that cannot "
                + "be applied wait for a person at /forms."
        )
        {
            asset,
            form,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        await using var scope = services.CreateAsyncScope();
                        var result = await scope
                            .ServiceProvider.GetRequiredService<PollKobo>()
                            .RunAsync(parsed.GetRequiredValue(asset), parsed.GetValue(form), token);
                        await Console.Out.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{result.New} new, {result.Again} here before, {result.Kept} not taken"
                            )
                        );
                        return result.Kept > 0 ? 1 : 0;
                    },
                    ct
                )
        );
        return new Verb("kobo", command);
    }
}
