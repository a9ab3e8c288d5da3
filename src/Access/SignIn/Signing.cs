using Jisr.Access.Accounts;
using Jisr.Access.Sessions;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.SignIn;

/// <summary>Which page comes next in a sign-in.</summary>
internal sealed class Signing(SignInSteps steps, SessionBook sessions, Prove prove)
{
    /// <summary>After the name. Decided by its shape alone, never by whether somebody has it (S-27).</summary>
    public static string AfterName(string name) => IsNumber(name) ? AfterNumber : "/sign-in/password";

    // Members sign in with a phone or the number of a card, and a PIN.
    private const string AfterNumber = "/sign-in/pin";

    /// <summary>After a right password: the second factor, or in.</summary>
    public async Task<string> AfterPasswordAsync(HttpContext http, Account account, SignInStep step)
    {
        if (await prove.NeedsSecondFactorAsync(account, http.RequestAborted))
        {
            steps.Keep(http, step with { AccountId = account.Id });
            return account.TwoFactorEnabled ? "/sign-in/code" : "/sign-in/enrol";
        }
        await sessions.StartAsync(http, account, factors: 1, step.Shared, http.RequestAborted);
        return step.To;
    }

    /// <summary>What to say of a try that came to nothing: a wait, or that it was wrong.</summary>
    public static Problem Say(Proof proof, Problem wrong) =>
        proof.Wait is { } wait
            ? new Problem("WAIT_MINUTES", wrong.Field)
            {
                Args = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["minutes"] = ((int)Math.Ceiling(wait.TotalMinutes)).ToString(
                        System.Globalization.CultureInfo.InvariantCulture
                    ),
                },
            }
            : wrong;

    // A phone, or a number from a card: a user name always has a letter and no check sign to fit.
    private static bool IsNumber(string name) => !name.Any(char.IsLetter) || MemberNumber.TryRead(name, out _);
}
