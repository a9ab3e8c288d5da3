using System.Collections.Frozen;
using System.Text;
using Jisr.Access.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Jisr.Access.Passwords;

/// <summary>S-28: at least 12 letters, not on the list of common and breached ones, without the user name. No rule about
/// kinds of signs (ASVS 6.2.5).</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Fewest = 12;
    public const int Most = 200;

    private static readonly FrozenSet<string> Common = Load();

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var problem = ProblemOf(password ?? "", user.UserName);
        return Task.FromResult(
            problem is null
                ? IdentityResult.Success
                : IdentityResult.Failed(new IdentityError { Code = problem, Description = problem })
        );
    }

    /// <summary>PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_HAS_NAME, PASSWORD_COMMON, or null.</summary>
    public static string? ProblemOf(string password, string? userName)
    {
        if (password.EnumerateRunes().Count() < Fewest)
            return "PASSWORD_SHORT";
        if (password.Length > Most)
            return "PASSWORD_LONG";
        if (userName is { Length: >= 3 } && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            return "PASSWORD_HAS_NAME";
        return IsCommon(password) ? "PASSWORD_COMMON" : null;
    }

    // Common: a listed word alone, repeated, beside another listed one, or dressed up with digits and signs.
    private static bool IsCommon(string password)
    {
        var plain = Plain(password);
        var letters = new string([.. plain.Where(char.IsLetter)]);
        var distinct = plain.Distinct().Count();
        return distinct < 5
            || Common.Contains(plain)
            || IsRow(plain)
            || IsMadeOf(plain, 0)
            || (letters.Length > 0 && plain.Length - letters.Length <= 8 && IsMadeOf(letters, 0) && letters.Length < 16);
    }

    private static bool IsMadeOf(string text, int at)
    {
        if (at == text.Length)
            return at > 0;
        for (var end = text.Length; end > at + 2; end--)
            if (Common.Contains(text[at..end]) && IsMadeOf(text, end))
                return true;
        return false;
    }

    // 123456789012, abcdefghijkl, or the same few signs again and again.
    private static bool IsRow(string text)
    {
        var steps = 0;
        for (var i = 1; i < text.Length; i++)
            steps += Math.Abs(text[i] - text[i - 1]) <= 1 || (text[i - 1] == '9' && text[i] == '0') ? 1 : 0;
        if (steps >= text.Length - 2)
            return true;
        for (var size = 1; size <= 4; size++)
            if (Enumerable.Range(size, text.Length - size).All(i => text[i] == text[i - size]))
                return true;
        return false;
    }

    private static string Plain(string password)
    {
        var result = new StringBuilder(password.Length);
        foreach (var c in password.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            result.Append(
                c switch
                {
                    '@' => 'a',
                    '$' => 's',
                    '!' => 'i',
                    _ => c,
                }
            );
        return result.ToString();
    }

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("access/common-passwords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => l[0] != '#')
            .Select(Plain)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
