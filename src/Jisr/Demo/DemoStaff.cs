using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;

namespace Jisr.Demo;

/// <summary>Staff of every role, and two members who sign in.</summary>
internal static class DemoStaff
{
    /// <summary>Printed, and good only while the demo is served: see <c>user.open-demo</c>.</summary>
    private const string Password = "jisr demo road 2026";

    private static readonly (string UserName, string DisplayName, string Role)[] Staff =
    [
        ("worker", "ليلى، عاملة مركز", Roles.CentreWorker),
        ("lead", "سناء، مسؤولة مركز", Roles.UnitLead),
        ("trainer", "هدى، مدرّبة", Roles.Trainer),
        ("consultant", "رنا، مستشارة", Roles.Consultant),
        ("reviewer", "منى، دارسة طلبات", Roles.Reviewer),
        ("finance", "سهى، مسؤولة مالية", Roles.FinanceOfficer),
        ("payer", "عبير، صرّافة", Roles.Payer),
        ("verifier", "ندى، مدقّقة صرف", Roles.PaymentVerifier),
        ("manager", "إيمان، مديرة برنامج", Roles.ProgrammeManager),
        ("coordinator", "كوثر، منسّقة", Roles.Coordinator),
        ("safeguarding", "أمل، مسؤولة حماية", Roles.SafeguardingOfficer),
        ("focal", "ديمة، نقطة اتصال", Roles.FocalPoint),
        ("partner", "شريك قارئ", Roles.PartnerReader),
        ("admin", "مديرة النظام", Roles.Administrator),
        ("operator", "مشغّل", Roles.Operator),
    ];

    public static async Task MakeAsync(
        DemoSender send,
        IServiceProvider services,
        DemoUnits units,
        IReadOnlyList<DemoPerson> people,
        CancellationToken ct
    )
    {
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        foreach (var (userName, displayName, role) in Staff)
        {
            var account = await send.SendAsync(userName, "user.add", new { userName, displayName });
            await OpenAsync(send, userName, account);
            // The worker and the lead stand in one space; the others see the whole demo.
            var unit = role is Roles.CentreWorker or Roles.UnitLead ? units.Spaces[0] : UnitId.Root;
            await send.SendAsync(
                userName,
                "role.grant",
                new
                {
                    accountId = account.Subject,
                    role,
                    unitId = unit,
                    below = true,
                    from = today,
                    to = today.AddMonths(11),
                }
            );
        }
        foreach (var (userName, country) in ((string, string)[])[("reem", "SY"), ("naima", "MA")])
        {
            var member = people.First(p => p.Country == country);
            var account = await send.SendAsync(
                userName,
                "user.add",
                new
                {
                    userName,
                    displayName = member.Name.Split(' ')[0],
                    partyId = member.Id,
                }
            );
            await OpenAsync(send, userName, account);
        }
    }

    private static Task OpenAsync(DemoSender send, string userName, Answer account) =>
        send.SendAsync(userName, "user.open-demo", new { accountId = account.Subject, password = Password });

    /// <summary>The last command: says that the demo world is whole.</summary>
    public static Task EndAsync(DemoSender send) =>
        send.SendAsync("made", "user.add", new { userName = "demo-made", displayName = "demo" });

    public static Task PrintAsync(TextWriter output) =>
        output.WriteLineAsync(
            $"Sign in at /sign-in with the password '{Password}' (only while --demo is given):\n"
                + $"  staff: {string.Join(", ", Staff.Select(s => s.UserName))}\n  members: reem, naima"
        );
}
