using System.CommandLine;
using System.Globalization;
using Jisr.Kernel.Modules;
using Jisr.Verbs;

namespace Jisr;

/// <summary>The command line: one verb a thing to do; without one it serves.</summary>
internal sealed class JisrProgram(ModuleList modules)
{
    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["import"] = "Bring records in from files",
        ["ledger"] = "Check and export the books",
        ["unit"] = "Centres, spaces and other units",
        ["user"] = "People who sign in",
        ["keys"] = "The master key of sealed fields",
        ["match"] = "Possible duplicates",
        ["retention"] = "How long data is kept",
        ["read-log"] = "Who looked at people's data",
        ["whatsapp"] = "Chats and order texts from WhatsApp",
        ["programme"] = "Programmes and their targets",
    };

    public async Task<int> RunAsync(string[] args)
    {
        // N-1: numbers and dates never follow the machine's culture, those of the command line least of all.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var host = new JisrHost(modules);
        var root = new RootCommand("Jisr: one road from registration to a paid order.");
        root.Options.Add(JisrHost.Data);
        root.Options.Add(JisrHost.Database);
        root.Options.Add(JisrHost.KeyFile);
        root.Subcommands.Add(ServeVerb.Make(host));
        foreach (var verb in OperatingVerbs.Make(host).Concat(modules.All.SelectMany(m => m.Verbs(host))))
            (verb.Group is null ? root : GroupOf(root, verb.Group)).Subcommands.Add(verb.Command);
        // "Without a verb it serves": options of serve may stand alone too.
        var toServe =
            args.Length == 0
            || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version"));
        var parsed = root.Parse(toServe ? ["serve", .. args] : args);
        host.Read(parsed);
        return await InvokeAsync(parsed, toServe || args[0] == "serve");
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, bool serves)
    {
        var how = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        // A server is stopped by its host, which lets requests end; the command line would cut them after two seconds.
        if (serves)
            how.ProcessTerminationTimeout = null;
        try
        {
            return await parsed.InvokeAsync(how);
        }
        catch (OperatingException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (e is not HostAbortedException)
        {
            await Console.Error.WriteLineAsync("Unexpected: " + e);
            return 1;
        }
    }

    private static Command GroupOf(RootCommand root, string name)
    {
        if (root.Subcommands.FirstOrDefault(c => c.Name == name) is { } known)
            return known;
        var group = new Command(name, Groups.GetValueOrDefault(name, name));
        root.Subcommands.Add(group);
        return group;
    }
}
