using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Text;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>What leaves as a table is text: nothing in it is computed by a spreadsheet.</summary>
public class ExportWorkbookTests
{
    [Fact]
    public void Each_cell_of_the_samples_is_written_as_it_says()
    {
        var cases = JsonDocument
            .Parse(File.ReadAllText(ImportTests.Fixture("csv/cell-cases.json")))
            .RootElement.GetProperty("cases")
            .EnumerateArray()
            .ToList();
        cases.Count.ShouldBe(15);
        foreach (var one in cases)
        {
            var cell = one.GetProperty("given").GetProperty("cell");
            var csv =
                cell.ValueKind == JsonValueKind.Number
                    ? CsvCell.Number(cell.GetInt64())
                    : CsvCell.Text(cell.GetString());
            csv.ShouldBe(one.GetProperty("expect").GetProperty("csv").GetString(), one.GetProperty("id").GetString());
        }
    }

    [Theory, Databases]
    public async Task People_leave_as_a_workbook_whose_cells_are_texts_and_every_name_is_logged(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await centre.WomanAsync("=HYPERLINK(\"http://x.example\",\"اسم\")");
        await centre.WomanAsync("‏اسم للتجربة");
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.GetAsync("/people/export");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/people/export/workbook?purpose=planning");
        using var response = await lead.Http.SendAsync(request);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        );
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var xml = string.Concat(
            zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal))
                .Select(e => new StreamReader(e.Open(), Encoding.UTF8).ReadToEnd())
        );
        xml.ShouldContain("=HYPERLINK(");
        xml.ShouldNotContain("'=HYPERLINK");
        xml.ShouldNotContain("<f>");
        xml.ShouldNotContain(":f>");
        xml.ShouldContain("اسم للتجربة");
        xml.ShouldNotContain("\u200F");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'export'")).ShouldBe(1);
        page.Text.ShouldContain("An Excel workbook");
        using var worker = centre.Browser();
        (await worker.GetAsync("/people/export/workbook?purpose=planning")).Status.ShouldBe(403);
    }
}
