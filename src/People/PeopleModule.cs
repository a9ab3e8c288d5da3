using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Jisr.People.Import;
using Jisr.People.Matching;
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
        services.AddScoped<Contracts.Access.IMemberNames, MemberContacts>();
        services.AddScoped<IMemberContacts, MemberContacts>();
        services.AddScoped<MatchFinder>();
        services.AddScoped<NearestUnit>();
        services.AddScoped<ImportPeople>();
        services.AddScoped<ImportReport>();
    }

    public void Allow(Permissions permissions) =>
        permissions
            .Allow("unit.add", Roles.Administrator)
            .Allow("programme.add", Roles.Administrator)
            .Allow("programme.add-partner", Roles.Administrator, Roles.ProgrammeManager)
            // Anyone: a woman who registers herself. With a unit it is a worker's right at that unit.
            .Allow("party.register", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Anyone)
            .Allow("registration.refuse", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Anyone)
            .Allow(PersonRights.Desk, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(
                PersonRights.See,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.SafeguardingOfficer,
                Roles.Member
            )
            .Allow(
                PersonRights.Search,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.SafeguardingOfficer
            )
            .Allow(PersonRights.Contact, Roles.CentreWorker, Roles.UnitLead, Roles.SafeguardingOfficer, Roles.Member)
            .Allow(PersonRights.Document, Roles.CentreWorker, Roles.UnitLead, Roles.Member);

    public void MapApi(RouteGroupBuilder api)
    {
        PlacesApi.Map(api);
        UnitsApi.Map(api);
        api.MapCommand<RegisterPerson>("/people");
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
