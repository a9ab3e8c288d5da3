using Jisr.Contracts.People;
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
    private const string Pin = "62841957";

    private const string ReemRegistration = "year-3";

    /// <summary>The seller of the market runs; one signs in as she.</summary>
    public static PartyId Reem => PartyOf(ReemRegistration);

    /// <summary>Two who sell and sign in, by the name of their registration in the demo.</summary>
    private static readonly (string UserName, string Registration)[] Members =
    [
        ("reem", ReemRegistration),
        ("naima", "year-0"),
    ];

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
            // The worker and the lead stand in one space; the others see the whole demo.
            var unit = role is Roles.CentreWorker or Roles.UnitLead ? units.Spaces[0] : UnitId.Root;
            var account = await send.StaffAsync(userName, displayName, role, unit, today, today.AddMonths(11));
            await OpenAsync(send, userName, account);
        }
        foreach (var (userName, registration) in Members)
        {
            var member = people.First(p => p.Id == PartyOf(registration));
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
            await send.SendAsync(userName, "member.open-demo", new { accountId = account.Subject, pin = Pin });
        }
    }

    private static PartyId PartyOf(string registration) => new(DemoSender.Id("party.register", registration));

    private static Task OpenAsync(DemoSender send, string userName, Answer account) =>
        send.SendAsync(userName, "user.open-demo", new { accountId = account.Subject, password = Password });

    /// <summary>The last command: says that the demo world is whole.</summary>
    public static Task EndAsync(DemoSender send) =>
        send.SendAsync("made", "user.add", new { userName = "demo-made", displayName = "demo" });

    /// <summary>Prints who may sign in, with what.</summary>
    public static async Task PrintAsync(TextWriter output, IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var contacts = scope.ServiceProvider.GetRequiredService<IMemberContacts>();
        var numbers = new List<string>();
        foreach (var (name, registration) in Members)
            if (await contacts.OfAsync(PartyOf(registration), ct) is { } known)
                numbers.Add($"{known.Number} ({name})");
        await output.WriteLineAsync(
            $"Sign in at /sign-in (these work only while --demo is given):\n"
                + $"  staff: {string.Join(", ", Staff.Select(s => s.UserName))}\n  password: {Password}\n"
                + $"  members, by card number: {string.Join(", ", numbers)}\n  PIN: {Pin}"
        );
    }
}
