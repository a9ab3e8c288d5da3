namespace Jisr.Testing;

/// <summary>Files of the repository, for tests that read sources and fixtures.</summary>
public static class Repo
{
    public static string Root { get; } = Find();

    /// <summary>The full path of a file or folder named from the root.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>The program to start: the published one where JISR_PROGRAM names it (test.sh does), else the one just built.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("JISR_PROGRAM") is { Length: > 0 } published
            ? published
            : Path.Combine(AppContext.BaseDirectory, "jisr");

    /// <summary>Source files with an ending, generated ones left out; paths are relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(File(folder), "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(Root, f))
            .Where(f =>
                !f.Contains("/bin/", StringComparison.Ordinal)
                && !f.Contains("/obj/", StringComparison.Ordinal)
                && !f.Contains("/Migrations/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Jisr.slnx")))
                return at.FullName;
        throw new InvalidOperationException("Not inside the repository.");
    }
}
