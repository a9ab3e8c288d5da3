using System.Text.RegularExpressions;
using Jisr.Kernel.Modules;
using Jisr.Testing;

namespace Jisr.Architecture.Tests;

/// <summary>What the pages say is true for what stands.</summary>
public partial class DocsTests
{
    [Fact]
    public void Every_setting_is_in_the_operating_guide()
    {
        var guide = File.ReadAllText(Repo.File("docs/operating.md"));
        foreach (var setting in typeof(JisrSettings).GetProperties().Where(p => p.CanWrite))
            guide.ShouldContain("Jisr__" + setting.Name);
    }

    [Fact]
    public void Every_project_is_in_the_architecture_page()
    {
        var page = File.ReadAllText(Repo.File("docs/architecture.md"));
        foreach (var project in Directory.GetDirectories(Repo.File("src")).Select(d => Path.GetFileName(d)!))
            page.ShouldContain($"`src/{project}`", Case.Sensitive);
    }

    [Fact]
    public void Every_decision_is_listed()
    {
        var list = File.ReadAllText(Repo.File("docs/decisions/README.md"));
        foreach (var file in Directory.GetFiles(Repo.File("docs/decisions"), "0*.md").Select(f => Path.GetFileName(f)!))
            list.ShouldContain($"({file})", Case.Sensitive);
    }

    [Fact]
    public void What_the_map_names_is_there()
    {
        foreach (Match path in SourcePath().Matches(File.ReadAllText(Repo.File("docs/map.md"))))
        {
            var at = Repo.File(path.Groups["path"].Value);
            (File.Exists(at) || Directory.Exists(at)).ShouldBeTrue(path.Value);
        }
    }

    [Fact]
    public void The_unit_of_systemd_waits_longer_than_the_server_takes_to_stop()
    {
        var unit = File.ReadAllLines(Repo.File("deploy/jisr.service"));
        string Value(string name) =>
            unit.Single(l => l.StartsWith(name + "=", StringComparison.Ordinal)).Split('=', 2)[1];
        Value("KillSignal").ShouldBe("SIGTERM");
        int.Parse(Value("TimeoutStopSec"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(25);
        Value("Restart").ShouldBe("on-failure");
        Value("User").ShouldBe("jisr");
        Value("ExecStart").ShouldStartWith("/opt/jisr/jisr serve ");
        foreach (var guard in (string[])["NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices"])
            Value(guard).ShouldBe("true");
        Value("UMask").ShouldBe("0077");
        unit.ShouldContain("Environment=Jisr__Proxies=1");
    }

    [GeneratedRegex(@"`(?<path>src/[\w./-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SourcePath();
}
