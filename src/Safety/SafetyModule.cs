using Jisr.Contracts.Safety;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Safety.Cases;
using Jisr.Safety.Numbers;
using Jisr.Safety.Reports;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Safety;

/// <summary>Protection: the confidential compartment, and reports with their queues.</summary>
public sealed class SafetyModule : IModule
{
    public string Name => "Safety";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CaseKey>();
        services.AddScoped<CaseDoor>();
        services.AddScoped<IChain, CaseLooks>();
        services.AddScoped<IPriority, Priority>();
        services.AddScoped<ReportKey>();
        services.AddScoped<ReportDesk>();
        services.AddScoped<ReportFolder>();
        services.AddScoped<ReportStatements>();
        services.AddScoped<FollowReports>();
        services.AddScoped<Organisations>();
        services.AddSingleton<AllowedTexts>();
        services.AddSingleton<IAllowedTexts>(s => s.GetRequiredService<AllowedTexts>());
        services.AddSingleton<IStalePages>(s => s.GetRequiredService<AllowedTexts>());
    }

    /// <summary>The columns "case" and "figures" of doors.md §7, and what stands below the table: Critical and
    /// Safeguarding are a safeguarding officer's, Content and Money a reviewer's.</summary>
    public void Allow(Permissions permissions)
    {
        permissions
            .Allow(CaseRights.See, Roles.SafeguardingOfficer)
            .Allow(CaseRights.Own, Roles.Member)
            .Allow("case.open", Roles.SafeguardingOfficer)
            .Allow("case.change", Roles.SafeguardingOfficer)
            .Allow("case.close", Roles.SafeguardingOfficer)
            .Allow("report.send", Roles.Anyone)
            .Allow("number.claim", Roles.Anyone)
            .Allow("number.decide", Roles.Reviewer)
            .Allow("report.appeal", Roles.Holder)
            .Allow(ReportDesk.Protect, Roles.SafeguardingOfficer)
            .Allow(ReportDesk.Review, Roles.Reviewer)
            .Allow(ReportDesk.Staff, Roles.FocalPoint)
            .Allow("report.release", Roles.SafeguardingOfficer)
            // Nobody's right: the program itself, when their time has come.
            .Allow("report.close")
            .Allow("report.erase");
        foreach (var right in (string[])[ReportDesk.See, "report.hold", "report.move", "report.decide"])
            permissions.Allow(right, Roles.SafeguardingOfficer, Roles.Reviewer, Roles.FocalPoint);
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => ReportFolder.Map(routes);

    public IReadOnlyList<SealedColumn> SealedColumns { get; } = [new(NumberClaim.Table, "text_sealed")];

    public IEnumerable<MenuLine> Menu() => [new("Reports and safety", "/protection", ReportDesk.See, 15, "shield")];

    public async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var keys = services.GetRequiredService<ClassKeys>();
        await keys.PrepareAsync(CaseKey.Name, ct);
        await keys.PrepareAsync(ReportKey.Name, ct);
        await services.GetRequiredService<AllowedTexts>().ReadAsync(ct);
    }
}
