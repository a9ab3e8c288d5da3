namespace Jisr.Kernel.Modules;

/// <summary>Configuration by environment (<c>Jisr__Database</c> …) or appsettings.</summary>
public sealed class JisrSettings
{
    /// <summary><c>sqlite:PATH</c>, or a PostgreSQL connection string. Empty: <c>jisr.db</c> in the data directory.</summary>
    public string? Database { get; set; }

    /// <summary>SQLite: how many megabytes of the file each connection keeps in memory, and how many of them a journal may
    /// grow before they are put in their places. Verbs, which have the machine to themselves, take 128.</summary>
    public int PageCacheMegabytes { get; set; } = 16;

    /// <summary>Bring the database up to date when the server starts. Always on for SQLite; for PostgreSQL only where one
    /// node starts at a time.</summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>Redis for the output cache when there are several web nodes.</summary>
    public string? Redis { get; set; }

    /// <summary>Where the database file and the key file stand.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The address people use, such as <c>https://jisr.example</c>: in links and previews.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Who runs this Jisr, as <c>/about</c> names them.</summary>
    public string? RunBy { get; set; }

    /// <summary>A phone number or address for questions and reports, as <c>/help</c> shows it.</summary>
    public string? Contact { get; set; }

    /// <summary>The master key's file; by default <c>keys/master.key</c> in the data directory.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Where quick exit goes: a neutral page that says nothing about her.</summary>
    public string ExitTo { get; set; } = "https://www.wikipedia.org/";

    /// <summary>Anonymous writes and sign-in tries that one address may send in a minute.</summary>
    public int WritesPerMinute { get; set; } = 60;

    /// <summary>One in this many possible matches is read by a second reviewer who does not see what the first said. 0:
    /// none.</summary>
    public int SecondReaderEvery { get; set; } = 20;

    /// <summary>The operator confirms that the disk under the database is encrypted (safety.md S-41): names stand readable
    /// on it. Until then the page of the system's state warns.</summary>
    public bool DiskEncrypted { get; set; }

    /// <summary>True while the demo world is served (<c>serve --demo</c>): only then do its printed sign-ins open.</summary>
    public bool Demo { get; set; }

    /// <summary>How many proxies stand in front; their forwarded addresses are believed. 0: none.</summary>
    public int Proxies { get; set; }

    public string DatabaseOrDefault =>
        string.IsNullOrWhiteSpace(Database) ? "sqlite:" + Path.Combine(DataDirectory, "jisr.db") : Database;

    /// <summary>Made by a restore, and gone once the books of what was put back were found to hold.</summary>
    public string RestoredMark => Path.Combine(DataDirectory, "restored");

    public string KeyFileOrDefault => KeyFile ?? Path.Combine(DataDirectory, "keys", "master.key");
}
