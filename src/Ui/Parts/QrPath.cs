using System.Text;
using QRCoder;

namespace Jisr.Ui.Parts;

/// <summary>A QR code as one SVG path: it prints sharp and needs no picture file.</summary>
internal static class QrPath
{
    /// <summary>Modules on a side, the quiet edge with them, and the path of the dark ones.</summary>
    public static (int Size, string Path) Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        for (var x = 0; x < rows[y].Count; x++)
            if (rows[y][x])
                path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
        return (rows.Count, path.ToString());
    }
}
