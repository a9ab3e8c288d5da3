using System.Globalization;
using System.Text;
using QRCoder;

namespace Jisr.Access.Factors;

/// <summary>A QR code as one path of an SVG: no inline style, no outside picture.</summary>
internal static class QrPicture
{
    /// <summary>The side in modules, quiet zone included, and the path of the dark ones.</summary>
    public static (int Side, string Path) Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        for (var x = 0; x < rows[y].Count; x++)
            if (rows[y][x])
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return (rows.Count, path.ToString());
    }
}
