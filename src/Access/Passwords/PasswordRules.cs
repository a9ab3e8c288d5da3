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
        var plain = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return plain.Distinct().Count() < 5 || IsRow(plain) || IsDressed(plain) || IsDressed(Undressed(plain));
    }

    private static bool IsDressed(string text)
    {
        var letters = new string([.. text.Where(char.IsLetter)]);
        return IsMadeOf(text)
            || (letters.Length is > 0 and < 16 && text.Length - letters.Length <= 8 && IsMadeOf(letters));
    }

    // Whether the text is listed words one after another: how far they reach, from each place on.
    private static bool IsMadeOf(string text)
    {
        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var at = 0; at < text.Length; at++)
            if (reached[at])
                for (var end = at + 3; end <= text.Length; end++)
                    reached[end] |= Common.Contains(text[at..end]);
        return text.Length > 0 && reached[^1];
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

    // Signs that stand for a letter.
    private static string Undressed(string text) =>
        new([
            .. text.Select(c =>
                c switch
                {
                    '@' or '4' => 'a',
                    '$' or '5' => 's',
                    '!' => 'i',
                    '0' => 'o',
                    '3' => 'e',
                    '7' => 't',
                    _ => c,
                }
            ),
        ]);

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("access/common-passwords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => l[0] != '#')
            .Select(l => l.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
