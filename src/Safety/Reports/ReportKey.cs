using System.Globalization;
using System.Security.Cryptography;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>What seals reports, and the words that open one to its reporter.</summary>
internal sealed class ReportKey(ClassKeys keys)
{
    internal const string Name = "reports";
    public const int Words = 4;
    private static readonly TimeSpan TicketLasts = TimeSpan.FromMinutes(30);

    public async Task<byte[]> SealAsync(string text, string column, Guid report, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).Seal(text, Report.Table, column, report);

    public async Task<string?> OpenAsync(byte[]? text, string column, Guid report, CancellationToken ct) =>
        text is null ? null : (await keys.OfAsync(Name, ct)).Open(text, Report.Table, column, report);

    public async Task<byte[]> SealFileAsync(byte[] file, Guid evidence, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).SealBytes(file, Evidence.Table, "sealed", evidence);

    public async Task<byte[]> OpenFileAsync(Evidence row, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).OpenBytes(row.Sealed, Evidence.Table, "sealed", row.Id);

    public async Task<byte[]> AddressAsync(string address, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).Index("address", address);

    /// <summary>The words of a report, made from the id of the command that sent it: the second tap on the button shows the
    /// same ones, and only their hash is kept. <paramref name="n"/> counts on where others have them.</summary>
    public async Task<IReadOnlyList<string>> WordsOfAsync(CommandId sent, int n, CancellationToken ct) =>
        PlainWords.Of(
            (await keys.OfAsync(Name, ct))
                .Index("new-words", sent + "/" + n.ToString(CultureInfo.InvariantCulture))
                .AsSpan(0, Words)
        );

    public async Task<byte[]?> IndexOfAsync(string? typed, CancellationToken ct) =>
        PlainWords.Read(typed, Words) is { } words ? (await keys.OfAsync(Name, ct)).Index("words", words) : null;

    /// <summary>Words that no report has yet, and their index.</summary>
    public async Task<byte[]> FreeAsync(JisrDb db, CommandId sent, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            var index = (await IndexOfAsync(string.Join(' ', await WordsOfAsync(sent, n, ct)), ct))!;
            if (!await db.Set<Report>().AnyAsync(r => r.WordsIndex == index, ct))
                return index;
        }
    }

    /// <summary>The words to show after a report was sent.</summary>
    public async Task<IReadOnlyList<string>> ShownAsync(JisrDb db, CommandId sent, Guid report, CancellationToken ct)
    {
        var kept = await db.Set<Report>()
            .AsNoTracking()
            .Where(r => r.Id == report)
            .Select(r => r.WordsIndex)
            .SingleAsync(ct);
        for (var n = 0; n < 100; n++)
        {
            var words = await WordsOfAsync(sent, n, ct);
            if ((await IndexOfAsync(string.Join(' ', words), ct))!.AsSpan().SequenceEqual(kept))
                return words;
        }
        throw new CryptographicException("The words of a report do not fit it.");
    }

    /// <summary>Shows for half an hour that the words were known, without repeating them in the page.</summary>
    public async Task<string> TicketAsync(Guid report, DateTimeOffset now, CancellationToken ct) =>
        Convert.ToHexStringLower(
            (await keys.OfAsync(Name, ct)).Seal(
                report + " " + (now + TicketLasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                "ticket",
                "follow",
                Guid.Empty
            )
        );

    public async Task<Guid?> ReadTicketAsync(string? ticket, DateTimeOffset now, CancellationToken ct)
    {
        if (ticket is null || ticket.Length % 2 != 0 || !ticket.All(char.IsAsciiHexDigit))
            return null;
        try
        {
            var parts = (await keys.OfAsync(Name, ct))
                .Open(Convert.FromHexString(ticket), "ticket", "follow", Guid.Empty)
                .Split(' ');
            return now.ToUnixTimeSeconds() <= long.Parse(parts[1], CultureInfo.InvariantCulture)
                ? Guid.Parse(parts[0])
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
