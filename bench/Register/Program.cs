// Registers women one by one in a register that is there already, and prints how long each took: the command as the API
// sends it, duplicate check, facts and audit row included, without HTTP.
//   register DATABASE KEY-FILE UNIT-CODE ROWS.csv [N]
using System.Diagnostics;
using System.Globalization;
using Jisr.Bench.Match;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

if (args is not [var database, var key, var code, var file, .. var rest])
{
    await Console.Error.WriteLineAsync("register DATABASE KEY-FILE UNIT-CODE ROWS.csv [N]");
    return 2;
}
var most = rest is [var n] ? int.Parse(n, CultureInfo.InvariantCulture) : 500;
await using var jisr = await JisrApp.StartAsync(
    "sqlite",
    ("Jisr:Database", database),
    ("Jisr:KeyFile", key),
    ("Jisr:MigrateAtStart", "false")
);
var id = database.StartsWith("sqlite:", StringComparison.Ordinal) ? "hex(id)" : "id::text";
var unit = Guid.Parse((await jisr.TextAsync($"SELECT {id} FROM people_unit WHERE code = '{code}'"))!);
var waits = new List<double>();
var refused = 0;
foreach (var row in Csv.Read(file))
{
    if (waits.Count == most)
        break;
    string? Cell(string column) => row.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;
    var woman = new
    {
        unitId = unit,
        recordId = "b" + NewId.Next().ToString("N"),
        givenName = Cell("given_name"),
        fatherName = Cell("father_name"),
        grandfatherName = Cell("grandfather_name"),
        familyName = Cell("family_name"),
        latinName = Cell("latin_name"),
        sex = Cell("sex"),
        birthDate = Cell("birth_date"),
        phone = Cell("phone"),
        nationalId = Cell("national_id"),
        governorate = Cell("governorate"),
        district = Cell("district"),
        householdHead = Cell("household_head"),
        consents = new Dictionary<string, string> { ["register"] = "given" },
        noticeVersion = "2026-11",
        consentChannel = "spoken",
    };
    var started = Stopwatch.GetTimestamp();
    var answer = await jisr.SendAsync("party.register", woman, door: Door.Api);
    waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    if (!answer.IsDone)
        refused++;
}

// The first ones compile the program.
var warm = waits.Skip(Math.Min(100, waits.Count / 4)).Order().ToArray();
double At(double share) => warm[Math.Min(warm.Length - 1, (int)(warm.Length * share))];
var records = await jisr.CountAsync("SELECT count(*) FROM people_party");
Console.WriteLine(
    FormattableString.Invariant(
        $"{records} records: p50 {At(.5):0.0} ms  p95 {At(.95):0.0} ms  p99 {At(.99):0.0} ms  longest {warm[^1]:0.0} ms  of {warm.Length}, {refused} refused"
    )
);
return 0;
