using System.Text.Encodings.Web;
using System.Text.Unicode;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Events;
using Jisr.Kernel.Language;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Storage.Postgres;
using Jisr.Storage.Sqlite;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Jisr.Web;

/// <summary>Puts the program together. No rule lives here.</summary>
internal static class Composition
{
    /// <summary>All services of the kernel, the modules and the web.</summary>
    public static WebApplicationBuilder AddJisr(this WebApplicationBuilder builder, ModuleList modules)
    {
        var services = builder.Services;
        services.AddOptions<JisrSettings>().BindConfiguration("Jisr");
        services.AddSingleton(s => s.GetRequiredService<IOptions<JisrSettings>>().Value);
        services.TryAddSingleton<TimeProvider>(new Demo.DemoClock());
        AddData(services, modules);
        services.AddSingleton(
            new Words(
                modules
                    .All.Select(m => m.GetType().Assembly)
                    .Prepend(typeof(Composition).Assembly)
                    .Prepend(typeof(Says).Assembly)
                    .Prepend(typeof(Words).Assembly)
            )
        );
        services.AddSingleton<Says>();
        services.AddSingleton<Kernel.Text.PublicText>();
        services.AddSingleton<ReadOnlySite>();
        services.AddSingleton<CommandPipeline>();
        services.AddSingleton<CommandDispatcher>();
        services.AddSingleton<OutboxWorker>();
        services.AddHostedService(s => s.GetRequiredService<OutboxWorker>());
        services.AddSingleton<AccessGate>();
        services.AddScoped<ReadLog>();
        services.AddScoped<IChain>(s => s.GetRequiredService<ReadLog>());
        services.AddSingleton<ReadLogDays>();
        services.AddHostedService(s => s.GetRequiredService<ReadLogDays>());
        services.AddScoped<FormDoor>();
        services.AddScoped<Ui.Parts.ReadingTurn>();
        services.AddSingleton<Answers>();
        services.AddSync();
        services.AddSingleton(s => KeyFile.Open(s.GetRequiredService<JisrSettings>().KeyFileOrDefault, mayMake: false));
        services.AddSingleton<Sealer>();
        services.AddSingleton<ClassKeys>();
        services.AddSingleton<Reseal>();
        services.AddHostedService(s => s.GetRequiredService<Reseal>());
        // The one page of the shell that is not for everybody shows its parts, with nobody's data in them.
        modules.AddTo(services, builder.Configuration).Allow("site.style", Roles.Operator, Roles.Administrator);
        AddWeb(builder, services);
        Telemetry.Add(builder);
        return builder;
    }

    /// <summary>The assemblies that bring ids and tables.</summary>
    public static ModelAssemblies ModelOf(ModuleList modules) =>
        new([
            typeof(JisrDb).Assembly,
            typeof(Contracts.Ledger.ILedger).Assembly,
            .. modules.All.Select(m => m.GetType().Assembly),
        ]);

    private static void AddData(IServiceCollection services, ModuleList modules)
    {
        services.AddSingleton(ModelOf(modules));
        services.AddSingleton<IStorage>(s =>
        {
            var settings = s.GetRequiredService<JisrSettings>();
            var database = settings.DatabaseOrDefault;
            return database.StartsWith("sqlite:", StringComparison.Ordinal)
                ? new SqliteStorage(database["sqlite:".Length..], settings.PageCacheMegabytes)
                : new PostgresStorage(database);
        });
        services.AddDbContext<JisrDb>(
            (s, options) =>
            {
                var storage = s.GetRequiredService<IStorage>();
                storage.Configure(options);
#if COMPILED_MODEL
                // Made by tools/publish.sh: building the model takes half of a start.
                options.UseModel(
                    storage is SqliteStorage ? Model.Sqlite.JisrDbModel.Instance : Model.Postgres.JisrDbModel.Instance
                );
#endif
            },
            // What is chosen here never changes: putting it together for each request would cost more than a query.
            optionsLifetime: ServiceLifetime.Singleton
        );
        services.AddDataProtection().SetApplicationName("Jisr").PersistKeysToDbContext<JisrDb>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlEncryptor = new SealedKeys(s.GetRequiredService<Sealer>())
        ));
    }

    private static void AddWeb(WebApplicationBuilder builder, IServiceCollection services)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // More than Bodies takes: what is a little too large is read and told so, instead of a cut line.
            kestrel.Limits.MaxRequestBodySize = 3 * Bodies.MostBytes;
        });
        services.Configure<FormOptions>(o =>
        {
            // A text that is too long is told so at its field, with the text still there.
            o.ValueLengthLimit = (int)Bodies.MostBytes;
            o.MultipartBodyLengthLimit = Bodies.MostBytes;
            o.ValueCountLimit = 2000;
        });
        services.AddExceptionHandler<Faults>();
        // Shorter than systemd waits (deploy/jisr.service), so that we end by ourselves.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(25));
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<IStalePages, StalePages>();
        services.AddSingleton<KeptForms>();
        services.AddSingleton<IKeptForms>(s => s.GetRequiredService<KeptForms>());
        // B-4: Arabic letters stay letters, not seven-byte escapes.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(o =>
        {
            foreach (var converter in CanonicalJson.Options.Converters)
                o.SerializerOptions.Converters.Add(converter);
            o.SerializerOptions.Encoder = CanonicalJson.Options.Encoder;
            o.SerializerOptions.DefaultIgnoreCondition = CanonicalJson.Options.DefaultIgnoreCondition;
        });
        services.AddAntiforgery(o =>
        {
            o.Cookie = new SecureCookie("__Host-form");
            o.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddProblemDetails();
        services.AddJisrCaching(builder.Configuration);
        services.AddJisrLimits();
        services.AddJisrApi();
    }
}
