using System.Text;
using Microsoft.AspNetCore.Http;

namespace Jisr.Ui.Parts;

/// <summary>A CSV file as an answer.</summary>
public static class CsvFile
{
    /// <summary>With a byte order mark: without it spreadsheets take Arabic for another writing.</summary>
    public static IResult Of(string text, string name) =>
        Results.Bytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", name);
}
