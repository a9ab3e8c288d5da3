using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Jisr.Testing;

/// <summary>The whole program on a database of its own, entered by HTTP as people enter it.</summary>
public sealed class JisrApp : IAsyncDisposable
{
    /// <summary>Where the test clock starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    // One key for all databases of a run: they are copies of one template.
    internal static readonly string KeyFile = Path.Combine(
        Directory.CreateTempSubdirectory("jisr-test-key-").FullName,
        "master.key"
    );

    private readonly string folder = Directory.CreateTempSubdirectory("jisr-test-").FullName;
    private readonly Dictionary<string, string?> extra;
    private TestDatabase? database;
    private Factory? factory;

    private JisrApp(Dictionary<string, string?> extra) => this.extra = extra;

    public FakeTimeProvider Clock { get; } = new(Start) { AutoAdvanceAmount = TimeSpan.Zero };

    /// <summary>The data directory of this test.</summary>
    public string Folder => folder;

    /// <summary>The key file, for programs run beside the server.</summary>
    public static string KeySetting => KeyFile;

    /// <summary>The value of <c>Jisr__Database</c>, for verbs run beside the server.</summary>
    public string DatabaseSetting => database!.Setting;

    public IServiceProvider Services => factory!.Services;

    /// <summary>Starts the program on "sqlite" or "postgres".</summary>
    public static Task<JisrApp> StartAsync(string kind, params (string Key, string Value)[] settings) =>
        StartAsync(kind, listen: false, settings);

    /// <summary>A second node of the same program on the same database.</summary>
    public JisrApp SecondNode()
    {
        var node = new JisrApp(extra);
        node.factory = new Factory(node, DatabaseSetting);
        _ = node.Services;
        return node;
    }

    /// <summary>Starts the program on a real port, for a real browser.</summary>
    public static Task<JisrApp> ListenAsync(string kind, params (string Key, string Value)[] settings) =>
        StartAsync(kind, listen: true, settings);

    /// <summary>Where a listening program is: <c>http://localhost:PORT</c>.</summary>
    public Uri Address => factory!.ClientOptions.BaseAddress;

    private static async Task<JisrApp> StartAsync(string kind, bool listen, (string Key, string Value)[] settings)
    {
        var app = new JisrApp(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        app.database = await TestDatabase.MakeAsync(kind, app.folder, app.PrepareAsync);
        app.factory = new Factory(app, app.database.Setting);
        if (listen)
        {
            app.factory.UseKestrel(0);
            app.factory.StartServer();
        }
        _ = app.Services;
        return app;
    }

    /// <summary>A browser without script, signed in as nobody. It keeps cookies and does not follow redirects by itself.</summary>
    public Browser Browser(string language = "en") => new(factory!.Server.CreateHandler(), language, account: null);

    /// <summary>A browser signed in as an account.</summary>
    public Browser BrowserOf(AccountId account, string language = "en") =>
        new(factory!.Server.CreateHandler(), language, account);

    /// <summary>A browser of a new person with one role at a unit (the root by default).</summary>
    public async Task<Browser> BrowserWithRoleAsync(
        string role,
        UnitId? unit = null,
        bool below = true,
        string language = "en"
    ) => BrowserOf(await AccountWithRoleAsync(role, unit, below), language);

    /// <summary>An account with one role at a unit.</summary>
    public async Task<AccountId> AccountWithRoleAsync(string role, UnitId? unit = null, bool below = true)
    {
        var account = await AccountAsync(null);
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        (
            await SendAsync(
                "role.grant",
                new
                {
                    accountId = account,
                    role,
                    unitId = unit ?? UnitId.Root,
                    below,
                    from = today,
                    to = today.AddMonths(6),
                }
            )
        ).IsDone.ShouldBeTrue();
        return account;
    }

    /// <summary>An account of a member.</summary>
    public Task<AccountId> AccountOfAsync(PartyId party) => AccountAsync(party);

    /// <summary>Sends a command as the program itself, by its kind: the commands of a module are its own.</summary>
    public Task<Answer> SendAsync(
        string kind,
        object payload,
        Guid? id = null,
        Actor? actor = null,
        Door door = Door.System,
        UnitId? unit = null
    ) =>
        Services
            .GetRequiredService<CommandDispatcher>()
            .SendAsync(
                new JsonCommand(
                    id ?? NewId.Next(),
                    kind,
                    JsonSerializer.SerializeToElement(payload, CanonicalJson.Options)
                )
                {
                    UnitId = unit,
                },
                actor ?? Actor.System,
                door
            );

    private async Task<AccountId> AccountAsync(PartyId? party)
    {
        var answer = await SendAsync(
            "user.add",
            new
            {
                userName = "u" + NewId.Next().ToString("n"),
                displayName = "Test",
                partyId = party,
            }
        );
        answer.IsDone.ShouldBeTrue();
        return new AccountId(answer.Subject!.Value);
    }

    /// <summary>Has all work done that was asked for after commits, also what the program's own worker has just taken.</summary>
    public async Task<int> LetWorkFinishAsync()
    {
        var done = await Services.GetRequiredService<OutboxWorker>().DrainAsync();
        for (var i = 0; i < 500; i++)
        {
            if (await CountAsync("SELECT count(*) FROM kernel_outbox WHERE leased_until IS NOT NULL") == 0)
                break;
            await Task.Delay(20);
        }
        return done;
    }

    /// <summary>One number from the database, to see what was really written: <c>SELECT count(*) FROM people_party</c>.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        return await db.Database.SqlQueryRaw<long>($"SELECT CAST(({sql}) AS bigint) AS \"Value\"").SingleAsync();
    }

