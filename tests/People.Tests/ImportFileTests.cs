using System.IO.Compression;
using System.Text;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Files that are not what they should be: said clearly, and nothing is written.</summary>
public class ImportFileTests
{
    private const string Head = "record_id,given_name,family_name,phone,birth_date\n";
    private const string Good = Head + "R1,هناء,ديب,0661402793,1991\nR2,سلمى,ديب,,1990\n";

    public static TheoryData<string, string> BadTexts =>
        new()
        {
            { "FILE_EMPTY", "" },
            { "FILE_EMPTY", "\uFEFF \n \n" },
            { "FILE_WITHOUT_ROWS", Head },
            { "FILE_WITHOUT_ROWS", Head + ",,,,\n" },
            { "COLUMNS_UNKNOWN", "a,b,c\n1,2,3\n" },
            { "COLUMNS_UNKNOWN", "R1,هناء,ديب,0661402793,1991\n" },
            { "COLUMNS_NO_NAME", "record_id,phone\nR1,0661402793\n" },
            { "COLUMNS_TWICE", "given_name,phone,phone\nهناء,1,2\n" },
            { "COLUMNS_TWICE", "given_name,الاسم\nهناء,سلمى\n" },
            // Half a file: in the middle of a row, of a quoted cell, and a separator too many.
            { "FILE_ROW_CUT", Good + "R3,نجا" },
            { "FILE_QUOTES", Good + "R3,\"نجاة" },
            { "FILE_ROW_CUT", Good + "R3,نجاة,ديب,0661402794,1992,,\n" },
            { "FILE_QUOTES", Good + "R3,\"نجاة\"x,ديب,0661402794,1992\n" },
            { "FILE_NOT_TEXT", "given_name\u0000\u0001" },
        };

    [Theory, MemberData(nameof(BadTexts))]
    public async Task A_bad_text_file_is_named_and_nothing_is_written(string code, string text)
    {
        await using var jisr = await StartAsync(DatabasesAttribute.Sqlite);
        await RefusedAsync(jisr, code, new UTF8Encoding(false).GetBytes(text), "bad.csv");
    }

