using Jisr.Kernel.Modules;
using Jisr.People.Drafts;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People;

/// <summary>Menu lines and services of registering and of people.</summary>
internal static class PeopleMenu
{
    public static IReadOnlyList<MenuLine> Lines { get; } =
    [
        new("My page", "/me", PersonRights.Own, 5, "person"),
        new("Register a woman", "/register/assisted", PersonRights.Desk, 10, "write"),
        new("People", "/people", PersonRights.Search, 20, "people"),
        new("Possible matches", "/matches", "match.decide", 30, "pairs"),
    ];

    public static IServiceCollection AddRegistration(this IServiceCollection services)
    {
        services.AddSingleton<StepRules>();
        services.AddSingleton<PlaceChoices>();
        services.AddHostedService<DraftSweep>();
        services.AddScoped<MatchState>();
        services.AddScoped<MatchFinder>();
        services.AddScoped<MatchPeople>();
        services.AddScoped<PairDoor>();
        services.AddScoped<OwnMatches>();
        services.AddSingleton<RunResults>();
        services.AddSingleton<RekeyRecords>();
        services.AddHostedService<RekeySweep>();
        services.AddScoped<NearestUnit>();
        services.AddScoped<DraftStore>();
        services.AddScoped<Desk>();
        services.AddScoped<MatchHints>();
        services.AddScoped<MatchBoard>();
        services.AddScoped<PersonDoor>();
        services.AddScoped<PersonFiles>();
        services.AddScoped<PersonValues>();
        services.AddScoped<PeopleQuery>();
        services.AddScoped<Seen>();
        services.AddScoped<Conflicts>();
        services.AddScoped<CardFacts>();
        return services;
    }
}
