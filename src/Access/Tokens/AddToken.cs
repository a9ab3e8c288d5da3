using Jisr.Access.Accounts;
using Jisr.Access.Grants;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Tokens;

/// <summary>A token with scopes, at most 12 months.</summary>
internal sealed record AddToken(AccountId AccountId, string Name, IReadOnlyList<string> Scopes, DateOnly Until)
    : ICommand
{
    public static string Kind => AccessRights.Tokens;
}

/// <summary>Ends a token. It opens nothing from the next call on.</summary>
internal sealed record RevokeToken(AccountId AccountId, Guid TokenId) : ICommand
{
    public static string Kind => "api-token.revoke";
}

/// <summary>What a token may carry: her own permissions, but never those that give rights or make tokens.</summary>
internal sealed class TokenScopes(AccessGate gate, Permissions permissions)
{
    private static readonly string[] Never =
    [
        "user.",
        "role.",
        "api-token.",
        "password.",
        "passkey.",
        "session.",
        "invitation.",
        "authenticator.",
        "recovery-codes.",
        "administrator.",
    ];

    public IReadOnlyList<string> Of(Actor actor) =>
        [
            .. permissions
                .All.Where(p => !Never.Any(n => p.Key.StartsWith(n, StringComparison.Ordinal)))
                .Where(p => gate.UnitsWith(actor, p.Key).Count > 0)
                .Select(p => p.Key)
                .Order(StringComparer.Ordinal),
        ];
}

internal sealed class AddTokenHandler(JisrDb db, Sealer sealer, TokenScopes scopes) : IHandle<AddToken>
{
    private const int Most = 20;

    // Her own, and only for somebody whose role holds it: a right that a page shows is checked there too.
    public Task<Reach> ReachAsync(AddToken command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Actor.AccountId == command.AccountId ? Reach.Anywhere : Reach.Missing);

    public void Check(AddToken command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, 60);
        if (command.Scopes.Count == 0)
            problems.Add("scopes", "REQUIRED");
        else if (command.Scopes.Except(scopes.Of(scope.Actor), StringComparer.Ordinal).Any())
            problems.Add("scopes", "SCOPE_NOT_YOURS");
        var today = DateOnly.FromDateTime(scope.Now.UtcDateTime);
        if (command.Until < today)
            problems.Add("until", "DAY_ORDER");
        else if (command.Until > today.AddMonths(12))
            problems.Add("until", "GRANT_TOO_LONG");
    }

    public async Task<Outcome> HandleAsync(AddToken command, CommandScope scope, CancellationToken ct)
    {
        if (
            await db.Set<ApiToken>().CountAsync(t => t.AccountId == command.AccountId && t.RevokedAt == null, ct)
            >= Most
        )
            return Outcome.No("TOKENS_ENOUGH");
        db.Add(
            new ApiToken
            {
                Id = scope.Id.Value,
                AccountId = command.AccountId,
                Name = command.Name.Trim(),
                KeyHash = MadeSecret.Hash(ApiToken.TextOf(sealer, scope.Id)),
                Scopes = string.Join(' ', command.Scopes.Distinct().Order(StringComparer.Ordinal)),
                CreatedAt = scope.Now,
                Until = command.Until,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

internal sealed class RevokeTokenHandler(JisrDb db) : IHandle<RevokeToken>
{
    public async Task<Reach> ReachAsync(RevokeToken command, CommandScope scope, CancellationToken ct) =>
        scope.Actor.AccountId == command.AccountId
        && await db.Set<ApiToken>().AnyAsync(t => t.Id == command.TokenId && t.AccountId == command.AccountId, ct)
            ? Reach.Held(true)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(RevokeToken command, CommandScope scope, CancellationToken ct)
    {
        var token = await db.Set<ApiToken>().SingleAsync(t => t.Id == command.TokenId, ct);
        token.RevokedAt ??= scope.Now;
        return new Outcome.Done { Subject = token.Id };
    }
}