    [Theory, Databases]
    public async Task Other_encodings_are_named_and_nothing_is_written(string database)
    {
        await using var jisr = await StartAsync(database);
        await RefusedAsync(jisr, "FILE_UTF16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)]);
        await RefusedAsync(
            jisr,
            "FILE_UTF16",
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Good)]
        );
        await RefusedAsync(jisr, "FILE_NOT_TEXT", Encoding.Unicode.GetBytes(Good));
        // هناء in Windows-1256.
        await RefusedAsync(
            jisr,
            "FILE_NOT_UTF8",
            [
                .. Encoding.ASCII.GetBytes("given_name,family_name\n"),
                0xE5,
                0xE4,
                0xC7,
                0xC1,
                (byte)',',
                0xCF,
                0xED,
                0xC8,
            ]
        );
        await RefusedAsync(jisr, "FILE_OLD_EXCEL", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        await RefusedAsync(jisr, "FILE_NOT_XLSX", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "cut.xlsx");
        await RefusedAsync(jisr, "FILE_NOT_TEXT", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0xFF], "picture.csv");
    }

    [Fact]
    public async Task A_file_of_two_gigabytes_is_refused_without_being_read()
    {
        await using var jisr = await StartAsync(DatabasesAttribute.Sqlite);
        var path = Path.Combine(jisr.Folder, "huge.csv");
        await using (var file = File.Create(path))
            file.SetLength(2L * 1024 * 1024 * 1024 + 1);
        var run = await jisr.VerbAsync("import", "people", path, "--unit", "guelmim-1");
        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("FILE_TOO_LARGE");
        run.Errors.ShouldContain("100 MB");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        await using var jisr = await StartAsync(DatabasesAttribute.Sqlite);
        var run = await jisr.VerbAsync("import", "people", "/nowhere/x.csv", "--unit", "guelmim-1");
        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("There is no file /nowhere/x.csv");
    }

    public static TheoryData<string> GoodTexts =>
        new()
        {
            Good,
            "\uFEFF" + Good,
            Good.Replace("\n", "\r\n", StringComparison.Ordinal),
            Good.Replace(',', ';'),
            Good.Replace(',', '\t'),
            Good.Replace(',', '|'),
            // A title above, the head written twice, in codes and in words.
            "سجلات المركز,,,,\n" + Good,
            Head + "رقم السجل,الاسم,الكنية,الهاتف,تاريخ الميلاد\n" + Good[Head.Length..],
            "رقم السجل,الاسم,الكنية,رقم الهاتف,تاريخ الميلاد\n" + Good[Head.Length..],
            "Record ID, Prénom ,Nom de famille,Téléphone,Date de naissance\n" + Good[Head.Length..],
            // Excel's empty last rows, and a last row without its line end.
            Good.TrimEnd() + "\n,,,,\n\n",
            Good.TrimEnd(),
        };

    [Theory, MemberData(nameof(GoodTexts))]
    public async Task A_file_in_another_habit_gives_the_same_two_women(string text)
    {
        await using var jisr = await StartAsync(DatabasesAttribute.Sqlite);
        await AcceptedAsync(jisr, new UTF8Encoding(false).GetBytes(text), 2);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE family_name = 'ديب'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'phone'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE birth_precision = 'year'")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_workbook_with_texts_numbers_dates_and_formulas_is_read(string database)
    {
        await using var jisr = await StartAsync(database);
        var book = Workbook(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>الاسم</t></is></c><c r="B1" t="inlineStr"><is><t>الكنية</t></is></c><c r="C1" t="inlineStr"><is><t>الهاتف</t></is></c><c r="D1" t="inlineStr"><is><t>تاريخ الميلاد</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>هناء</t></is></c><c r="B2" t="inlineStr"><is><t>ديب</t></is></c><c r="C2"><v>661402793</v></c><c r="D2" s="1"><v>33412</v></c></row>
            <row r="3"><c r="A3" t="str"><f>"سل"&amp;"مى"</f><v>سلمى</v></c><c r="B3" t="inlineStr"><is><t>ديب</t></is></c><c r="D3"><v>1990</v></c></row>
            """
        );
        await AcceptedAsync(jisr, book, 2, "women.xlsx");
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'phone'")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_person WHERE given_name = 'سلمى' AND birth_precision = 'year'"
            )
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE birth_date = '1991-06-23'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_formula_without_a_result_is_named_by_its_cell()
    {
        await using var jisr = await StartAsync(DatabasesAttribute.Sqlite);
        const string head = """<row r="1"><c r="A1" t="inlineStr"><is><t>given_name</t></is></c></row>""";
        var run = await RefusedAsync(
            jisr,
            "FILE_FORMULA",
            Workbook(head + """<row r="2"><c r="A2"><f>VLOOKUP(B2,Other!A:B,2)</f></c></row>"""),
            "formula.xlsx"
        );
        run.Errors.ShouldContain("A2");
        await RefusedAsync(
            jisr,
            "FILE_FORMULA",
            Workbook(head + """<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"""),
            "formula.xlsx"
        );
        await RefusedAsync(jisr, "FILE_NOT_XLSX", Workbook(head)[..^60], "half.xlsx");
    }

    [Fact]
    public async Task Markup_and_formulas_in_a_name_are_kept_as_typed_and_leave_as_text()
    {
        await using var jisr = await StartAsync(DatabasesAttribute.Sqlite);
        var result = Path.Combine(jisr.Folder, "result.csv");
        var file = Path.Combine(jisr.Folder, "a.csv");
        await File.WriteAllTextAsync(file, "given_name,family_name\n=1+1 هناء,<b>ديب</b>\n");
        var run = await jisr.VerbAsync("import", "people", file, "--unit", "guelmim-1", "--result", result);
        run.Exit.ShouldBe(0, run.Errors);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE family_name = '<b>ديب</b>'")).ShouldBe(1);
        (await File.ReadAllTextAsync(result)).ShouldContain("\"'=1+1 هناء\"");
    }

    private static async Task<JisrApp> StartAsync(string database)
    {
        var jisr = await JisrApp.StartAsync(database);
        await ImportTests.AddUnitAsync(jisr);
        return jisr;
    }

    private static async Task<VerbRun> RefusedAsync(JisrApp jisr, string code, byte[] bytes, string name = "bad.csv")
    {
        var path = Path.Combine(jisr.Folder, name);
        await File.WriteAllBytesAsync(path, bytes);
        var run = await jisr.VerbAsync("import", "people", path, "--unit", "guelmim-1", "--json");
        run.Exit.ShouldBe(2, run.Output + run.Errors);
        run.Errors.ShouldContain(code + ": ");
        run.Errors.ShouldContain("Nothing was imported.");
        run.Output.ShouldBeEmpty();
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
        File.Exists(path + ".rejected.csv").ShouldBeFalse();
        return run;
    }

    /// <summary>The smallest workbook a spreadsheet opens, with one sheet of these rows; style 1 is a date.</summary>
    internal static byte[] Workbook(string rows)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                zip,
                "[Content_Types].xml",
                """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""
            );
            Add(
                zip,
                "_rels/.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
            );
            Add(
                zip,
                "xl/workbook.xml",
                """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
            );
            Add(
                zip,
                "xl/_rels/workbook.xml.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""
            );
            Add(
                zip,
                "xl/styles.xml",
                """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""
            );
            Add(
                zip,
                "xl/worksheets/sheet1.xml",
                $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"""
            );
        }
        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + text));
    }

    private static async Task AcceptedAsync(JisrApp jisr, byte[] bytes, int rows, string name = "good.csv")
    {
        var path = Path.Combine(jisr.Folder, name);
        await File.WriteAllBytesAsync(path, bytes);
        var run = await jisr.VerbAsync("import", "people", path, "--unit", "guelmim-1", "--json");
        run.Exit.ShouldBe(0, run.Output + run.Errors);
        ImportTests.LastLine(run).ShouldBe($$"""{"accepted":{{rows}},"duplicate":0,"conflict":0,"rejected":0}""");
    }
}
