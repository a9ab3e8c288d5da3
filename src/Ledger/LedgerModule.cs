using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Books;
using Jisr.Ledger.Counts;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Funds;
using Jisr.Ledger.Goods;
using Jisr.Ledger.Holds;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Payouts;
using Jisr.Ledger.Rates;
using Jisr.Ledger.Receipts;
using Jisr.Ledger.Statements;
using Jisr.Ledger.Tasks;
using Jisr.Ledger.Transfers;
using Jisr.Ledger.Verify;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jisr.Ledger;

/// <summary>The only door to money: accounts, transactions, rates, and the proof that nothing was changed.</summary>
public sealed class LedgerModule : IModule
{
    public string Name => "Ledger";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<BookRow>();
        services.AddScoped<OpenAccounts>();
        services.AddScoped<OpenHolds>();
        services.AddScoped<IForgetPerson, ForgetTargets>();
        services.AddScoped<EarningEvents>();
        services.AddScoped<PostingRules>();
        services.AddScoped<JournalWriter>();
        services.AddScoped<ILedger>(s => s.GetRequiredService<JournalWriter>());
        services.AddScoped<IHolds, HoldBook>();
        services.AddScoped<TwoPeople>();
        services.AddScoped<PostOrWait>();
        services.AddScoped<BooksOfUnits>();
        services.AddScoped<CustodianRules>();
        services.AddScoped<CustodianReach>();
        services.AddScoped<ICustodians, Custodians>();
        services.AddScoped<TransferCode>();
        services.AddScoped<TransferSteps>();
        services.AddScoped<TransferReturn>();
        services.AddScoped<PaperNumbers>();
        services.AddScoped<PayoutSteps>();
        services.AddScoped<InTheBooks>();
        services.AddScoped<OpenAccountSums>();
        services.AddScoped<MoneyDesk>();
        services.AddScoped<FundBook>();
        services.AddScoped<PayoutBook>();
        services.AddScoped<GoodsMoves>();
        services.AddScoped<MoneyTasks>();
        services.AddScoped<SuspenseTasks>();
        services.AddHostedService<MoneyClock>();
        services.AddSingleton<BooksChecker>();
        services.AddSingleton<IBooksCheck>(s => s.GetRequiredService<BooksChecker>());
        services.AddHostedService<NightlyCheck>();
        services.TryAddScoped<Shown>();
        services.AddScoped<OwnMoney>();
        services.AddScoped<AccountBook>();
        services.AddScoped<TransactionBook>();
        services.AddScoped<RateBook>();
        services.AddScoped<IRates, KnownRates>();
        services.AddScoped<VerifyBooks>();
        services.AddScoped<StaffPlace>();
    }

    public void Allow(Permissions permissions)
    {
        permissions
            .Allow("rate.enter", Roles.FinanceOfficer)
            .Allow(OwnMoney.Pages, Roles.Member)
            .Allow("ledger.verify", Roles.FinanceOfficer, Roles.Operator)
            .Allow(AccountBook.Pages, Roles.FinanceOfficer);
        // Who decides is not who pays, and who pays is not who checks (doors.md §7).
        foreach (
            var kind in (string[])
                [
                    "custodian.add",
                    "custodian.change",
                    "custodian.deactivate",
                    "custodian.activate",
                    "fund.open",
                    "payout.approve",
                    "posting.reverse",
                    "account.close",
                    "account.reopen",
                    "goods.add",
                ]
        )
            permissions.Allow(kind, Roles.FinanceOfficer);
        foreach (
            var kind in (string[])
                [
                    "transfer.send",
                    "transfer.return",
                    "cash.receive",
                    "expense.pay",
                    "cash.exchange",
                    "goods.take",
                    "goods.hand-over",
                ]
        )
            permissions.Allow(kind, Roles.FinanceOfficer, Roles.Payer);
        foreach (var kind in (string[])["transfer.announce", "transfer.collect", "transfer.confirm", "transfer.reveal"])
            permissions.Allow(kind, Roles.Member, Roles.FinanceOfficer, Roles.Payer);
        permissions
            .Allow(
                MoneyDesk.Pages,
                Roles.FinanceOfficer,
                Roles.Payer,
                Roles.PaymentVerifier,
                Roles.UnitLead,
                Roles.ProgrammeManager
            )
            .Allow(PayoutBook.Pages, Roles.FinanceOfficer, Roles.Payer, Roles.PaymentVerifier)
            .Allow(PayoutBook.Own, Roles.Member)
            .Allow("limit.set", Roles.ProgrammeManager)
            .Allow("posting.agree", Roles.FinanceOfficer, Roles.UnitLead)
            .Allow("posting.decline", Roles.FinanceOfficer, Roles.UnitLead)
            .Allow("payout.request", Roles.Member, Roles.FinanceOfficer, Roles.Payer)
            .Allow("payout.cancel", Roles.Member, Roles.FinanceOfficer, Roles.Payer)
            .Allow("payout.send", Roles.Payer)
            .Allow("payout.return", Roles.Payer)
            .Allow("payout.confirm", Roles.Member, Roles.PaymentVerifier)
            .Allow("payout-target.set", Roles.Member)
            .Allow("payout-target.confirm", Roles.CentreWorker, Roles.UnitLead, Roles.FinanceOfficer)
            .Allow("receipt.confirm", Roles.Member, Roles.FinanceOfficer, Roles.Payer, Roles.PaymentVerifier)
            .Allow("money.sweep")
            .Allow("check.note");
        foreach (var kind in (string[])["count.type", "count.confirm"])
            permissions.Allow(
                kind,
                Roles.Member,
                Roles.FinanceOfficer,
                Roles.Payer,
                Roles.PaymentVerifier,
                Roles.UnitLead
            );
        permissions.Allow("suspense.clear", Roles.Member, Roles.FinanceOfficer, Roles.Payer);
    }

    public async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using (var scope = services.CreateAsyncScope())
            await KnownRates.PrepareAsync(scope.ServiceProvider.GetRequiredService<JisrDb>(), ct);
        await BooksChecker.AfterRestoreAsync(services, ct);
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        MoneyRoutes.Map(routes);
        StatementFile.Map(routes);
    }

    public void MapApi(RouteGroupBuilder api)
    {
        MoneyRoutes.MapApi(api);
        api.MapCommand<EnterRate>("/rates");
    }

    public IEnumerable<MenuLine> Menu() =>
        [
            new("My money", "/my/money", OwnMoney.Pages, 40, "coin"),
            new("Money of the organisation", "/money", MoneyDesk.Pages, 59, "coin"),
            new("Rates today", "/rates", "rate.enter", 60, "pairs"),
            new("The books", "/books", "ledger.verify", 61, "list"),
        ];

    public IReadOnlyList<SealedColumn> SealedColumns { get; } = [new(Transfer.Table, Transfer.CodeColumn)];

    public IEnumerable<Verb> Verbs(IVerbHost host) => [VerifyVerb.Make(host), ExportVerb.Make(host)];
}
