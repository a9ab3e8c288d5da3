using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Jisr.People.Import;
using Jisr.People.Parties;
using Jisr.People.Places;
using Jisr.People.Registration;
using Jisr.People.Units;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People;

/// <summary>People, known once; the places and units they live and register in; the programmes they join.</summary>
public sealed class PeopleModule : IModule
{
    public string Name => "People";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<UnitTree>();
        services.AddSingleton<IUnitTree>(s => s.GetRequiredService<UnitTree>());
        services.AddSingleton<IStalePages>(s => s.GetRequiredService<UnitTree>());
        services.AddSingleton<PlaceBook>();
        services.AddSingleton<IPlaces>(s => s.GetRequiredService<PlaceBook>());
        services.AddSingleton<PlaceFinder>();
        services.AddSingleton<RegistrationReader>();
        services.AddScoped<IUnitDirectory, UnitDirectory>();
        services.AddScoped<IPartyDirectory, PartyDirectory>();
        services.AddRegistration();
        services.AddScoped<ImportPeople>();
        services.AddScoped<ImportReport>();
    }

    public void Allow(Permissions permissions) =>
        permissions
            .Allow("unit.add", Roles.Administrator)
            .Allow("programme.add", Roles.Administrator)
            .Allow("programme.add-partner", Roles.Administrator, Roles.ProgrammeManager)
            .AllowPeople();

    public void MapRoutes(IEndpointRouteBuilder routes) => ExportPeople.Map(routes);

    public IEnumerable<MenuLine> Menu() => PeopleMenu.Lines;

    public void MapApi(RouteGroupBuilder api)
    {
        PlacesApi.Map(api);
        UnitsApi.Map(api);
        PartiesApi.Map(api);
    }

    public IEnumerable<Verb> Verbs(IVerbHost host) =>
        [ImportVerb.Make(host), UnitVerbs.AddUnit(host), UnitVerbs.AddProgramme(host), PlaceVerbs.Import(host)];

    public async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var write = new WritePlaces(scope.ServiceProvider.GetRequiredService<JisrDb>());
        if (await write.RunAsync(PlaceData.Embedded(), PlaceData.Version, changedOn: null, ct))
            services.GetRequiredService<PlaceBook>().Forget();
    }
}
