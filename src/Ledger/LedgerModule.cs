using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Verify;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
    }

    public void Allow(Permissions permissions) => permissions.Allow("rate.enter", Roles.FinanceOfficer);

    public IEnumerable<Verb> Verbs(IVerbHost host) => [VerifyVerb.Make(host), ExportVerb.Make(host)];
}
