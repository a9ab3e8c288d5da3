using System.Text;
using Jisr.Testing;
using SkiaSharp;

namespace Jisr.Market.Tests;

public class PhotoTests
{
    [Theory, Databases]
    public async Task SA4_a_photo_with_position_and_orientation_6_is_stored_upright_and_bare(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var product = await world.ProductAsync(seller);
        byte[] upload = [.. WithExif(SellerWorld.Picture(400, 200)), .. "TRAILING-SECRET"u8];
        Contains(upload, "GPSMARK").ShouldBeTrue();
        var page = await seller.Browser.GetAsync($"/my/products/{product}/photos");
        page = await seller.Browser.UploadAsync(page, [("picture", "p.jpg", "image/jpeg", upload)], ("alt", "صابون"));
        page.Document.QuerySelectorAll("ol.photos li").Length.ShouldBe(1);
        var photo = page.Document.QuerySelector("ol.photos a")!.GetAttribute("href")!.Split('/')[^1];
        foreach (var size in (int[])[160, 320, 640, 1200])
        {
            var bytes = await seller.Browser.Http.GetByteArrayAsync(
                new Uri($"/my/photos/{photo}/{size}", UriKind.Relative)
            );
            Contains(bytes, "GPSMARK").ShouldBeFalse();
            Contains(bytes, "Exif").ShouldBeFalse();
            Contains(bytes, "TRAILING").ShouldBeFalse();
            using var stored = SKBitmap.Decode(bytes);
            if (size == 640)
            {
                (stored.Width, stored.Height).ShouldBe((200, 400));
                // The red corner, at the upper left of what lay on its side, is at the upper right.
                Red(stored, 190, 10).ShouldBeTrue();
                Red(stored, 10, 10).ShouldBeFalse();
            }
        }
    }

    [Theory, Databases]
    public async Task S17_what_is_no_picture_is_refused_with_advice_and_all_that_was_typed_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync();
        var whole = SellerWorld.Picture(800, 600);
        foreach (
            var (name, bytes, advice) in (IEnumerable<(string, byte[], string)>)
                [
                    (
                        "a.svg",
                        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
                        "not taken"
                    ),
                    ("a.jpg", "<svg onload=alert(1)>"u8.ToArray(), "not taken"),
                    ("a.gif", "GIF89a\u0001\0\u0001\0"u8.ToArray(), "not taken"),
                    ("a.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, 0], "not taken"),
                    ("a.jpg", "<?php system($_GET['c']); ?>"u8.ToArray(), "not a picture"),
                    ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. "<?php"u8], "not a picture"),
                    ("big.jpg", [.. whole, .. new byte[9 * 1024 * 1024]], "larger than 8 MB"),
                    ("wide.png", PngHeader(20_000, 20_000), "Too many pixels"),
                    ("half.jpg", whole[..(whole.Length / 2)], "breaks off"),
                ]
        )
        {
            var page = await seller.Browser.GetAsync("/my/products/add");
            page = await seller.Browser.UploadAsync(
                page,
                [("picture", name, "image/jpeg", bytes)],
                ("nameAr", "صابون غار"),
                ("price", "٤٥"),
                ("description", "بيد واحدة"),
                ("onHand", "3")
            );
            page.Status.ShouldBe(422, name);
            page.Errors.ShouldHaveSingleItem(name).ShouldContain(advice, Case.Insensitive, name);
            page.Value("nameAr").ShouldBe("صابون غار");
            page.Value("price").ShouldBe("٤٥");
            page.Value("description").ShouldBe("بيد واحدة");
        }
        (await jisr.CountAsync("SELECT count(*) FROM market_product")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_photo")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Photos_are_described_put_first_and_taken_away(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var product = await world.ProductAsync(seller);
        var address = $"/my/products/{product}/photos";
        foreach (var side in (int[])[300, 310, 320])
            await seller.Browser.UploadAsync(
                await seller.Browser.GetAsync(address),
                [("picture", "p.jpg", "image/jpeg", SellerWorld.Picture(side, side))],
                ("alt", "صورة " + side)
            );
        // The same picture again is told, and not doubled.
        var twice = await seller.Browser.UploadAsync(
            await seller.Browser.GetAsync(address),
            [("picture", "p.jpg", "image/jpeg", SellerWorld.Picture(300, 300))],
            ("alt", "x")
        );
        twice.Errors.ShouldHaveSingleItem().ShouldContain("there already");
        var page = await seller.Browser.GetAsync(address);
        var last = page.Document.QuerySelectorAll("ol.photos a")[2].GetAttribute("href")!;
        page = await seller.Browser.SendAsync(await seller.Browser.GetAsync(last), ("do", "first"));
        page.Document.QuerySelector("ol.photos a")!.GetAttribute("href").ShouldBe(last);
        page = await seller.Browser.SendAsync(await seller.Browser.GetAsync(last), ("alt", "صابون على لوح"));
        page.Text.ShouldContain("صابون على لوح");
        var one = await seller.Browser.GetAsync(last);
        (await seller.Browser.SendAsync(one, ("do", "remove"))).Status.ShouldBe(422);
        page = await seller.Browser.SendAsync(one, ("do", "remove"), ("sure", "yes"));
        page.Document.QuerySelectorAll("ol.photos li").Length.ShouldBe(2);
        (await seller.Browser.SendAsync(one, ("do", "remove"), ("sure", "yes"))).FirstStatus.ShouldBe(
            System.Net.HttpStatusCode.SeeOther
        );
        (await jisr.CountAsync("SELECT count(*) FROM kernel_photo_file")).ShouldBe(8);
    }

    // An EXIF block with orientation 6 and a mark where a position would stand.
    private static byte[] WithExif(byte[] jpeg)
    {
        byte[] tiff =
        [
            .. "MM"u8,
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            2,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0x88,
            0x25,
            0,
            4,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            38,
            0,
            0,
            0,
            0,
            .. "GPSMARK 33.51,36.29"u8,
        ];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[2..]];
    }

    // Only the header of a huge picture: it must be refused before anything is decoded.
    private static byte[] PngHeader(int width, int height)
    {
        var real = SellerWorld.Picture(8, 8, SKEncodedImageFormat.Png);
        var head = real[12..29];
        for (var i = 0; i < 4; i++)
        {
            head[4 + i] = (byte)(width >> (24 - 8 * i));
            head[8 + i] = (byte)(height >> (24 - 8 * i));
        }
        var crc = Crc(head);
        return
        [
            .. real[..12],
            .. head,
            (byte)(crc >> 24),
            (byte)(crc >> 16),
            (byte)(crc >> 8),
            (byte)crc,
            .. real[33..],
        ];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }
        return ~crc;
    }

    private static bool Red(SKBitmap picture, int x, int y) => picture.GetPixel(x, y) is { Red: > 90, Green: < 90 };

    private static bool Contains(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
