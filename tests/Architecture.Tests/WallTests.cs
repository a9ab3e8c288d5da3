using System.Reflection;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Events;
using Jisr.Testing;
using Microsoft.AspNetCore.Components;

namespace Jisr.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public class WallTests
{
    private static readonly string[] Allowed = ["Kernel", "Ui", "Contracts"];

    [Fact]
    public void There_are_modules_to_look_at()
    {
        House.Modules.Count.ShouldBeGreaterThanOrEqualTo(5);
        House.Loaded.Count.ShouldBe(House.Modules.Count);
    }

    [Fact]
    public void A_module_references_kernel_ui_and_contracts_only()
    {
        foreach (var module in House.Modules)
        {
            House.References(module).Except(Allowed).ShouldBeEmpty($"{module} may not reference these");
            var assembly = House.Assemblies.Single(a => a.GetName().Name == "Jisr." + module);
            assembly
                .GetReferencedAssemblies()
                .Select(a => a.Name!)
                .Where(n =>
                    n.StartsWith("Jisr.", StringComparison.OrdinalIgnoreCase) && !Allowed.Contains(n["Jisr.".Length..])
                )
                .ShouldBeEmpty($"{module} reaches into another module");
        }
    }

    [Fact]
    public void What_all_stand_on_knows_nobody_above()
    {
        House.References("Kernel").ShouldBeEmpty();
        House.References("Contracts").ShouldBe(["Kernel"]);
        House.References("Ui").ShouldBe(["Kernel"]);
        House.References("Storage.Sqlite").ShouldBe(["Kernel"]);
        House.References("Storage.Postgres").ShouldBe(["Kernel"]);
    }

    [Fact]
    public void A_module_shows_only_its_table_of_contents_and_its_pages()
    {
        foreach (var module in House.Loaded)
        {
            var shown = module
                .GetType()
                .Assembly.GetExportedTypes()
                .Where(t => t != module.GetType() && !typeof(IComponent).IsAssignableFrom(t) && !IsImports(t));
            shown.Select(t => t.FullName).ShouldBeEmpty($"public in {module.Name}");
        }
    }

    [Fact]
    public void Nobody_opens_a_wall_for_friends()
    {
        foreach (var file in Repo.Files("src", ".cs", ".csproj"))
            File.ReadAllText(Repo.File(file))
                .Contains("InternalsVisibleTo", StringComparison.Ordinal)
                .ShouldBeFalse(file);
        // Nor by the build: only the published program's generated model is let in (decision 18).
        foreach (var assembly in House.Assemblies)
            assembly
                .IsDefined(typeof(System.Runtime.CompilerServices.InternalsVisibleToAttribute), inherit: false)
                .ShouldBeFalse(assembly.FullName);
    }

    [Fact]
    public void Contracts_hold_no_entity_and_no_rule()
    {
        var contracts = House.Assemblies.Single(a => a.GetName().Name == "Jisr.Contracts");
        contracts.GetReferencedAssemblies().ShouldNotContain(a => a.Name == "Microsoft.EntityFrameworkCore");
    }

    [Fact]
    public void No_event_carries_personal_data()
    {
        string[] personal =
        [
            "name",
            "phone",
            "address",
            "email",
            "card",
            "birth",
            "password",
            "pin",
            "latitude",
            "longitude",
            "text",
            "note",
        ];
        foreach (
            var what in House.Assemblies.SelectMany(a => a.GetTypes()).Where(t => typeof(JisrEvent).IsAssignableFrom(t))
        )
        foreach (var field in what.GetProperties().Where(p => p.Name != nameof(JisrEvent.Name)))
            personal.ShouldNotContain(
                p => field.Name.Contains(p, StringComparison.OrdinalIgnoreCase),
                $"{what.Name}.{field.Name}"
            );
    }

    [Fact]
    public void Every_command_has_one_handler_and_a_permission()
    {
        var permissions = new Permissions();
        foreach (var module in House.Loaded)
            module.Allow(permissions);
        foreach (var module in House.Loaded)
        {
            var types = module.GetType().Assembly.GetTypes();
            foreach (
                var command in types.Where(t => t is { IsAbstract: false } && typeof(ICommand).IsAssignableFrom(t))
            )
            {
                types
                    .Count(t => typeof(IHandle<>).MakeGenericType(command).IsAssignableFrom(t) && t.IsClass)
                    .ShouldBe(1, command.Name);
                var kind = (string)command.GetProperty(nameof(ICommand.Kind))!.GetValue(null)!;
                permissions.All.ContainsKey(kind).ShouldBeTrue($"nobody may {kind}");
            }
        }
    }

    [Fact]
    public void Kinds_of_commands_are_unique()
    {
        var kinds = House
            .Loaded.SelectMany(m => m.GetType().Assembly.GetTypes())
            .Where(t => t is { IsAbstract: false } && typeof(ICommand).IsAssignableFrom(t))
            .Select(t => (string)t.GetProperty(nameof(ICommand.Kind))!.GetValue(null)!)
            .ToList();
        kinds.ShouldBeUnique();
        foreach (var kind in kinds)
            kind.ShouldMatch("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$");
    }

    private static bool IsImports(Type t) => t.Name == "_Imports";
}
