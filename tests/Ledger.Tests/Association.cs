using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Tests;

/// <summary>An association with a finance officer, two payers and a verifier: it sends commands as each of them.</summary>
internal sealed class Association
{
    private Association(JisrApp jisr, UnitId unit)
    {
        (Jisr, Unit) = (jisr, unit);
        Teller = new Teller(jisr, new BookId(unit.Value));
    }

    public JisrApp Jisr { get; }
    public UnitId Unit { get; }

    /// <summary>Posts what other modules would, in the association's book.</summary>
    public Teller Teller { get; }
    public Actor Finance { get; private set; } = null!;
    public Actor Payer { get; private set; } = null!;
    public Actor SecondPayer { get; private set; } = null!;
    public Actor Verifier { get; private set; } = null!;
    public Actor Lead { get; private set; } = null!;

    public static async Task<Association> StartAsync(JisrApp jisr, string code = "amal")
    {
        var unit = await jisr.SendAsync(
            "unit.add",
            new
            {
                code,
                unitKind = "association",
                place = "SY0703",
                nameAr = "جمعية الأمل",
            }
        );
        var house = new Association(jisr, new UnitId(unit.Subject!.Value));
        house.Finance = house.Staff(Roles.FinanceOfficer);
        house.Payer = house.Staff(Roles.Payer);
        house.SecondPayer = house.Staff(Roles.Payer);
        house.Verifier = house.Staff(Roles.PaymentVerifier);
        house.Lead = house.Staff(Roles.UnitLead);
        return house;
    }

    /// <summary>Somebody with one role at the association.</summary>
    public Actor Staff(string role)
    {
        var today = DateOnly.FromDateTime(Jisr.Clock.GetUtcNow().UtcDateTime);
        return new Actor
        {
            AccountId = NewId.Of<AccountId>(),
            Grants = [new Grant(role, Unit, true, null, today.AddDays(-1), today.AddMonths(11))],
        };
    }

    public static Actor Member(int party) =>
        new() { AccountId = NewId.Of<AccountId>(), PartyId = new PartyId(Teller.Id(party)) };

    public async Task<Answer> SendAsync(Actor actor, string kind, object payload, Guid? id = null) =>
        await Jisr.SendAsync(kind, payload, id, actor, Door.Form);

    /// <summary>Sends and returns the subject; fails where it was refused.</summary>
    public async Task<Guid> DoneAsync(Actor actor, string kind, object payload, Guid? id = null)
    {
        var answer = await SendAsync(actor, kind, payload, id);
        answer.IsDone.ShouldBeTrue($"{kind}: {string.Join(' ', answer.Effective.Reasons)}");
        return answer.Effective.Subject ?? Guid.Empty;
    }

    /// <summary>Sends and returns the code of the refusal; null when it was done.</summary>
    public async Task<string?> CodeAsync(Actor actor, string kind, object payload) =>
        await SendAsync(actor, kind, payload) is { IsDone: false } no ? no.Reasons[0].Code : null;

    public Task<Guid> CustodianAsync(
        string kind = "cash-box",
        long? limit = null,
        string? limitUnit = null,
        DateOnly? looked = null
    ) =>
        DoneAsync(
            Finance,
            "custodian.add",
            new
            {
                unitId = Unit,
                custodian = kind,
                label = kind + " " + NewId.Next().ToString("n")[^6..],
                dueDiligenceOn = looked,
                limitMinor = limit,
                limitUnit,
            }
        );

    public Task<Guid> FundAsync() =>
        DoneAsync(
            Finance,
            "fund.open",
            new
            {
                unitId = Unit,
                name = "Winter",
                donor = "A donor",
                purpose = "Wool",
            }
        );

    /// <summary>Cash of a fund in a custodian.</summary>
    public async Task<Guid> FillAsync(Guid custodian, long minor, string currency = Teller.Try)
    {
        var fund = await FundAsync();
        await DoneAsync(
            Payer,
            "cash.receive",
            new
            {
                custodianId = custodian,
                fundId = fund,
                currency,
                minor,
                reason = "first part",
            }
        );
        return fund;
    }

    /// <summary>A member is owed so much out of a fund.</summary>
    public async Task OweAsync(Guid fund, int party, long minor, string currency = Teller.Try) =>
        (
            await Teller.PostAsync(
                "grant.due",
                null,
                [
                    Leg.Debit(AccountRef.OfFund(fund, currency), minor),
                    Leg.Credit(Teller.Payable(party, currency), minor),
                ]
            )
        ).ShouldBeNull();

    public Task<long> CashAsync(Guid custodian, string currency = Teller.Try) =>
        Teller.BalanceAsync(AccountRef.Cash(custodian, currency));

    public Task SweepAsync() => Jisr.SendAsync("money.sweep", new { });

    public Task<long> TasksAsync(string kind) =>
        Jisr.CountAsync($"SELECT count(*) FROM ledger_task WHERE kind = '{kind}' AND done_at IS NULL");

    /// <summary>All invariants hold.</summary>
    public async Task HoldsAsync() => (await BrokenAsync()).ShouldBeEmpty();

    /// <summary>What does not hold, as the verifier says it inside the running program.</summary>
    public Task<IReadOnlyList<string>> BrokenAsync() => BrokenAsync(Jisr);

    public static async Task<IReadOnlyList<string>> BrokenAsync(JisrApp jisr)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IBooksCheck>().CheckAsync("nightly", default);
        var found = await jisr.TextAsync("SELECT findings FROM ledger_check ORDER BY id DESC LIMIT 1");
        return
        [
            .. System
                .Text.Json.JsonDocument.Parse(found!)
                .RootElement.EnumerateArray()
                .Select(f => string.Join(' ', f.EnumerateObject().Select(p => p.Value.GetString()))),
        ];
    }

    /// <summary>A woman of the association.</summary>
    public async Task<Guid> WomanAsync(string name)
    {
        var answer = await Jisr.SendAsync(
            "party.register",
            new
            {
                unitId = Unit,
                fullName = name,
                sex = "F",
                governorate = "SY07",
                district = "SY0703",
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
                consentChannel = "spoken",
            },
            actor: Staff("centre-worker"),
            door: Door.Api
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Effective.Subject!.Value;
    }
}
