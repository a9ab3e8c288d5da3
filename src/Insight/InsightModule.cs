using Jisr.Insight.External;
using Jisr.Insight.Facts;
using Jisr.Insight.Figures;
using Jisr.Insight.Indicators;
using Jisr.Insight.Targets;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Insight;

/// <summary>Figures that come out of the records: facts, indicators, targets, the dashboard. Nobody types a total.</summary>
public sealed class InsightModule : IModule
{
    public string Name => "Insight";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IInTransaction, WriteFacts>();
        // After the facts: those of one transaction are written before they are moved.
        services.AddScoped<IInTransaction, JoinPeople>();
        services.AddScoped<IInTransaction, LeaveOut>();
        services.AddScoped<CountFigures>();
        services.AddScoped<ShownFigures>();
        services.AddScoped<ReadScope>();
        services.AddScoped<ReadDashboard>();
        services.AddScoped<ReadHow>();
        services.AddScoped<ReadTargets>();
        services.AddScoped<ReadExternal>();
        services.AddScoped<ExportRows>();
        services.AddScoped<Screen>();
    }

    /// <summary>The column "figures" of doors.md §7; those that come with later records (her own sessions, her own
    /// call) are not here yet.</summary>
    public void Allow(Permissions permissions) =>
        permissions
            .Allow(FigureRights.Own, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(FigureRights.All, Roles.Coordinator)
            .Allow(FigureRights.Partner, Roles.PartnerReader)
            .Allow(FigureRights.Money, Roles.FinanceOfficer, Roles.Payer, Roles.PaymentVerifier)
            .Allow(
                FigureRights.See,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.Coordinator,
                Roles.PartnerReader,
                Roles.FinanceOfficer,
                Roles.Payer,
                Roles.PaymentVerifier
            )
            .Allow(SetTargets.Kind, Roles.ProgrammeManager, Roles.Coordinator)
            .Allow(EnterExternalFigure.Kind, Roles.ProgrammeManager, Roles.Coordinator);

    public IEnumerable<MenuLine> Menu() => [new("Figures", "/figures", FigureRights.See, 60, "chart")];

    public void MapRoutes(IEndpointRouteBuilder routes) => ExportTable.Map(routes);

    public void MapApi(RouteGroupBuilder api)
    {
        IndicatorsApi.Map(api);
        api.MapCommand<SetTargets>("/targets");
        api.MapCommand<EnterExternalFigure>("/external-figures");
    }

    public IEnumerable<Verb> Verbs(IVerbHost host) => [IndicatorsVerb.Make(host)];

    public async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await IndicatorList.PrepareAsync(scope.ServiceProvider.GetRequiredService<JisrDb>(), ct);
    }
}
