using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;
using Jisr.People.Forms;
using Jisr.People.Import;
using Jisr.People.Places;
using Jisr.People.Programmes;
using Jisr.People.Units;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People;

/// <summary>The part of the module's table of contents that is about organisations: places, units, programmes, and the
/// files they bring.</summary>
internal static class Organisation
{
    /// <summary>The pages of places, units and programmes: for all who work with people.</summary>
    public const string See = "unit.see";

    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<UnitsAsAt>();
        services.AddScoped<IUnitHistory>(s => s.GetRequiredService<UnitsAsAt>());
        services.AddScoped<UnitDirectory>();
        services.AddScoped<IUnitDirectory>(s => s.GetRequiredService<UnitDirectory>());
        services.AddScoped<UnitChoices>();
        services.AddScoped<ReadUnit>();
        services.AddScoped<ReadPlace>();
        services.AddScoped<ReadProgramme>();
        services.AddScoped<ProgrammeRules>();
        services.AddScoped<ImportPeople>();
        services.AddScoped<ImportReport>();
        services.AddScoped<RunBatch>();
        services.AddSingleton<CheckImport>();
        services.AddScoped<ReadConflict>();
        services.AddScoped<ImportDownloads.Download>();
        FormRights.AddServices(services);
    }

    public static Permissions Allow(Permissions permissions) =>
        permissions
            .Allow(
                See,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.Trainer,
                Roles.Consultant,
                Roles.ProgrammeManager,
                Roles.Coordinator,
                Roles.SafeguardingOfficer,
                Roles.Administrator
            )
            .Allow(AddUnit.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(RenameUnit.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(MoveUnit.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(CloseUnit.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(OpenUnit.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(SplitUnit.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(MergeUnits.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(SetUnitPhone.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(AddProgramme.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(ChangeProgramme.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(AddPartner.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(EndPartner.Kind, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(PreviewImport.Kind, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(MapColumns.Kind, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(UndoImport.Kind, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(ApplyImport.Kind, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(SettleConflict.Kind, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .AllowForms();

    public static void MapApi(RouteGroupBuilder api)
    {
        PlacesApi.Map(api);
        UnitsApi.Map(api);
    }

    public static void MapRoutes(IEndpointRouteBuilder routes)
    {
        ImportDownloads.Map(routes);
        FormRights.MapRoutes(routes);
    }

    public static IEnumerable<Verb> Verbs(IVerbHost host) =>
        [
            ImportVerb.Make(host),
            UnitVerbs.AddUnit(host),
            UnitVerbs.AddProgramme(host),
            PlaceVerbs.Import(host),
            PollKobo.Verb(host),
        ];

    public static IEnumerable<MenuLine> Menu() =>
        [
            new("Import a file", "/import/people", PreviewImport.Kind, 40, "import"),
            FormRights.MenuLine,
            new("Units", "/units", See, 50, "house"),
            new("Programmes", "/programmes", See, 51, "road"),
            new("Places", "/places", See, 52, "place"),
            new("Voices", "/recordings", "voice.add", 53, "sound"),
        ];
}
