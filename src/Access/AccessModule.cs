using Jisr.Access.Accounts;
using Jisr.Access.Beginnings;
using Jisr.Access.Codes;
using Jisr.Access.Factors;
using Jisr.Access.Grants;
using Jisr.Access.Kept;
using Jisr.Access.Outbox;
using Jisr.Access.Own;
using Jisr.Access.Passwords;
using Jisr.Access.Pins;
using Jisr.Access.Sessions;
using Jisr.Access.Sheets;
using Jisr.Access.SignIn;
using Jisr.Access.Start;
using Jisr.Access.Tokens;
using Jisr.Access.Users;
using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Jisr.Access;

/// <summary>Who signs in, and with which roles.</summary>
public sealed class AccessModule : IModule
{
    private const string AnyScheme = "app-or-token";

    public string Name => "Access";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddSignIn(services);
        AddIdentity(services);
        services.AddScoped<ICurrentActor, CurrentActor>();
        services.AddScoped<Administrators>();
        services.AddScoped<SessionBook>();
        services.AddScoped<Waits>();
        services.AddScoped<Prove>();
        services.AddScoped<Signing>();
        services.AddSingleton<SignInSteps>();
        services.AddSingleton<ShownOnce>();
        services.AddSingleton<TokenScopes>();
        services.AddSingleton<SetUpKeys>();
        services.AddScoped<SetUpApp>();
        services.AddScoped<Freshly>();
        services.AddScoped<AccountShow>();
        services.AddScoped<IStepUp, StepUp>();
        services.AddScoped<IRoleHolders, RoleHolders>();
        services.AddScoped<IAccountRoles, AccountRoles>();
        services.AddScoped<FindUsers>();
        services.AddScoped<Inviting>();
        services.AddScoped<StartCode>();
        services.AddHostedService<FirstRun>();
        services.AddScoped<ISyncDevices, SyncDevices>();
        services.AddScoped<KeptUnits>();
        services.AddScoped<KeptList>();
        services.AddScoped<Status.ReadStatus>();
        AddMembers(services);
    }

    public void Allow(Permissions permissions) =>
        permissions
            .Allow(AccessRights.SeeUsers, Roles.Administrator, Roles.ProgrammeManager)
            .Allow(Status.ReadStatus.See, Roles.Administrator, Roles.Operator)
            .Allow("user.add", Roles.Administrator)
            .Allow("user.invite", Roles.Administrator)
            .Allow("user.suspend", Roles.Administrator)
            .Allow("user.reopen", Roles.Administrator)
            // Nobody's right: only the program itself makes the demo.
            .Allow("user.open-demo")
            .Allow("role.grant", Roles.Administrator, Roles.ProgrammeManager)
            .Allow("role.end", Roles.Administrator, Roles.ProgrammeManager)
            .Allow(AccessRights.GrantAny, Roles.Administrator)
            .Allow(AccessRights.Tokens, [.. Roles.Granted])
            .Allow("api-token.revoke", Roles.Holder)
            // Devices that work without a line, and what came of it.
            .Allow("outbox-device.add", Roles.CentreWorker, Roles.UnitLead, Roles.Trainer, Roles.ProgrammeManager)
            .Allow("outbox-device.end", Roles.UnitLead, Roles.ProgrammeManager, Roles.Administrator)
            // A member's own phone, and what she takes along on it: by what is hers.
            .Allow("own-device.add", Roles.Member)
            .Allow("own-device.end", Roles.Holder)
            .Allow("outbox.take-along", Roles.Holder)
            .Allow("outbox.take-by-secret", Roles.Holder)
            .Allow(KeptRights.See, Roles.CentreWorker, Roles.UnitLead, Roles.SafeguardingOfficer)
            .Allow(Worklist.Mend, Roles.CentreWorker, Roles.UnitLead)
            .Allow("worklist.dismiss", Roles.UnitLead, Roles.Holder)
            .Allow("late-delivery.release", Roles.UnitLead, Roles.Holder)
            // What is hers: her account, an invitation in her hand, the code of the first start.
            .Allow("session.end", Roles.Holder)
            .Allow("password.change", Roles.Holder)
            .Allow("authenticator.add", Roles.Holder)
            .Allow("recovery-codes.renew", Roles.Holder)
            .Allow("passkey.add", Roles.Holder)
            .Allow("passkey.remove", Roles.Holder)
            .Allow("invitation.accept", Roles.Holder)
            .Allow("administrator.make-first", Roles.Holder)
            // A member opens and keeps her account; workers of her unit help her.
            .Allow("pin.set", Roles.Holder)
            .Allow("pin.change", Roles.Holder)
            .Allow("code.ask", Roles.Holder)
            .Allow("device.revoke", Roles.Holder)
            .Allow("sheet.print", Roles.CentreWorker, Roles.UnitLead)
            .Allow("pin-reset.start", Roles.CentreWorker, Roles.UnitLead)
            .Allow("pin-reset.confirm", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("pin-reset.refuse", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            // Nobody's right: the program itself, for the one who registered her and for a message that came.
            .Allow("member.begin")
            .Allow("member.open-demo")
            .Allow("code.receive");

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        Leave.Map(routes);
        SignOut.Map(routes);
        PasskeyRoutes.Map(routes);
    }

    public void MapApi(RouteGroupBuilder api)
    {
        AccountApi.Map(api);
        Hello.Map(api);
        TakeAlongRoute.Map(api);
        TakeBySecretRoute.Map(api);
    }

    public IEnumerable<Verb> Verbs(IVerbHost host) => [UserVerbs.Add(host)];

    public IEnumerable<MenuLine> Menu() =>
        [
            new("Users and roles", "/users", AccessRights.SeeUsers, 90, "key"),
            new("Forgotten PINs", "/resets", "pin-reset.confirm", 45, "shield"),
            new("To be put right", "/worklist", KeptRights.See, 35, "list"),
            new("State of the system", "/status", Status.ReadStatus.See, 95, "chart"),
            new("Without a line", "/outbox", "outbox-device.add", 15, "import"),
        ];

    private static void AddMembers(IServiceCollection services)
    {
        services.AddOptions<CodeSettings>().BindConfiguration("Jisr:Codes");
        services.AddSingleton(s => s.GetRequiredService<IOptions<CodeSettings>>().Value);
        services.AddHttpClient<ISmsGateway, HttpSmsGateway>();
        services.AddScoped<PinBook>();
        services.AddScoped<ProvePin>();
        services.AddScoped<ProveSheet>();
        services.AddScoped<ProveCode>();
        services.AddScoped<CodeCaps>();
        services.AddScoped<Asking>();
        services.AddScoped<MemberUnits>();
        services.AddScoped<MemberRecords>();
        services.AddScoped<IForgetPerson, ForgetMember>();
        services.AddScoped<IForgetPerson, ForgetKept>();
        services.AddScoped<MemberPage>();
        services.AddScoped<MemberAccounts>();
        services.AddScoped<IMemberAccounts>(s => s.GetRequiredService<MemberAccounts>());
        services.AddScoped<IPayoutHolds>(s => s.GetRequiredService<MemberAccounts>());
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services
            .AddAuthentication(AnyScheme)
            // At the API the token's scheme answers: it takes our own pages' session too, and is never a redirect.
            .AddPolicyScheme(
                AnyScheme,
                null,
                o =>
                    o.ForwardDefaultSelector = http =>
                        http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal)
                        || TokenSignIn.IsDevice(http)
                            ? TokenSignIn.SchemeName
                            : SessionSignIn.SchemeName
            )
            .AddScheme<AuthenticationSchemeOptions, SessionSignIn>(SessionSignIn.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.SchemeName, null)
            // Identity keeps an open passkey request here, sealed, between its two calls.
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                o =>
                {
                    o.Cookie.Name = Cookies.Passkey;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.HttpOnly = true;
                    o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            );
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>(o =>
            {
                o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                // Names in any script; their shape is the rule of user.add.
                o.User.AllowedUserNameCharacters = "";
            })
            .AddSignInManager()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        // Our rules in place of Identity's, which know only length and kinds of signs.
        services.RemoveAll<IPasswordValidator<Account>>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.AttestationConveyancePreference = "none";
        });
    }
}
