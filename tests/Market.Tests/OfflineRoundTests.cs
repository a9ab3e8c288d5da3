using System.Text.Json.Nodes;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>The courier's round where there is no line (decision 45): by the secret of its link, once, and for this round
/// alone.</summary>
public class OfflineRoundTests
{
    private const string Paid = "SELECT count(*) FROM market_payment WHERE stop_id IS NOT NULL";

    [Theory, Databases]
    public async Task MK05_a_round_without_a_line_comes_in_one_batch_twice_and_is_written_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        await jisr.AccountOfAsync(world.Seller);
        var round = await LoadedAsync(world, a, b, c);
        var token = world.RoundTokenOf(round);
        var (device, list) = (await Device.BySecretAsync(jisr, round, token))!.Value;

        // doors.md §5.5: bag, first name, district and cash; no place, landmark or number.
        var text = list.ToJsonString();
        list["stops"]!.AsArray().Count.ShouldBe(3);
        list["stops"]![0]!["due"]!.GetValue<long>().ShouldBe(30_700);
        foreach (var secret in (string[])["0944", "963944", "landmark", "phone", "token", "code"])
            text.ShouldNotContain(secret);
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM kernel_read_log WHERE action = 'export' AND field_groups = 'order.name,order.district' AND reason = 'round {round}'"
            )
        ).ShouldBe(1);

        var start = device.Save("round.start", new { roundId = round, token });
        jisr.Clock.Advance(TimeSpan.FromHours(2));
        JsonObject[] doors =
        [
            Door(device, round, token, a, "done", 30_000),
            Door(device, round, token, b, "done", 17_000),
            Door(device, round, token, c, "failed", reason: "not-home"),
        ];
        var end = device.Save("round.end", new { roundId = round, token });
        var bag = device.Save(
            "bag.hand-over",
            new
            {
                roundId = round,
                token,
                counted = new[] { new { currency = "TRY", minor = 47_000 } },
            },
            dependsOn: end["id"]!.GetValue<Guid>()
        );
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        JsonObject[] all = [start, .. doors, end, bag];
        (await device.SendAsync([.. all.Take(3)])).ShouldAllBe(r => r.Result() == "accepted");
        (await device.SendAsync(all))
            .Select(r => r.Result())
            .ShouldBe(["duplicate", "duplicate", "duplicate", "accepted", "accepted", "accepted"]);
        (await device.SendAsync(all)).ShouldAllBe(r => r.Result() == "duplicate");
        (await jisr.CountAsync(Paid)).ShouldBe(2);
        (await world.OwesAsync(a)).ShouldBe(700);
        (await world.CreditAsync(b)).ShouldBe(200);
        (await world.BalanceAsync("Cash", BagOf(round))).ShouldBe(0);
        // The hour at the door, not that of the line.
        (
            await jisr.CountAsync("SELECT count(*) FROM market_stop WHERE at < (SELECT sent_at FROM market_hand_over)")
        ).ShouldBe(3);
        // The hand-over by code, as with a line.
        await world.DoAsync("bag.receive", new { roundId = round, code = await world.CodeAsync(round) });
        await world.DoAsync("round.close", new { roundId = round });

        // Closed: nothing more of it goes onto a phone, and its device is over.
        (await Device.BySecretAsync(jisr, round, token)).ShouldBeNull();
        (await device.SendAsync(Door(device, round, token, c, "done", 16_600)))[0].Code().ShouldBe("MADE_AFTER_END");
        (await jisr.CountAsync(Paid)).ShouldBe(2);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_courier_without_the_secret_takes_nothing_along_and_his_phone_reaches_one_round(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, _) = await world.SharedThursdayAsync();
        var account = await jisr.AccountOfAsync(world.Seller);
        var round = await world.OutAsync(world.Run, "أبو أحمد", a);
        var other = await world.OutAsync(world.Run, "أبو علي", b);
        var token = world.RoundTokenOf(round);
        (await Device.BySecretAsync(jisr, round, world.RoundTokenOf(other))).ShouldBeNull();
        (await Device.BySecretAsync(jisr, round, "")).ShouldBeNull();
        (await Device.BySecretAsync(jisr, NewId.Next(), token)).ShouldBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM access_outbox_device")).ShouldBe(0);
        var (device, _) = (await Device.BySecretAsync(jisr, round, token))!.Value;

        // With the other round's secret, but not taken along here; with a wrong one; a command of another kind.
        (await device.SendAsync(Door(device, other, world.RoundTokenOf(other), b, "done", 16_800)))[0]
            .Code()
            .ShouldBe("NOT_TAKEN_ALONG");
        (await device.SendAsync(Door(device, round, "no", a, "done", 30_700)))[0].Is("kept").ShouldBeTrue();
        (await device.SendAsync(device.Save("stall.add", new { shopId = world.Shop, name = "بسطة" })))[0]
            .Is("kept")
            .ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM market_stall WHERE name = 'بسطة'")).ShouldBe(0);
        // Nobody signs in on it: no ticket, whoever asks.
        await device.SignInAsync(account);
        device.HasTicket.ShouldBeFalse();
        (await jisr.CountAsync(Paid)).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task What_his_phone_could_not_write_waits_for_the_seller_and_she_puts_it_right(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, _) = await world.SharedThursdayAsync();
        var account = await jisr.AccountOfAsync(world.Seller);
        var round = await world.OutAsync(world.Run, "أبو أحمد", a, b);
        var token = world.RoundTokenOf(round);
        var (device, _) = (await Device.BySecretAsync(jisr, round, token))!.Value;
        // More was refused than is in the bag.
        var cream = await world.LineIdAsync(a, "cream");
        var wrong = device.Save(
            "stop.record",
            new
            {
                roundId = round,
                orderId = a,
                token,
                result = "part",
                paid = new[] { new { minor = 26_200 } },
                refused = new[] { new { lineId = cream, qty = 9000 } },
            }
        );
        (await device.SendAsync(wrong))[0].Is("kept").ShouldBeTrue();
        using var seller = jisr.BrowserOf(account, "en");
        var phone = await seller.GetAsync("/my/phone");
        phone.Text.ShouldContain("A part was handed over");
        var mend = await seller.GetAsync(phone.Link("Put it right"));
        mend.Value("amount").ShouldNotBeNull();
        var (_, stranger) = await new FrontWorld(jisr).ShopAsync("other");
        using var hers = jisr.BrowserOf(await jisr.AccountOfAsync(stranger), "en");
        (await hers.GetAsync(mend.Address)).Status.ShouldBe(404);
        var bad = await seller.SendAsync(mend);
        bad.Status.ShouldBe(422);
        var done = await seller.SendAsync(bad, ("refused." + cream, "1"));
        done.FirstStatus.ShouldBe(System.Net.HttpStatusCode.SeeOther, string.Join(' ', done.Errors));
        (await world.LineAsync(a, "cream", "written_off")).ShouldBe(1000);
        (await world.OwesAsync(a)).ShouldBe(0);
        (await jisr.TextAsync("SELECT state FROM kernel_worklist_item")).ShouldBe("mended");

        // After 24 hours what he says waits, though it was made in time it is let in, and a lost phone is ended by her.
        var intime = Door(device, round, token, b, "done", 16_800);
        jisr.Clock.Advance(TimeSpan.FromHours(25));
        (await device.SendAsync(Door(device, round, token, b, "done", 100)))[0].Code().ShouldBe("ALONG_OVER");
        (await device.SendAsync(intime))[0].Result().ShouldBe("accepted");
        (await world.OwesAsync(b)).ShouldBe(0);
        (await Device.BySecretAsync(jisr, round, token)).ShouldBeNull();
        phone = await seller.GetAsync("/my/phone");
        await seller.SendAsync(phone, "form:has(button[name=phone])", ("phone", device.Id.ToString()));
        (await jisr.TextAsync("SELECT state FROM access_outbox_device")).ShouldBe("lost");
    }

    private static async Task<Guid> LoadedAsync(RunWorld world, params Guid[] orders)
    {
        var round = await world.RoundAsync(world.Run, "أبو أحمد", orders);
        await world.DoAsync("round.load", new { roundId = round });
        return round;
    }

    private static JsonObject Door(
        Device device,
        Guid round,
        string token,
        Guid order,
        string result,
        long paid = 0,
        string? reason = null
    ) =>
        device.Save(
            "stop.record",
            new
            {
                roundId = round,
                orderId = order,
                token,
                result,
                reason,
                paid = paid > 0 ? new[] { new { minor = paid } } : null,
            }
        );
}
