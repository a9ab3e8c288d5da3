using SkiaSharp;

namespace Jisr.Kernel.Photos;

/// <summary>One re-encoded size of a picture.</summary>
public sealed record PhotoSize(int Size, int Width, int Height, string MediaType, byte[] Bytes);

/// <summary>What an upload became: its sizes, or a code that says why it was refused.</summary>
public sealed record PhotoReading(IReadOnlyList<PhotoSize> Sizes, string? Error);

/// <summary>Reads an uploaded picture by its content, turns it upright, and writes it anew (safety.md S-17, S-18).
/// What was uploaded is thrown away: no EXIF, no position, no trailing bytes.</summary>
public static class PhotoReader
{
    /// <summary>Bytes.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Pixels, tested before decoding.</summary>
    public const int MostPixels = 10_000_000;

    /// <summary>The share picture for link previews.</summary>
    public const int ShareWidth = 1200;
    public const int ShareHeight = 630;

    private static readonly int[] Widths = [160, 320, 640];
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>PICTURE_TOO_LARGE, PICTURE_KIND_REFUSED, NOT_AN_IMAGE, PICTURE_TOO_MANY_PIXELS, PICTURE_BROKEN_OFF, or
    /// the sizes.</summary>
    public static PhotoReading Read(ReadOnlySpan<byte> upload)
    {
        var (raw, origin, error) = Decode(upload);
        if (raw is null)
            return new PhotoReading([], error);
        using (raw)
        {
            using var upright = Upright(raw, origin);
            var sizes = Widths.Select(w => Resized(upright, w)).ToList();
            sizes.Add(Share(upright));
            return new PhotoReading(sizes, null);
        }
    }

    /// <summary>Why a picture would be refused, or null: for a form that asks before it writes anything.</summary>
    public static string? Fault(ReadOnlySpan<byte> upload)
    {
        var (raw, _, error) = Decode(upload);
        raw?.Dispose();
        return error;
    }

    private static (SKBitmap? Picture, SKEncodedOrigin Origin, string? Error) Decode(ReadOnlySpan<byte> upload)
    {
        if (upload.Length > MostBytes)
            return No("PICTURE_TOO_LARGE");
        switch (KindOf(upload))
        {
            case Kind.Refused:
                return No("PICTURE_KIND_REFUSED");
            case Kind.Unknown:
                return No("NOT_AN_IMAGE");
        }
        using var data = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return No("NOT_AN_IMAGE");
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
            return No("PICTURE_TOO_MANY_PIXELS");
        var raw = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height));
        var result = codec.GetPixels(raw.Info, raw.GetPixels());
        if (result == SKCodecResult.Success)
            return (raw, codec.EncodedOrigin, null);
        raw.Dispose();
        return No(result == SKCodecResult.IncompleteInput ? "PICTURE_BROKEN_OFF" : "NOT_AN_IMAGE");
    }

    private static (SKBitmap?, SKEncodedOrigin, string?) No(string code) => (null, SKEncodedOrigin.Default, code);

    private static PhotoSize Resized(SKBitmap picture, int size)
    {
        var scale = Math.Min(1.0, (double)size / picture.Width);
        var (width, height) = (
            Math.Max(1, (int)Math.Round(picture.Width * scale, MidpointRounding.AwayFromZero)),
            Math.Max(1, (int)Math.Round(picture.Height * scale, MidpointRounding.AwayFromZero))
        );
        using var small = picture.Resize(new SKImageInfo(width, height), Smooth);
        // A thumbnail of a list aims at 6 KB; the large one may be clearer.
        var aim = size switch
        {
            160 => 3 * 1024,
            320 => 6 * 1024,
            _ => 60 * 1024,
        };
        byte[] bytes = [];
        for (var quality = 70; quality >= 40; quality -= 10)
        {
            bytes = Encode(small, SKEncodedImageFormat.Webp, quality);
            if (bytes.Length <= aim)
                break;
        }
        return new PhotoSize(size, width, height, "image/webp", bytes);
    }

    private static PhotoSize Share(SKBitmap picture)
    {
        using var card = new SKBitmap(ShareWidth, ShareHeight);
        using (var canvas = new SKCanvas(card))
        {
            canvas.Clear(SKColors.White);
            var scale = Math.Max((float)ShareWidth / picture.Width, (float)ShareHeight / picture.Height);
            var (w, h) = (picture.Width * scale, picture.Height * scale);
            using var image = SKImage.FromBitmap(picture);
            canvas.DrawImage(image, SKRect.Create((ShareWidth - w) / 2, (ShareHeight - h) / 2, w, h), Smooth);
        }
        byte[] bytes = [];
        for (var quality = 82; quality >= 32; quality -= 10)
        {
            bytes = Encode(card, SKEncodedImageFormat.Jpeg, quality);
            if (bytes.Length < 290 * 1024)
                break;
        }
        return new PhotoSize(ShareWidth, ShareWidth, ShareHeight, "image/jpeg", bytes);
    }

    private static byte[] Encode(SKBitmap picture, SKEncodedImageFormat format, int quality)
    {
        using var image = SKImage.FromBitmap(picture);
        using var data = image.Encode(format, quality);
        return data.ToArray();
    }

    // Decoding does not turn the picture: its origin is applied here (measured).
    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        var turned =
            origin
            is SKEncodedOrigin.LeftTop
                or SKEncodedOrigin.RightTop
                or SKEncodedOrigin.RightBottom
                or SKEncodedOrigin.LeftBottom;
        var upright = turned
            ? new SKBitmap(picture.Height, picture.Width)
            : new SKBitmap(picture.Width, picture.Height);
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.White);
        var (w, h) = (picture.Width, picture.Height);
        canvas.Concat(
            origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
                SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
                _ => SKMatrix.Identity,
            }
        );
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, 0, 0, Smooth);
        return upright;
    }

    private enum Kind
    {
        Unknown,
        Accepted,
        Refused,
    }

    private static Kind KindOf(ReadOnlySpan<byte> b)
    {
        if (
            b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || b.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        )
            return Kind.Accepted;
        if (b.Length > 12 && b.StartsWith("RIFF"u8) && b[8..12].SequenceEqual("WEBP"u8))
            return Kind.Accepted;
        if (b.StartsWith("GIF8"u8) || (b.Length > 12 && b[4..8].SequenceEqual("ftyp"u8)))
            return Kind.Refused;
        var start = System.Text.Encoding.UTF8.GetString(b[..Math.Min(b.Length, 400)]);
        return start.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? Kind.Refused : Kind.Unknown;
    }
}
