using System.Diagnostics;

namespace Jisr.Testing;

/// <summary>What a verb of the command line said.</summary>
public sealed record VerbRun(int Exit, string Output, string Errors);

/// <summary>Runs a verb of the program beside the server, as an operator does.</summary>
public static class RunningVerbs
{
    public static Task<VerbRun> VerbAsync(this JisrApp jisr, params string[] args) => RunAsync(jisr, null, args);

    /// <summary>The same on a machine whose language is another, such as <c>ar_SA.UTF-8</c>.</summary>
    public static Task<VerbRun> VerbUnderAsync(this JisrApp jisr, string language, params string[] args) =>
        RunAsync(jisr, language, args);

    private static async Task<VerbRun> RunAsync(JisrApp jisr, string? language, string[] args)
    {
        var start = new ProcessStartInfo(
            Repo.Program,
            [
                .. args,
                .. args.Contains("--database") ? Array.Empty<string>() : ["--database", jisr.DatabaseSetting],
                "--data",
                jisr.Folder,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Jisr__KeyFile"] = JisrApp.KeySetting;
        if (language is not null)
            start.Environment["LC_ALL"] = start.Environment["LANG"] = language;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new VerbRun(process.ExitCode, await output, await errors);
    }
}
