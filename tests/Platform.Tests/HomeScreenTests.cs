using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>What a phone puts on its home screen.</summary>
public sealed class HomeScreenTests
{
    [Fact]
    public async Task Each_icon_of_the_manifest_is_there_in_its_size()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        var manifest = await browser.Http.GetFromJsonAsync<JsonElement>("/offline.webmanifest");

        var icons = manifest.GetProperty("icons").EnumerateArray().ToList();
        foreach (var icon in icons)
        {
            var answer = await browser.Http.GetAsync(icon.GetProperty("src").GetString());
            answer.IsSuccessStatusCode.ShouldBeTrue();
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(icon.GetProperty("type").GetString());
            if (icon.GetProperty("type").GetString() != "image/png")
                continue;
            // The head of a PNG: signature, then IHDR with width and height.
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var width = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
            var height = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20));
            $"{width}x{height}".ShouldBe(icon.GetProperty("sizes").GetString());
        }

        // Without these Android does not offer to install it.
        icons.Select(i => i.GetProperty("sizes").GetString()).ShouldContain("192x192");
        icons.Select(i => i.GetProperty("sizes").GetString()).ShouldContain("512x512");
        icons.ShouldContain(i => i.GetProperty("purpose").GetString() == "maskable");
    }
}
