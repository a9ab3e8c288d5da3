using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.People.Drafts;
using Jisr.People.Import;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.People.Places;
using Jisr.People.Registration;
using Jisr.People.Retention;
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
        services.AddScoped<IPartyDirectory, PartyDirectory>();
        services.AddRegistration();
        Organisation.AddServices(services);
        services.AddSingleton<Voices.SpokenTexts>();
        services.AddSingleton<Voices.VoiceBook>();
        services.AddSingleton<Kernel.Voices.IVoices>(s => s.GetRequiredService<Voices.VoiceBook>());
        services.AddSingleton<IStalePages>(s => s.GetRequiredService<Voices.VoiceBook>());
        services.AddScoped<Voices.ReadVoices>();
        services.AddScoped<IMemberNames, MemberContacts>();
        services.AddScoped<IMemberContacts, MemberContacts>();
        services.AddScoped<IPossiblePairs, Matching.PossiblePairs>();
    }

    public void Allow(Permissions permissions) => Organisation.Allow(permissions).AllowPeople();

    public void MapApi(RouteGroupBuilder api)
    {
        Organisation.MapApi(api);
        PartiesApi.Map(api);
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        Organisation.MapRoutes(routes);
        ExportPeople.Map(routes);
        Offline.OfflinePlaces.Map(routes);
        Photos.PersonPhotoRoute.Map(routes);
        Voices.VoiceRoute.Map(routes);
    }

    public IEnumerable<Verb> Verbs(IVerbHost host) =>
        [.. Organisation.Verbs(host), .. MatchVerbs.All(host), RetentionVerb.Make(host), Voices.VoiceVerb.Make(host)];

    public IEnumerable<MenuLine> Menu() => [.. PeopleMenu.Lines, .. Organisation.Menu()];

    public IReadOnlyList<string[]> Spoken => Voices.Questions.All;

    public IReadOnlyList<SealedColumn> SealedColumns { get; } =
    [
        new(ContactPoint.Table, "value"),
        new(ContactPoint.Table, "answered_by"),
        new(Identifier.Table, "value"),
        new(Consent.Table, "withheld_why"),
        new(MembershipEvent.Table, "note"),
        new(WrittenRecord.Table, "written"),
        new(FieldChange.Table, "before"),
        new(FieldChange.Table, "after"),
        new(ConflictTask.Table, "base"),
        new(ConflictTask.Table, "theirs"),
        new(ConflictTask.Table, "yours"),
        new(Draft.Table, "answers"),
        new(ImportBatch.Table, "file"),
        new(ImportBatch.Table, "answers"),
        new(ImportConflict.Table, "yours"),
        new(Forms.FormRecord.Table, "content"),
        new(Forms.FormRecord.Table, "reasons"),
        new(Forms.FormPicture.Table, "bytes"),
        new(Functioning.FunctioningAnswers.Table, "codes"),
        new(Photos.PersonPhoto.Table, "bytes"),
        new(Following.AccompanimentNote.Table, "note"),
        new(Merging.Merge.Table, "snapshot"),
    ];

    public async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var write = new WritePlaces(scope.ServiceProvider.GetRequiredService<JisrDb>());
        if (await write.RunAsync(PlaceData.Embedded, PlaceData.Version, changedOn: null, ct))
            services.GetRequiredService<PlaceBook>().Forget();
    }
}
