using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Modules;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Rates;
using Jisr.Ledger.Statements;
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
        services.AddScoped<OpenAccounts>();
        services.AddScoped<EarningEvents>();
        services.AddScoped<ILedger, JournalWriter>();
        services.TryAddScoped<Shown>();
        services.AddScoped<OwnMoney>();
        services.AddScoped<AccountBook>();
        services.AddScoped<RateBook>();
        services.AddScoped<VerifyBooks>();
        services.AddScoped<StaffPlace>();
    }

    public void Allow(Permissions permissions) =>
        permissions
            .Allow("rate.enter", Roles.FinanceOfficer)
            .Allow(OwnMoney.Pages, Roles.Member)
            .Allow("ledger.verify", Roles.FinanceOfficer, Roles.Operator)
            .Allow(AccountBook.Pages, Roles.FinanceOfficer);

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
            new("Rates today", "/rates", "rate.enter", 60, "pairs"),
            new("The books", "/books", "ledger.verify", 61, "list"),
        ];

    public IEnumerable<Verb> Verbs(IVerbHost host) => [VerifyVerb.Make(host), ExportVerb.Make(host)];
}
