using System.Reflection;
using System.Text.RegularExpressions;
using Jisr.Kernel.Commands;
using Jisr.Testing;
using Microsoft.AspNetCore.Components;

namespace Jisr.Architecture.Tests;

/// <summary>A slice is named as an act, and one thing has one name.</summary>
public partial class NamingTests
{
    private static readonly IReadOnlyList<Type> Commands =
    [
        .. House
            .Loaded.SelectMany(m => m.GetType().Assembly.GetTypes())
            .Where(t => t is { IsAbstract: false } && typeof(ICommand).IsAssignableFrom(t)),
    ];

    [Fact]
    public void A_command_is_named_as_an_act_and_its_kind_says_the_same_verb()
    {
        Commands.Count.ShouldBeGreaterThan(20);
        foreach (var command in Commands)
        {
            var kind = (string)command.GetProperty(nameof(ICommand.Kind))!.GetValue(null)!;
            var verb = kind.Split('.')[1].Split('-')[0];
            command.Name.ShouldStartWith(char.ToUpperInvariant(verb[0]) + verb[1..], Case.Sensitive, kind);
        }
    }

    [Fact]
    public void A_file_with_one_command_has_its_name_and_holds_its_handler()
    {
        foreach (var file in Repo.Files("src", ".cs").Where(f => !f.StartsWith("src/Kernel", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(Repo.File(file));
            var declared = Commands
                .Select(c => c.Name)
                .Where(n => Regex.IsMatch(text, $@"\brecord {n}\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
                .ToList();
            if (declared.Count != 1)
                continue;
            Path.GetFileNameWithoutExtension(file).ShouldBe(declared[0], file);
            text.ShouldMatch($"IHandle(Many)?<{declared[0]}>", file);
        }
    }

    [Fact]
    public void Pages_are_called_pages_and_have_an_address_in_small_letters()
    {
        foreach (
            var page in House
                .Assemblies.SelectMany(a => a.GetTypes())
                .Where(t => typeof(IComponent).IsAssignableFrom(t))
        )
        {
            var addresses = page.GetCustomAttributes<RouteAttribute>().Select(r => r.Template).ToList();
            page.Name.EndsWith("Page", StringComparison.Ordinal).ShouldBe(addresses.Count > 0, page.FullName);
            foreach (var address in addresses)
                Value().Replace(address, "").ShouldMatch("^/[a-z0-9/.-]*$", page.FullName);
        }
    }

    [Fact]
    public void Folders_are_capabilities_and_no_layers()
    {
        string[] layers =
        [
            "Domain",
            "Application",
            "Infrastructure",
            "Services",
            "Repositories",
            "Models",
            "Dtos",
            "Helpers",
            "Common",
            "Shared",
            "Interfaces",
        ];
        foreach (var module in House.Modules)
        foreach (var folder in Directory.GetDirectories(Repo.File("src/" + module)).Select(d => Path.GetFileName(d)!))
            layers.ShouldNotContain(folder, module);
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Value();
}