    /// <summary>One text from the database, null when no row answers.</summary>
    public async Task<string?> TextAsync(string sql)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        return await db.Database.SqlQueryRaw<string?>($"SELECT ({sql}) AS \"Value\"").SingleAsync();
    }

    /// <summary>Runs SQL by hand, as an attacker or an accident would.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JisrDb>().Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Closes what this program holds of its database, so that another may replace it.</summary>
    public Task LetGoOfDatabaseAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    /// <summary>The database is gone, as when its disk or its server is.</summary>
    public async Task TakeDatabaseAwayAsync()
    {
        await LetGoOfDatabaseAsync();
        if (DatabaseSetting.StartsWith("sqlite:", StringComparison.Ordinal))
            File.Move(DatabaseSetting["sqlite:".Length..], DatabaseSetting["sqlite:".Length..] + ".away");
        else
            await database!.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (factory is not null)
            await factory.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task PrepareAsync(string setting)
    {
        // Starting migrates and prepares, exactly as an operator's first start does.
        await using var once = new Factory(this, setting);
        _ = once.Services;
    }

    private sealed class Factory(JisrApp app, string setting) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Jisr:Database", setting);
            builder.UseSetting("Jisr:DataDirectory", app.folder);
            builder.UseSetting("Jisr:KeyFile", KeyFile);
            builder.UseSetting("Jisr:PublicUrl", "https://jisr.test");
            builder.UseSetting("Jisr:MigrateAtStart", "true");
            builder.UseSetting("Jisr:WritesPerMinute", "100000");
            // Which pairs two people read hangs on ids, which differ from run to run: a test says when it wants that.
            builder.UseSetting("Jisr:SecondReaderEvery", "0");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            // One line for a person at the test's output; the JSON of a server is read by its own test.
            builder.UseSetting("Logging:Console:FormatterName", "simple");
            foreach (var (key, value) in app.extra)
                builder.UseSetting(key, value);
            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<TimeProvider>();
                services.AddSingleton<TimeProvider>(app.Clock);
                TestSignIn.Add(services);
            });
        }

        protected override void ConfigureClient(HttpClient client) => client.BaseAddress = new Uri("https://jisr.test");
    }
}
