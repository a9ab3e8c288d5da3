using Jisr.Kernel.Commands;
using Jisr.Kernel.Photos;

namespace Jisr.Ui.Forms;

/// <summary>A file that came with a form.</summary>
public static class UploadedFile
{
    /// <summary>The bytes as they came; null when none was chosen.</summary>
    public static async Task<byte[]?> ReadAsync(FormState form, string field, CancellationToken ct)
    {
        if (form.Files?.GetFile(field) is not { Length: > 0 } file)
            return null;
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}

/// <summary>An uploaded picture, looked at before anything is written.</summary>
public static class UploadedPicture
{
    /// <summary>The bytes as they came; null when none was chosen, or with a problem when it is no picture we take.</summary>
    public static async Task<byte[]?> ReadAsync(FormState form, string field, Problems problems, CancellationToken ct)
    {
        if (form.Files?.GetFile(field) is { Length: > PhotoReader.MostBytes })
        {
            problems.Add(field, "PICTURE_TOO_LARGE");
            return null;
        }
        var picture = await UploadedFile.ReadAsync(form, field, ct);
        if (picture is null || PhotoReader.Fault(picture) is not { } fault)
            return picture;
        problems.Add(new Problem(fault, field));
        return null;
    }
}
