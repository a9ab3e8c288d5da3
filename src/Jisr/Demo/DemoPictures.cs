using SkiaSharp;

namespace Jisr.Demo;

/// <summary>Draws a picture for a product of the demo world: cloth, jars, soap and baskets, nobody's photo.</summary>
internal static class DemoPictures
{
    private const int Side = 640;

    public static byte[] Draw(string category, string sku)
    {
        var dice = new DemoDice(Seed(sku));
        var hue = dice.Throw(360);
        using var bitmap = new SKBitmap(Side, Side);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColor.FromHsl(hue, 28, 90));
        using var table = new SKPaint { Color = SKColor.FromHsl((hue + 25) % 360, 30, 72) };
        canvas.DrawRect(0, 430, Side, 210, table);
        switch (category)
        {
            case "carpet" or "textile" or "scarf" or "embroidery" or "crochet" or "clothing":
                Cloth(canvas, dice, hue);
                break;
            case "soap" or "candle" or "toys" or "decor" or "accessory" or "leather":
                Blocks(canvas, dice, hue);
                break;
            case "basket" or "pottery" or "pastry" or "dairy":
                Bowl(canvas, dice, hue);
                break;
            default:
                Jars(canvas, dice, hue);
                break;
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();
    }

    private static void Cloth(SKCanvas canvas, DemoDice dice, int hue)
    {
        var stripes = 5 + dice.Throw(5);
        for (var i = 0; i < stripes; i++)
        {
            using var paint = new SKPaint
            {
                Color = SKColor.FromHsl((hue + 40 * (i % 3)) % 360, 55, 35 + 12 * (i % 3)),
                IsAntialias = true,
            };
            var top = 110 + i * 400f / stripes;
            canvas.DrawRect(110, top, 420, 400f / stripes - 4, paint);
            using var mark = new SKPaint { Color = SKColors.White.WithAlpha(190), IsAntialias = true };
            for (var x = 130; x < 520; x += 46)
                Diamond(canvas, x, top + 200f / stripes, 10 + 3 * (i % 2), mark);
        }
    }

    private static void Blocks(SKCanvas canvas, DemoDice dice, int hue)
    {
        for (var i = 0; i < 5; i++)
        {
            using var paint = new SKPaint { Color = SKColor.FromHsl((hue + 18 * i) % 360, 45, 52), IsAntialias = true };
            var (x, y) = (110 + i % 3 * 150, 330 - i / 3 * 120 + dice.Throw(16));
            canvas.DrawRoundRect(x, y, 130, 105, 22, 22, paint);
        }
    }

    private static void Bowl(SKCanvas canvas, DemoDice dice, int hue)
    {
        for (var i = 0; i < 7; i++)
        {
            using var ball = new SKPaint
            {
                Color = SKColor.FromHsl((hue + 30) % 360, 55, 45 + dice.Throw(20)),
                IsAntialias = true,
            };
            canvas.DrawCircle(190 + i * 45, 300 - i % 2 * 45, 52, ball);
        }
        using var bowl = new SKPaint { Color = SKColor.FromHsl(hue, 42, 34), IsAntialias = true };
        using var outline = new SKPathBuilder();
        outline.MoveTo(110, 310);
        outline.CubicTo(140, 560, 500, 560, 530, 310);
        outline.Close();
        using var shape = outline.Detach();
        canvas.DrawPath(shape, bowl);
    }

    private static void Jars(SKCanvas canvas, DemoDice dice, int hue)
    {
        for (var i = 0; i < 3; i++)
        {
            var x = 100 + i * 155;
            var height = 230 + dice.Throw(70);
            using var glass = new SKPaint { Color = SKColor.FromHsl((hue + i * 22) % 360, 60, 42), IsAntialias = true };
            canvas.DrawRoundRect(x, 520 - height, 130, height, 24, 24, glass);
            using var lid = new SKPaint { Color = SKColor.FromHsl(hue, 18, 26), IsAntialias = true };
            canvas.DrawRoundRect(x + 8, 500 - height, 114, 40, 8, 8, lid);
            using var label = new SKPaint { Color = SKColors.White.WithAlpha(225), IsAntialias = true };
            canvas.DrawRect(x + 14, 400, 102, 64, label);
        }
    }

    private static void Diamond(SKCanvas canvas, float x, float y, float r, SKPaint paint)
    {
        using var outline = new SKPathBuilder();
        outline.MoveTo(x, y - r);
        outline.LineTo(x + r, y);
        outline.LineTo(x, y + r);
        outline.LineTo(x - r, y);
        outline.Close();
        using var path = outline.Detach();
        canvas.DrawPath(path, paint);
    }

    private static ulong Seed(string text) =>
        text.Aggregate(1469598103934665603UL, (hash, c) => (hash ^ c) * 1099511628211UL);
}
