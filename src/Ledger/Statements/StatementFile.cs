using System.Globalization;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Text;
using Jisr.Ledger.Journal;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Ledger.Statements;

/// <summary>An account's statement as a file.</summary>
internal static class StatementFile
{
    private const string Header = "no,occurred_at,kind,debit,credit,unit,reason,taken_back\r\n";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/books/accounts/{id:guid}/statement.csv", SendAsync)
            .RequireAuthorization(new PermissionAttribute(AccountBook.Pages))
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(Guid id, AccountBook book, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } account)
            return Results.NotFound();
        var text = new StringBuilder(Header);
        await foreach (var line in book.All(id).WithCancellation(ct))
            text.Append(
                CsvCell.Row(
                    CsvCell.Number(line.Seq),
                    line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    CsvCell.Text(line.Kind),
                    Units.Show(line.Debit, account.Unit),
                    Units.Show(line.Credit, account.Unit),
                    CsvCell.Text(account.Unit),
                    CsvCell.Text(line.Reason),
                    line.IsTakenBack ? "yes" : ""
                )
            );
        return CsvFile.Of(text.ToString(), "statement.csv");
    }
}
