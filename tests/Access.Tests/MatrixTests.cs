using System.Collections;
using System.Reflection;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Access.Tests;

/// <summary>Every route and every command against every role. A change of rights is seen in review: it changes
/// fixtures/commands.txt or fixtures/pages.txt.</summary>
public class MatrixTests
{
    private const string Nobody = "nobody";
    private static readonly string[] Everybody = [Nobody, Roles.Member, .. Roles.Granted];

    [Fact]
    public async Task Who_may_send_which_command_is_written_down()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var permissions = jisr.Services.GetRequiredService<Permissions>().All;
        var kinds = jisr.Services.GetRequiredService<ModuleList>().Commands.Keys;
        Compare("commands.txt", kinds.ToDictionary(k => k, k => permissions[k].ToHashSet(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Who_may_open_which_page_is_written_down()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var permissions = jisr.Services.GetRequiredService<Permissions>().All;
        Compare(
            "pages.txt",
            Routes(jisr)
                .GroupBy(r => r.Pattern)
                .ToDictionary(
                    g => g.Key,
                    g =>
                        g.SelectMany(r =>
                                r.IsOpen ? ["anyone"]
                                : r.Permission is { } p
                                    ? permissions.GetValueOrDefault(p)
                                        ?? (IReadOnlySet<string>)new HashSet<string> { "system" }
                                : (IEnumerable<string>)["signed-in"]
                            )
                            .ToHashSet(StringComparer.Ordinal)
                )
        );
    }

    [Fact]
    public async Task No_route_lacks_a_decision()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        // The router's last resort stands behind the fallback policy, which lets only signed-in people through.
        var undecided = Endpoints(jisr)
            .Where(e => e.DisplayName?.StartsWith("Fallback ", StringComparison.Ordinal) != true)
            .Where(e =>
                e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null
            )
            .Select(e => e.DisplayName);
        undecided.ShouldBeEmpty("say [Permission], [Authorize] or [AllowAnonymous]");
        var permissions = jisr.Services.GetRequiredService<Permissions>().All;
        foreach (var route in Routes(jisr))
            if (route.Permission is { } permission)
                permissions
                    .ContainsKey(permission)
                    .ShouldBeTrue($"{route.Pattern} asks for {permission}, which nobody gives");
    }

    [Theory, Databases]
    public async Task Every_command_refuses_every_role_that_does_not_hold_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var permissions = jisr.Services.GetRequiredService<Permissions>();
        var dispatcher = jisr.Services.GetRequiredService<CommandDispatcher>();
        var wrong = new List<string>();
        foreach (var (kind, type) in jisr.Services.GetRequiredService<ModuleList>().Commands)
        foreach (var role in Everybody)
        {
            var payload = JsonSerializer.SerializeToElement(Sample.Of(type), type, CanonicalJson.Options);
            var answer = await dispatcher.SendAsync(
                new JsonCommand(NewId.Next(), kind, payload),
                ActorOf(role),
                Door.Api
            );
            var holds =
                permissions.Has(kind, role)
                || permissions.Has(kind, Roles.Anyone)
                || permissions.Has(kind, Roles.Holder);
            var refusedByRole = answer.Refusal is Refusal.Role or Refusal.SignIn;
            if (answer.Reasons.Any(r => r.Code == "NOT_READABLE"))
                wrong.Add($"{kind}: the sample could not be read: {payload}");
            else if (refusedByRole == holds)
                wrong.Add($"{kind} as {role}: {(holds ? "refused" : "not refused")}");
            else if (!holds && role == Nobody && answer.Refusal != Refusal.SignIn)
                wrong.Add($"{kind} as {role}: {answer.Refusal}");
        }
        wrong.ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Every_page_refuses_every_role_that_does_not_hold_it_and_none_breaks(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var permissions = jisr.Services.GetRequiredService<Permissions>();
        var wrong = new List<string>();
        foreach (var role in Everybody)
        {
            using var browser = role switch
            {
                Nobody => jisr.Browser(),
                Roles.Member => jisr.BrowserOf(await jisr.AccountOfAsync(NewId.Of<PartyId>())),
                _ => await jisr.BrowserWithRoleAsync(role),
            };
            foreach (var route in Routes(jisr).Where(r => r.IsGet))
            {
                using var response = await browser.Http.GetAsync(new Uri(route.Address, UriKind.Relative));
                var status = (int)response.StatusCode;
                var to = response.Headers.Location?.ToString() ?? "";
                var may =
                    route.IsOpen || (role != Nobody && (route.Permission is not { } p || Holds(permissions, p, role)));
                var asked = to.StartsWith("/sign-in?to=", StringComparison.Ordinal);
                if (status >= 500)
                    wrong.Add($"{route.Pattern} as {role}: {status}");
                else if (!may && role == Nobody && !(asked || status is 401 or 404))
                    wrong.Add($"{route.Pattern} as {role}: {status} {to} instead of the sign-in page");
                else if (!may && role != Nobody && status is not (403 or 404))
                    wrong.Add($"{route.Pattern} as {role}: {status} {to} though it holds no {route.Permission}");
                else if (may && (status is 401 or 403 || (asked && role != Nobody)))
                    wrong.Add($"{route.Pattern} as {role}: {status} {to} though it holds {route.Permission}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    private static bool Holds(Permissions permissions, string permission, string role) =>
        permissions.Has(permission, role)
        || permissions.Has(permission, Roles.Anyone)
        || permissions.Has(permission, Roles.Holder);

    private static Actor ActorOf(string role) =>
        role switch
        {
            Nobody => Actor.Anonymous,
            Roles.Member => new Actor { AccountId = NewId.Of<AccountId>(), PartyId = NewId.Of<PartyId>() },
            _ => new Actor
            {
                AccountId = NewId.Of<AccountId>(),
                Grants =
                [
                    new Grant(role, UnitId.Root, true, null, new DateOnly(2026, 11, 1), new DateOnly(2027, 5, 1)),
                ],
            },
        };

    private static IEnumerable<RouteEndpoint> Endpoints(JisrApp jisr) =>
        jisr
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            // The framework's own files of Blazor are static too.
            .Where(e =>
                e.RoutePattern.RawText?.StartsWith("/_", StringComparison.Ordinal) != true
                && e.RoutePattern.RawText?.StartsWith("_", StringComparison.Ordinal) != true
            );

    private static IReadOnlyList<Route> Routes(JisrApp jisr) =>
        [.. Endpoints(jisr).Select(Route.Of).OrderBy(r => r.Pattern, StringComparer.Ordinal)];

    /// <summary>Fails with the whole actual table, so that a wanted change is copied into the fixture and seen in review.</summary>
    private static void Compare(string fixture, Dictionary<string, HashSet<string>> actual)
    {
        var file = Repo.File("tests/Access.Tests/fixtures/" + fixture);
        var lines = actual
            .OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => a.Key + ": " + string.Join(' ', a.Value.Order(StringComparer.Ordinal)))
            .Select(l => l.TrimEnd())
            .ToList();
        var expected = File.Exists(file)
            ? File.ReadAllLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.TrimEnd()).ToList()
            : [];
        if (lines.SequenceEqual(expected, StringComparer.Ordinal))
            return;
        var proposal = Path.Combine(Repo.Root, "artifacts", fixture);
        File.WriteAllLines(proposal, lines);
        Assert.Fail(
            $"Rights are not those of {fixture}.\nnew: {string.Join("\n     ", lines.Except(expected))}\ngone: {string.Join("\n      ", expected.Except(lines))}\nIf this is meant, copy artifacts/{fixture} over it."
        );
    }

    private sealed record Route(string Pattern, string Address, bool IsOpen, string? Permission, bool IsGet)
    {
        public static Route Of(RouteEndpoint endpoint)
        {
            var policy = endpoint
                .Metadata.GetOrderedMetadata<IAuthorizeData>()
                .Select(a => a.Policy)
                .FirstOrDefault(p => p?.StartsWith("permission:", StringComparison.Ordinal) == true);
            var parts = endpoint.RoutePattern.PathSegments.Select(s =>
                string.Concat(
                    s.Parts.Select(p =>
                        p switch
                        {
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l => l.Content,
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart v => ValueOf(v),
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart d => d.Content,
                            _ => "",
                        }
                    )
                )
            );
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
            return new Route(
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                "/" + string.Join('/', parts),
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                policy?["permission:".Length..],
                methods.Count == 0 || methods.Contains("GET")
            );
        }

        private static string ValueOf(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart part) =>
            part.ParameterPolicies.Any(p => p.Content == "guid") ? "0193a000-0000-7000-8000-000000000001"
            : part.ParameterPolicies.Any(p => p.Content is "int" or "long") ? "404"
            : part.Name == "documentName" ? "v1"
            : "x";
    }
}

/// <summary>A payload of any command with something in every field that must be there.</summary>
internal static class Sample
{
    public static object Of(Type type)
    {
        var made = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .OrderByDescending(c => c.GetParameters().Length)
            .First();
        var context = new NullabilityInfoContext();
        return made.Invoke([
            .. made.GetParameters()
                .Select(p => context.Create(p).WriteState == NullabilityState.Nullable ? null : Value(p.ParameterType)),
        ]);
    }

    private static object? Value(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is not null)
            return null;
        if (type == typeof(string))
            return "x";
        if (type == typeof(Guid))
            return NewId.Next();
        if (typeof(IId).IsAssignableFrom(type))
            return type.GetMethod("From")!.Invoke(null, [NewId.Next()]);
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 11, 24);
        if (type == typeof(DateTimeOffset))
            return JisrApp.Start;
        if (type == typeof(int) || type == typeof(long))
            return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return arguments.Length == 2
                ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))
                : Array.CreateInstance(arguments[0], 0);
        }
        return type.IsValueType || type.IsEnum ? Activator.CreateInstance(type) : Of(type);
    }
}
