using Jisr.Contracts.People;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Modules;
using Jisr.People.Drafts;
using Jisr.People.Matching;
using Jisr.People.Openings;
using Jisr.People.Parties;
using Jisr.People.Referrals;
using Jisr.People.Registration;
using Jisr.People.Retention;
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
        new("Women we follow", "/following", "accompaniment.note", 24, "people"),
        new("Households and co-operatives", "/groups", PersonRights.Search, 26, "people"),
        new("To be settled", "/people/tasks", "party.settle-conflict", 28, "list"),
        new("Possible matches", "/matches", "match.decide", 30, "pairs"),
        new("Asked of us", "/referrals", "referral.accept", 35, "share"),
        new("Opened in an emergency", "/people/openings", PersonRights.Openings, 36, "shield"),
        new("Looks at our women", "/people/looks", PersonRights.Looks, 37, "search"),
        new("Legal bases", "/consents/bases", Consents.SetBasis.Kind, 69, "list"),
        new("How long data is kept", "/retention", RunRetention.See, 70, "list"),
    ];

    public static IServiceCollection AddRegistration(this IServiceCollection services)
    {
        services.AddSingleton<StepRules>();
        services.AddSingleton<PlaceChoices>();
        services.AddHostedService<DraftSweep>();
        services.AddScoped<MatchState>();
        services.AddScoped<MatchFinder>();
        services.AddSingleton<SharedParts>();
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
        services.AddScoped<OpenedFiles>();
        services.AddScoped<ReferralBoard>();
        services.AddScoped<Forgetting>();
        services.AddScoped<KeepRules>();
        services.AddScoped<RetentionReport>();
        services.AddHostedService<RetentionSweep>();
        services.AddScoped<PersonDoor>();
        services.AddScoped<PersonFiles>();
        services.AddScoped<PersonValues>();
        services.AddScoped<KeepChanges>();
        services.AddScoped<Consents.ConsentWriting>();
        services.AddScoped<PairLinks>();
        services.AddScoped<Merging.MoveRows>();
        services.AddScoped<Merging.ReadMerge>();
        services.AddScoped<Functioning.ReadFunctioning>();
        services.AddScoped<Following.ReadFollowing>();
        services.AddScoped<Groups.ReadGroups>();
        services.AddScoped<Groups.GroupHistory>();
        services.AddScoped<Programmes.ReadBoard>();
        services.AddScoped<Programmes.OfferProgrammes>();
        services.AddScoped<Contracts.People.IPersonRows, Merging.MembershipRows>();
        services.AddScoped<PeopleQuery>();
        services.AddScoped<ExportAnswers>();
        services.AddScoped<Seen>();
        services.AddScoped<Conflicts>();
        services.AddScoped<WhoWrote>();
        services.AddScoped<Papers.ReadTasks>();
        services.AddScoped<CardFacts>();
        services.AddScoped<DeviceNumbers>();
        services.AddScoped<IMemberNumbers>(s => s.GetRequiredService<DeviceNumbers>());
        services.AddScoped<MendRegistration>();
        services.AddSingleton<IKeptView, RegistrationView>();
        services.AddScoped<Offline.CardHolder>();
        services.AddSingleton<IKeptView, Offline.CardChangeView>();
        services.AddSingleton<IKeptView, Offline.CardConsentView>();
        return services;
    }
}
