using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>The picture by which a worker knows her again.</summary>
public class PersonPhotoTests
{
    [Theory, Databases]
    public async Task Her_picture_is_sealed_seen_by_her_centre_alone_and_each_look_is_written_down(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var other = await Centre.OpenAsync(jisr, "centre-b");
        var hers = await centre.WomanAsync("رغد العلي");
        using var worker = centre.Browser();
        var address = $"/people/{hers}/photo";
        var empty = await worker.SendAsync(await worker.GetAsync(address));
        empty.Status.ShouldBe(422);
        var wrong = await worker.UploadAsync(empty, [("picture", "p.png", "image/png", "<svg/>"u8.ToArray())]);
        wrong.Status.ShouldBe(422);
        (await jisr.CountAsync("SELECT count(*) FROM people_photo")).ShouldBe(0);

        var page = await worker.UploadAsync(wrong, [("picture", "p.png", "image/png", FormSamples.Picture)]);
        page.Status.ShouldBe(200, string.Join(" / ", page.Errors));
        page.Document.QuerySelector("img.photo")!.GetAttribute("src").ShouldBe(address + ".webp");
        var looks = await LooksAsync(jisr);
        using var picture = await worker.Http.GetAsync(address + ".webp", TestContext.Current.CancellationToken);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        picture.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var bytes = await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        System.Text.Encoding.ASCII.GetString(bytes, 8, 4).ShouldBe("WEBP");
        (await LooksAsync(jisr)).ShouldBe(looks + 1);
        // In the database nothing of it can be read.
        (await jisr.CountAsync($"SELECT count(*) FROM people_photo WHERE length(bytes) > {bytes.Length}")).ShouldBe(1);

        using var stranger = other.Browser();
        foreach (var way in (string[])[address, address + ".webp"])
            (await stranger.GetAsync(way)).Status.ShouldBe(404, way);
        using var nobody = jisr.Browser();
        using var refused = await nobody.Http.GetAsync(address + ".webp", TestContext.Current.CancellationToken);
        refused.IsSuccessStatusCode.ShouldBeFalse();

        // A newer one takes its place; taken away it is gone.
        await worker.UploadAsync(
            await worker.GetAsync(address),
            [("picture", "q.png", "image/png", FormSamples.Picture)]
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_photo")).ShouldBe(1);
        await worker.SendAsync(await worker.GetAsync(address), "form:has(input[value=remove-photo])");
        (await jisr.CountAsync("SELECT count(*) FROM people_photo")).ShouldBe(0);
        (await worker.GetAsync(address + ".webp")).Status.ShouldBe(404);
    }

    private static Task<long> LooksAsync(JisrApp jisr) =>
        jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE field_groups LIKE '%photo%'");
}
