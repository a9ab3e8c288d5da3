using System.Globalization;
using Jisr.Access.Accounts;
using Jisr.Access.Beginnings;
using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PhoneNumbers;

namespace Jisr.Access.Codes;

/// <summary>A woman whose PIN was right on a new phone asks for a code: by message to her (sms), or one that she sends to us
/// (inbound). Address and device come as hashes.</summary>
internal sealed record AskCode(AccountId AccountId, string Channel, string AddressHash, string DeviceHash) : ICommand
{
    public static string Kind => "code.ask";
}

/// <summary>A code waits to be sent.</summary>
internal sealed record CodeAsked(Guid RequestId) : IMessage
{
    public static string Name => "access.code-asked";
}

internal sealed partial class AskCodeHandler(
    JisrDb db,
    CodeCaps caps,
    IEnumerable<IMemberContacts> contacts,
    ISmsGateway gateway,
    CodeSettings settings,
    Sealer sealer,
    ILogger<AskCodeHandler> log
) : IHandle<AskCode>
{
    private static readonly TimeSpan Forget = TimeSpan.FromDays(7);

    // Only our own pages ask: they know the address, and that the PIN was right.
    public Task<Reach> ReachAsync(AskCode command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            scope.Actor.IsSystem
            || (scope.Actor.AccountId == command.AccountId && scope.Door == Kernel.Commands.Door.Form)
                ? Reach.Held(true)
                : Reach.Missing
        );

    public async Task<Outcome> HandleAsync(AskCode command, CommandScope scope, CancellationToken ct)
    {
        var isSms = command.Channel == OtpRequest.Sms;
        if (isSms ? !gateway.IsOn : !settings.IsInboundOn)
            return Outcome.No("CODES_OFF");
        if (await NumberAsync(command.AccountId, ct) is not { } number)
            return Outcome.No("NO_PHONE_FOR_CODES");
        var day = await DayAsync(scope.Now, ct);
        await db.Set<OtpRequest>().Where(r => r.CreatedAt < scope.Now - Forget).ExecuteDeleteAsync(ct);
        var id = scope.Id.Value;
        var request = new OtpRequest
        {
            Id = id,
            AccountId = command.AccountId,
            Channel = isSms ? OtpRequest.Sms : OtpRequest.Inbound,
            NumberIndex = sealer.Index("access.code-number", number),
            PrefixIndex = sealer.Index("access.code-prefix", number[..^4]),
            Country = PhoneBinder.CountryOf(number) ?? "",
            AddressHash = command.AddressHash,
            DeviceHash = command.DeviceHash,
            CodeHash = ProveCode.Hash(sealer, id, ProveCode.CodeOf(sealer, id, command.AccountId)),
            CreatedAt = scope.Now,
            State = OtpRequest.Asked,
        };
        request.Cap = IsCostly(number) ? "kind" : await caps.StopAsync(request, day, ct);
        if (request.Cap is not null)
            request.State = OtpRequest.Suppressed;
        else if (isSms)
        {
            if (caps.Spend(day, scope.Now))
                LogMoney(log, day.SpentMinor, settings.DayMinor);
            scope.Later(new CodeAsked(id), orderKey: "code " + id);
        }
        db.Add(request);
        return new Outcome.Done
        {
            Subject = id,
            Details = request.Cap is { } cap
                ? new Dictionary<string, string>(StringComparer.Ordinal) { ["cap"] = cap }
                : null,
        };
    }

    // The first of her numbers that she lets us write to.
    private async Task<string?> NumberAsync(AccountId account, CancellationToken ct)
    {
        var party = await db.Set<Account>()
            .Where(a => a.Id == account.Value)
            .Select(a => a.PartyId)
            .SingleOrDefaultAsync(ct);
        if (party is { } of)
            foreach (var source in contacts)
                if ((await source.OfAsync(of, ct))?.Phones.FirstOrDefault(p => p.MayWrite) is { } phone)
                    return phone.Number;
        return null;
    }

    private async Task<CodeDay> DayAsync(DateTimeOffset now, CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var id = NameUuid.Of("code day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO access_code_day (id, day, spent_minor) VALUES ({0}, {1}, 0) ON CONFLICT DO NOTHING",
            [db.Storage.RawId(id), day],
            ct
        );
        await db.Storage.LockRowAsync(db, "access_code_day", "id", id, ct);
        return await db.Set<CodeDay>().SingleAsync(d => d.Id == id, ct);
    }

    // Premium lines and numbers that live on a computer are refused.
    private static bool IsCostly(string number)
    {
        var phones = PhoneNumberUtil.GetInstance();
        return phones.GetNumberType(phones.Parse(number, null))
            is PhoneNumberType.PREMIUM_RATE
                or PhoneNumberType.SHARED_COST
                or PhoneNumberType.VOIP
                or PhoneNumberType.UAN
                or PhoneNumberType.PAGER
                or PhoneNumberType.VOICEMAIL;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Codes have cost {Spent} of {Ceiling} today")]
    private static partial void LogMoney(ILogger log, long spent, long ceiling);
}
