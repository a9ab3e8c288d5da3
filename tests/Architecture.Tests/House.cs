using System.Reflection;
using System.Xml.Linq;
using Jisr.Kernel.Modules;
using Jisr.Testing;

namespace Jisr.Architecture.Tests;

/// <summary>The house as it stands, found and not listed: a new module is seen by every test here.</summary>
internal static class House
{
    /// <summary>Folders of src that hold a module.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    [
        .. Directory
            .GetDirectories(Repo.File("src"))
            .Select(d => Path.GetFileName(d)!)
            .Where(d => File.Exists(Repo.File($"src/{d}/{d}Module.cs")))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Assemblies of Jisr beside the tests.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Directory
            .GetFiles(AppContext.BaseDirectory, "*.dll")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(n =>
                n == "jisr"
                || (
                    n.StartsWith("Jisr.", StringComparison.Ordinal)
                    && !n.EndsWith(".Tests", StringComparison.Ordinal)
                    && n != "Jisr.Testing"
                )
            )
            .Order(StringComparer.Ordinal)
            .Select(Assembly.Load),
    ];

    public static IReadOnlyList<IModule> Loaded { get; } =
    [
        .. Assemblies
            .SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false, IsClass: true } && typeof(IModule).IsAssignableFrom(t))
            .Select(t => (IModule)Activator.CreateInstance(t)!),
    ];

    /// <summary>Projects that a project names.</summary>
    public static IReadOnlyList<string> References(string project) =>
        [
            .. XDocument
                .Load(Repo.File($"src/{project}/{project}.csproj"))
                .Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))),
        ];
}
