using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Jisr.Testing;

/// <summary>Runs a theory once per database. A database that is not configured is a visible skip, never a silent
/// change to another one; where <c>JISR_TEST_REQUIRE_POSTGRES</c> is set it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabasesAttribute : DataAttribute
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>Connection string of a PostgreSQL server on which tests may create databases.</summary>
    internal static string? PostgresServer => Environment.GetEnvironmentVariable("JISR_TEST_POSTGRES");

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        var missing =
            string.IsNullOrEmpty(PostgresServer)
            && Environment.GetEnvironmentVariable("JISR_TEST_REQUIRE_POSTGRES") is null;
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            new TheoryDataRow<string>(Sqlite),
            new TheoryDataRow<string>(Postgres) { Skip = missing ? "JISR_TEST_POSTGRES is not set" : null },
        ]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
