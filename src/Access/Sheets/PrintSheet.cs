using System.Globalization;
using Jisr.Access.Accounts;
using Jisr.Access.Beginnings;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Sheets;

/// <summary>A worker of her unit prints ten codes for her. An earlier sheet ends.</summary>
internal sealed record PrintSheet(PartyId PartyId) : ICommand
{
    public static string Kind => "sheet.print";

    /// <summary>The codes of a sheet, in the order of the paper.</summary>
    public static IReadOnlyList<string> CodesOf(Sealer sealer, Guid sheet) =>
        [
            .. Enumerable
                .Range(1, CodeSheet.Codes)
                .Select(n =>
                    CodeSigns.Of(
                        sealer,
                        "sheet",
                        sheet + "/" + n.ToString(CultureInfo.InvariantCulture),
                        CodeSheet.Signs
                    )
                ),
        ];

    public static byte[] Hash(Sealer sealer, Guid sheet, string code) =>
        sealer.Index("access.sheet-code", sheet + " " + code);
}

internal sealed class PrintSheetHandler(JisrDb db, MemberUnits units, MemberRecords records, Sealer sealer)
    : IHandle<PrintSheet>
{
    public async Task<Reach> ReachAsync(PrintSheet command, CommandScope scope, CancellationToken ct) =>
        await units.OfAsync(command.PartyId, ct) is { } unit ? Reach.Unit(unit) : Reach.Missing;

    public void Check(PrintSheet command, Problems problems, CommandScope scope)
    {
        if (scope.Actor.Is(command.PartyId))
            problems.Add("partyId", "NOT_FOR_HERSELF");
    }

    public async Task<Outcome> HandleAsync(PrintSheet command, CommandScope scope, CancellationToken ct)
    {
        var account = await records.AccountAsync(command.PartyId, ct);
        if (account is null or { IsClosed: true })
            return Outcome.No("NO_ACCOUNT_YET", "partyId");
        var id = new AccountId(account.Id);
        await db.Storage.LockRowAsync(db, "access_account", "id", account.Id, ct);
        await db.Set<CodeSheet>()
            .Where(s => s.AccountId == id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, scope.Now), ct);
        var sheet = new CodeSheet
        {
            Id = NameUuid.Of("code sheet", scope.Id.ToString(), id.ToString()),
            AccountId = id,
            PrintedBy = scope.Actor.AccountId,
            PrintedAt = scope.Now,
        };
        db.Add(sheet);
        db.AddRange(
            PrintSheet
                .CodesOf(sealer, sheet.Id)
                .Select(code => new SheetCode
                {
                    Id = NewId.Next(),
                    SheetId = sheet.Id,
                    Hash = PrintSheet.Hash(sealer, sheet.Id, code),
                })
        );
        return new Outcome.Done { Subject = sheet.Id };
    }
}

/// <summary>Where a member belongs: the unit whose workers help her.</summary>
internal sealed class MemberUnits(IEnumerable<IPartyDirectory> directories)
{
    public async Task<UnitId?> OfAsync(PartyId party, CancellationToken ct)
    {
        foreach (var directory in directories)
            if (await directory.HomeUnitAsync(party, ct) is { } unit)
                return unit;
        return null;
    }
}
