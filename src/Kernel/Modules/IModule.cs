using System.CommandLine;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Modules;

/// <summary>A room of the house, and the table of contents of what it brings.</summary>
public interface IModule
{
    /// <summary>Name of the project, such as <c>People</c>.</summary>
    string Name { get; }

    /// <summary>Services other than command handlers, which are found by themselves.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration) { }

    /// <summary>Who may do and see what.</summary>
    void Allow(Permissions permissions) { }

    /// <summary>Routes that are not pages: files, downloads, pictures.</summary>
    void MapRoutes(IEndpointRouteBuilder routes) { }

    /// <summary>Routes below <c>/api/v1</c>.</summary>
    void MapApi(RouteGroupBuilder api) { }

    /// <summary>Verbs of the command line; <c>import</c> and other groups are shared by name.</summary>
    IEnumerable<Verb> Verbs(IVerbHost host) => [];

    /// <summary>Lines of the menu, shown to those who hold the permission.</summary>
    IEnumerable<MenuLine> Menu() => [];

    /// <summary>Questions and notices that are read aloud where somebody recorded them: keys of the language files, several
    /// where one recording speaks them together.</summary>
    IReadOnlyList<string[]> Spoken => [];

    /// <summary>Columns that the common key seals: a rotation seals them anew in the background.</summary>
    IReadOnlyList<SealedColumn> SealedColumns => [];

    /// <summary>Reference data that every database holds, written after migrating; must be safe to repeat.</summary>
    Task PrepareAsync(IServiceProvider services, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Runs the work of a verb with the program's services, on a database that is up to date.</summary>
public interface IVerbHost
{
    Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken ct);
}

/// <summary>One verb: its words before it (<c>import</c>), and the command itself.</summary>
public sealed record Verb(string? Group, Command Command);

/// <summary>A line of the menu. <paramref name="Text"/> is a key of the language files.</summary>
public sealed record MenuLine(string Text, string Address, string Permission, int Order, string Icon = "dot");

/// <summary>All modules of this program, and what is found in them.</summary>
public sealed class ModuleList(IReadOnlyList<IModule> modules)
{
    public IReadOnlyList<IModule> All { get; } = modules;

    /// <summary>Command types by kind.</summary>
    public IReadOnlyDictionary<string, Type> Commands { get; } =
        modules
            .SelectMany(m => m.GetType().Assembly.GetTypes())
            .Where(t => t is { IsAbstract: false } && typeof(ICommand).IsAssignableFrom(t))
            .ToDictionary(t => (string)t.GetProperty(nameof(ICommand.Kind))!.GetValue(null)!, StringComparer.Ordinal);

    /// <summary>Registers each module, its handlers and its permissions; the permissions come back, for the shell's own.</summary>
    public Permissions AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(this);
        var permissions = new Permissions();
        foreach (var module in All)
        {
            module.AddServices(services, configuration);
            module.Allow(permissions);
            foreach (
                var type in module.GetType().Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true })
            )
            foreach (
                var handles in type.GetInterfaces()
                    .Where(i =>
                        i.IsGenericType
                        && (
                            i.GetGenericTypeDefinition() == typeof(IHandle<>)
                            || i.GetGenericTypeDefinition() == typeof(Events.IReact<>)
                        )
                    )
            )
                services.AddScoped(handles, type);
        }
        services.AddSingleton(permissions);
        return permissions;
    }
}
