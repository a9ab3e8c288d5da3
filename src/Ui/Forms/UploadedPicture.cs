using Jisr.Kernel.Commands;
using Jisr.Kernel.Photos;

namespace Jisr.Ui.Forms;

/// <summary>An uploaded picture, looked at before anything is written.</summary>
public static class UploadedPicture
{
    /// <summary>The bytes as they came; null when none was chosen, or with a problem when it is no picture we take.</summary>
    public static async Task<byte[]?> ReadAsync(FormState form, string field, Problems problems, CancellationToken ct)
    {
        if (form.Files?.GetFile(field) is not { Length: > 0 } file)
            return null;
        if (file.Length > PhotoReader.MostBytes)
        {
            problems.Add(field, "PICTURE_TOO_LARGE");
            return null;
        }
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        var picture = bytes.ToArray();
        if (PhotoReader.Fault(picture) is not { } fault)
            return picture;
        problems.Add(new Problem(fault, field));
        return null;
    }
}
