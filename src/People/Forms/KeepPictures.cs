using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>Keeps the pictures that a form names. They may come with it, or later with the same form again.</summary>
internal sealed class KeepPictures(JisrDb db, Sealer sealer)
{
    private const int Width = 640;
    private const int Most = 20;

    /// <summary>Names that the form says and of which no picture has come yet.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(FormContent content, CancellationToken ct)
    {
        var id = content.CommandId.Value;
        if (!await db.Set<FormRecord>().AnyAsync(r => r.Id == id, ct))
            return [];
        var here = await db.Set<FormPicture>().Where(p => p.RecordId == id).Select(p => p.Name).ToListAsync(ct);
        return [.. content.Values.Values.Where(v => v.Length > 0).Except(here, StringComparer.Ordinal).Take(2000)];
    }

    /// <summary>Keeps one; says no to what is no picture.</summary>
    public async Task<bool> KeepAsync(FormContent content, string name, byte[] bytes, CancellationToken ct)
    {
        var id = content.CommandId.Value;
        if (name.Length > 200 || await db.Set<FormPicture>().CountAsync(p => p.RecordId == id, ct) >= Most)
            return false;
        if (PhotoReader.Read(bytes).Sizes.FirstOrDefault(s => s.Size == Width) is not { } picture)
            return false;
        var row = NewId.Next();
        try
        {
            await using var turn = await db.Storage.WriteTurnAsync(ct);
            db.Add(
                new FormPicture
                {
                    Id = row,
                    RecordId = id,
                    Name = name,
                    Bytes = sealer.Seal(Convert.ToBase64String(picture.Bytes), FormPicture.Table, "bytes", row),
                }
            );
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.Storage.IsUniqueBreach(e))
        {
            // The same picture by another line at the same moment.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
        return true;
    }
}
