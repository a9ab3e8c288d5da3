using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Tests;

/// <summary>Money by the outbox (decision 39): only of what was taken along, once, in the device's order.</summary>
public class OfflineMoneyTests
{
    private const string Posted = "SELECT count(*) FROM ledger_journal_tx WHERE kind = 'market.buy'";
    private const string Entries = "SELECT count(*) FROM market_buy_entry";

    [Theory, Databases]
    public async Task MK16_a_batch_sent_twice_is_bought_once_and_half_a_batch_is_made_whole(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (world, device, account) = await AlongAsync(jisr);
        var records = Enumerable.Range(0, 14).Select(_ => Buy(device, world, "cream", 100, 100)).ToList();
        jisr.Clock.Advance(TimeSpan.FromHours(3));
        // The line breaks after half of it, and the answer is lost.
        (await device.SendAsync([.. records.Take(6)])).ShouldAllBe(a => a.Result() == "accepted");
        (await device.SendAsync(records))
            .Select(a => a.Result())
            .ShouldBe([.. Enumerable.Repeat("duplicate", 6), .. Enumerable.Repeat("accepted", 8)]);
        (await device.SendAsync(records)).ShouldAllBe(a => a.Result() == "duplicate");
        (await jisr.CountAsync(Entries), await jisr.CountAsync(Posted)).ShouldBe((14, 14));
        // Each carries its device, its place in the order there, and the hour she bought.
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_audit WHERE kind = 'run.buy' AND device_id IS NOT NULL AND device_seq IS NOT NULL"
            )
        ).ShouldBe(14);
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry WHERE at < recorded_at")).ShouldBe(14);

        // MK18: an undo comes with what it undoes, also where it comes first.
        var wrong = Buy(device, world, "cream", 100, 510);
        var entry = wrong["id"]!.GetValue<Guid>();
        var undo = device.Save("buy.undo", new { entryId = entry, runId = world.Run }, dependsOn: entry);
        (await device.SendAsync(undo))[0].Is("parked").ShouldBeTrue();
        (await device.SendAsync(wrong))[0].Result().ShouldBe("accepted");
        (await jisr.CountAsync(Entries), await jisr.CountAsync("SELECT sum(qty) FROM market_buy_entry")).ShouldBe(
            (16, 1400)
        );
        _ = account;
    }

    [Theory, Databases]
    public async Task What_was_not_taken_along_moves_nothing_whoever_holds_the_device(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await RunAsync(jisr);
        var account = await jisr.AccountOfAsync(world.Seller);
        var device = await Device.AddAsync(jisr, UnitId.Root);
        // Somebody else's run is not there, and a stranger takes nothing along.
        var other = await jisr.AccountOfAsync(NewId.Of<PartyId>());
        (await device.AskAlongAsync(other, "run", world.Run)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await device.AskAlongAsync(account, "run", NewId.Next())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await device.AskAlongAsync(account, "till", world.Run)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var list = await device.TakeAlongAsync(account, "run", world.Run);
        list["lines"]!.AsArray().Count.ShouldBe(4);
        // MK19: no buyer stands in what the device keeps.
        var text = list.ToJsonString();
        foreach (var secret in (string[])["سارة", "0944", "963944", "token", "phone"])
            text.ShouldNotContain(secret);

        // Another run of the same seller was not taken along.
        var run = world.Run;
        await world.PlanAsync();
        var (elsewhere, forged) = (
            Buy(device, world, "cream", 100, 100),
            device.SaveAs(
                other,
                "run.buy",
                new
                {
                    runId = run,
                    sku = "cream",
                    qty = 1000,
                    paid = 100,
                }
            )
        );
        var answers = await device.SendAsync(elsewhere, forged);
        answers.Select(a => (a.Code(), a.Is("kept"))).ShouldBe([("NOT_TAKEN_ALONG", true), ("TICKET_INVALID", true)]);
        // A command that moves money and is no command of the field stays refused.
        (await device.SendAsync(device.Save("order.pay", new { orderId = run, minor = 100 })))[0]
            .Code()
            .ShouldBe("KIND_NOT_OFFLINE");
        // On another device she took nothing along.
        var second = await Device.AddAsync(jisr, UnitId.Root, "Tablet 2");
        (await second.AskAlongAsync(other, "run", run)).Dispose();
        (await jisr.CountAsync(Entries)).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_revoked_device_posts_nothing_by_itself_and_what_was_posted_before_stays_a_duplicate(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (world, device, _) = await AlongAsync(jisr);
        var before = Buy(device, world, "cream", 100, 100);
        (await device.SendAsync(before))[0].Result().ShouldBe("accepted");
        var waits = Buy(device, world, "cream", 200, 100);
        jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        await jisr.SendAsync("outbox-device.end", new { deviceId = device.Id, why = "lost" });
        jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        var after = Buy(device, world, "cream", 300, 100);
        var answers = await device.SendAsync(before, waits, after);
        answers[0].Result().ShouldBe("duplicate");
        (answers[1].Is("quarantined"), answers[1].Code()).ShouldBe((true, "LATE_DELIVERY"));
        (answers[2].Is("kept"), answers[2].Code()).ShouldBe((true, "MADE_AFTER_END"));
        (await jisr.CountAsync(Entries), await jisr.CountAsync(Posted)).ShouldBe((1, 1));
    }

    [Theory, Databases]
    public async Task A_clock_that_is_wrong_is_set_right_or_the_servers_counts(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (world, device, account) = await AlongAsync(jisr);
        device.Ahead = TimeSpan.FromDays(3);
        (await device.SendAsync(Buy(device, world, "cream", 100, 100)))[0].Code().ShouldBeNull();
        // Put back between saving and sending: it would be from the future.
        var ahead = Buy(device, world, "cream", 100, 100);
        device.Ahead = TimeSpan.Zero;
        (await device.SendAsync(ahead))[0].Result().ShouldBe("accepted");
        // A phone that woke up in another year: nobody writes for a run before she has it.
        var old = device.Save(
            "run.buy",
            new
            {
                runId = world.Run,
                sku = "cream",
                qty = 100,
                paid = 100,
            },
            savedAt: new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        var marked = (await device.SendAsync(old))[0];
        (marked.Result(), marked.Code()).ShouldBe(("accepted", "CLOCK_WRONG"));
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry WHERE at > recorded_at")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry WHERE at < '2026-01-01'")).ShouldBe(0);
        (await jisr.CountAsync(Posted)).ShouldBe(3);

        // Two weeks later it is taken along anew, or a person looks.
        jisr.Clock.Advance(TimeSpan.FromDays(15));
        var late = (await device.SendAsync(Buy(device, world, "cream", 100, 100)))[0];
        (late.Is("quarantined"), late.Code()).ShouldBe((true, "ALONG_OVER"));
        await device.TakeAlongAsync(account, "run", world.Run);
        (await device.SendAsync(Buy(device, world, "cream", 100, 100)))[0].Result().ShouldBe("accepted");
    }

    [Theory, Databases]
    public async Task A_seller_makes_her_own_phone_ready_and_ends_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await RunAsync(jisr);
        var unit = await jisr.SendAsync(
            "unit.add",
            new
            {
                code = "harem-1",
                unitKind = "space",
                place = "SY0703",
                nameAr = "مركز حارم",
                nameFr = "Centre harem",
                nameEn = "Centre harem",
            }
        );
        var account = await jisr.AccountOfAsync(world.Seller);
        using var browser = jisr.BrowserOf(account);
        (await browser.GetAsync("/my/phone")).Status.ShouldBe(200);
        var woman = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = unit.Subject,
                fullName = "هدى",
                sex = "F",
                governorate = "SY07",
                district = "SY0703",
                age = "34",
                phone = "0944567890",
                phoneSafety = "shared",
                language = "ar",
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
                consentChannel = "spoken",
            },
            unit: new UnitId(unit.Subject!.Value)
        );
        woman.IsDone.ShouldBeTrue(string.Join(' ', woman.Reasons));
        var own = await jisr.AccountOfAsync(new PartyId(woman.Subject!.Value));
        using var hers = jisr.BrowserOf(own);
        var form = await hers.GetAsync("/my/phone");
        (await hers.SendAsync(form, ("name", ""))).Status.ShouldBe(422);
        var made = await hers.SendAsync(form, ("name", "هاتفي"));
        var token = made.Document.QuerySelector("[data-device]")!.GetAttribute("data-device")!;
        var list = await hers.GetAsync("/my/phone");
        var id = Guid.Parse(list.Document.QuerySelector("button[name=phone]")!.GetAttribute("value")!);
        var device = Device.Of(jisr, id, token);
        await device.SignInAsync(own, left: 0);
        device.HasTicket.ShouldBeTrue();
        device.Numbers.ShouldBeEmpty();
        // On her phone another gets no ticket.
        await device.SignInAsync(account);
        device.HasTicket.ShouldBeFalse();
        (await hers.SendAsync(list, "form:has(button[name=phone])", ("phone", id.ToString()))).Status.ShouldBe(200);
        (await device.AskAlongAsync(own, "run", world.Run)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_command_of_the_field_that_reaches_the_ledger_is_one_of_money_taken_along()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        var commands = jisr.Services.GetRequiredService<ModuleList>().Commands.Values;
        var handlers = commands.ToDictionary(c => c, c => HandlerOf(c));
        handlers.Count(h => Reaches(h.Value, [])).ShouldBeGreaterThan(20);
        handlers
            .Where(h =>
                typeof(IOfflineCommand).IsAssignableFrom(h.Key)
                && !typeof(IOfflineMoney).IsAssignableFrom(h.Key)
                && Reaches(h.Value, [])
            )
            .Select(h => h.Key.Name)
            .ShouldBeEmpty();
        commands
            .Where(c => typeof(IOfflineMoney).IsAssignableFrom(c))
            .Select(c => c.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "BuyGoods",
                "CloseCounter",
                "ConfirmCount",
                "EndRound",
                "HandOverBag",
                "RecordStop",
                "SellAtCounter",
                "SpendOnRun",
                "StartRound",
                "UndoBuy",
                "UndoCounterSale",
                "UndoExpense",
            ]);
    }

    private static Type HandlerOf(Type command) =>
        command.Assembly.GetTypes().Single(t => typeof(IHandle<>).MakeGenericType(command).IsAssignableFrom(t));

    // What a handler is made of, and what that is made of, within its module.
    private static bool Reaches(Type type, HashSet<Type> seen) =>
        seen.Add(type)
        && type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .SelectMany(c => c.GetParameters())
            .Select(p => p.ParameterType)
            .Any(p =>
                p == typeof(ILedger)
                || (
                    p is { IsClass: true, Namespace: { } name }
                    && name.StartsWith("Jisr.", StringComparison.Ordinal)
                    && Reaches(p, seen)
                )
            );

    private static async Task<RunWorld> RunAsync(JisrApp jisr)
    {
        var world = new RunWorld(jisr);
        await world.ThursdayAsync();
        await world.CloseAsync();
        return world;
    }

    private static async Task<(RunWorld World, Device Device, AccountId Account)> AlongAsync(JisrApp jisr)
    {
        var world = await RunAsync(jisr);
        var account = await jisr.AccountOfAsync(world.Seller);
        var device = await Device.AddAsync(jisr, UnitId.Root);
        await device.TakeAlongAsync(account, "run", world.Run);
        return (world, device, account);
    }

    private static JsonObject Buy(Device device, RunWorld world, string sku, long qty, long paid) =>
        device.Save(
            "run.buy",
            new
            {
                runId = world.Run,
                sku,
                qty,
                paid,
            }
        );
}
