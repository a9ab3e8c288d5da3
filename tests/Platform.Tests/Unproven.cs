using Jisr.Testing;

[assembly: UnprovenOnPostgres]
