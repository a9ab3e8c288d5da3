using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Jisr.Browser.Tests;

/// <summary>A day without a line, in the system's Chromium.</summary>
public class OutboxTests(Chromium chromium)
{
    private const string Count =
        "async (light) => (await (await import('/ui/outbox.js')).list()).filter(r => !light || r.light === light).length";

    // Everything that stands on the device, as text: stores, caches, what a page may keep.
    internal const string Dump = """
        async () => {
          const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
          for (const { name } of await indexedDB.databases()) {
            const db = await new Promise((done) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result); });
            for (const store of db.objectStoreNames) {
              const rows = await new Promise((done) => { const ask = db.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => done(ask.result); });
              for (const row of rows) {
                parts.push(JSON.stringify(row, (_, v) => v instanceof Uint8Array ? new TextDecoder().decode(v) : v));
                if (row.blob) parts.push(new TextDecoder().decode(row.blob));
              }
            }
            db.close();
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) parts.push(request.url, await (await cache.match(request, { ignoreVary: true })).text());
          }
          return parts.join("\n");
        }
        """;

    [Fact]
    public async Task DO12_to_DO18_fifty_women_are_registered_without_a_line_and_arrive_once_and_in_order()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, context);

        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("form[data-outbox]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-outbox-bar]")).ToContainTextAsync("لا شبكة");
        (await SidewaysAsync(page)).ShouldBeFalse();
        var numbers = new List<string>();
        for (var n = 1; n <= 50; n++)
        {
            // By keyboard: tick, name, age, and Enter.
            await page.FocusAsync("[name=consent]");
            await page.Keyboard.PressAsync("Space");
            await page.FillAsync("[name=fullName]", $"سلمى النجار {n}");
            await page.FillAsync("[name=birth]", "٣٤");
            await page.FillAsync("[name=phone]", "٠٩٤٤ ٥٦٧ ٨٩٠");
            if (n == 1)
            {
                await page.SelectOptionAsync("[name=governorate]", "SY07");
                await page.SelectOptionAsync("[name=district]", new SelectOptionValue { Index = 1 });
            }
            await page.FocusAsync("[name=fullName]");
            await page.Keyboard.PressAsync("Enter");
            await HoldsAsync(page, n);
            if (n > 1)
                await Assertions.Expect(page.Locator("[data-number]")).Not.ToHaveTextAsync(numbers[^1]);
            numbers.Add(await page.InnerTextAsync("[data-number]"));
        }
        numbers.Distinct().Count().ShouldBe(50);
        numbers.ShouldAllBe(t => t.StartsWith("رقمها:", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-count]")).ToContainTextAsync("لم تُرسل بعد");

        // DO18: the whole storage, read out, has no name, number, place or answer in it.
        var dump = await page.EvaluateAsync<string>(Dump);
        dump.ShouldContain("/offline?lang=ar");
        dump.ShouldContain("/outbox?lang=fr");
        foreach (
            var secret in (string[])
                ["سلمى", "النجار", "944567890", "٥٦٧", "SY0703\"", "party.register\",", "fullName\":"]
        )
            dump.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret);

        // The last one can be corrected while the page is open.
        await page.ClickAsync("[data-saved] button");
        (await page.InputValueAsync("[name=fullName]")).ShouldBe("سلمى النجار 50");
        await page.FillAsync("[name=fullName]", "سلمى المصححة 50");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-saved]")).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>(Count)).ShouldBe(50);

        // DO12, DO13: a café that answers 200 with a page, and a reply to somebody else's batch.
        await PoisonAsync(page);
        var body = "<html><title>Sign in to our café</title></html>";
        var type = "text/html";
        await page.RouteAsync(
            "**/api/v1/sync",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        Status = 200,
                        ContentType = type,
                        Body = body,
                    }
                )
        );
        await context.SetOfflineAsync(false);
        foreach (
            var (b, t) in ((string, string)[])
                [(body, type), ("{\"jisr\":\"sync/1\",\"batch\":\"other\",\"answers\":[]}", "application/json")]
        )
        {
            (body, type) = (b, t);
            await page.RunAndWaitForResponseAsync(
                () => page.EvaluateAsync("async () => (await import('/ui/outbox.js')).send()"),
                "**/api/v1/sync"
            );
            await HoldsAsync(page, 51, "saved");
        }
        await page.UnrouteAsync("**/api/v1/sync");

        // DO14: the answer to one record is missing: that one stays, and goes the next time.
        await page.RouteAsync(
            "**/api/v1/sync",
            async route =>
            {
                var real = await route.FetchAsync();
                var reply = JsonNode.Parse(await real.TextAsync())!.AsObject();
                reply["answers"]!.AsArray().RemoveAt(7);
                await route.FulfillAsync(new RouteFulfillOptions { Response = real, Body = reply.ToJsonString() });
            },
            new PageRouteOptions { Times = 1 }
        );
        await page.GotoAsync("/outbox");
        await HoldsAsync(page, 1);
        await Assertions.Expect(page.Locator("[data-light=accepted], [data-light=duplicate]")).ToHaveCountAsync(50);
        // The poison stands aside; it is deleted only with a second question.
        await Assertions.Expect(page.Locator("[data-light=problem]")).ToContainTextAsync("لا يمكن فتح هذا السجل");
        Violations(await page.RunAxe()).ShouldBeEmpty();
        await page.ClickAsync("[data-light=problem] button");
        (await page.EvaluateAsync<int>(Count)).ShouldBe(1);
        await page.ClickAsync("[data-light=problem] button");
        await HoldsAsync(page, 0);

        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(50);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE full_name LIKE '%المصححة 50'")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_audit a JOIN kernel_audit b ON b.id > a.id AND b.device_seq <= a.device_seq"
            )
        ).ShouldBe(0, "in the order in which they were written");
        // Each has the number that stands on her card.
        foreach (var number in numbers.Take(3))
            (
                await jisr.CountAsync(
                    $"SELECT count(*) FROM people_party WHERE number = '{string.Concat(number.Where(char.IsAsciiLetterOrDigit))}'"
                )
            ).ShouldBe(1);
        (await jisr.CountAsync("SELECT not_kept FROM access_outbox_device")).ShouldBe(1);
    }

    [Fact]
    public async Task XA18_to_XA20_the_counter_the_answers_and_what_the_centre_has_to_put_right()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, context);
        await page.GotoAsync("/outbox");
        // The first one arrives, and the answer is lost on the way back.
        await page.RouteAsync(
            "**/api/v1/sync",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
        );
        await SaveAsync(page, unit, 1);
        for (var i = 0; i < 200 && await jisr.CountAsync("SELECT count(*) FROM people_party") == 0; i++)
        {
            await page.EvaluateAsync("async () => (await import('/ui/outbox.js')).send()");
            await Task.Delay(50);
        }
        await context.SetOfflineAsync(true);
        await page.UnrouteAsync("**/api/v1/sync");
        await SaveAsync(page, unit, 2);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-count]")).ToContainTextAsync("3");
        (await page.EvaluateAsync<string>(Dump)).ShouldNotContain("سلمى");

        await context.SetOfflineAsync(false);
        await HoldsAsync(page, 0);
        await Assertions.Expect(page.Locator("[data-light=accepted]")).ToHaveCountAsync(2);
        var number = await jisr.TextAsync("SELECT min(number) FROM people_party");
        await Assertions.Expect(page.Locator("[data-light=duplicate]")).ToContainTextAsync(number!);
        await Assertions.Expect(page.Locator("[data-count]")).ToBeEmptyAsync();
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(3);

        // A district that nobody knows: the centre keeps the record, and the line says why.
        await page.EvaluateAsync(
            """
            async (unitId) => (await import('/ui/outbox.js')).save({ kind: 'party.register', payload: { unitId, fullName: 'مريم', governorate: 'SY07', district: 'بلدة ما', consents: { register: 'given' }, noticeVersion: '2026-11' } })
            """,
            unit.ToString()
        );
        await page.EvaluateAsync("async () => (await import('/ui/outbox.js')).send()");
        await Assertions.Expect(page.Locator("[data-light=kept]")).ToContainTextAsync("المنطقة غير معروفة");
        await Assertions.Expect(page.Locator("[data-count]")).ToBeEmptyAsync();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_worklist_item WHERE state = 'open'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_picture_taken_without_a_line_is_small_sealed_and_comes_after_her_record()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, context);
        await context.SetOfflineAsync(true);
        await page.GotoAsync("/offline");
        await page.CheckAsync("[name=consent]");
        await page.FillAsync("[name=fullName]", "سلمى النجار");
        await page.ClickAsync("details:has([name=seeing]) summary");
        await page.SelectOptionAsync("[name=seeing]", "3");
        await page.SelectOptionAsync("[name=hearing]", "7");
        await page.ClickAsync("details:has([name=householdSize]) summary");
        await page.FillAsync("[name=householdSize]", "٥");
        await page.CheckAsync("[name=wants][value=training]");
        await page.SelectOptionAsync("[name=sex]", "not-said");
        // What is no picture is told beside the field, with her name still there.
        var broken = Path.Combine(jisr.Folder, "broken.jpg");
        await File.WriteAllTextAsync(broken, "no picture");
        await page.SetInputFilesAsync("[name=picture]", broken);
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad [name=picture]")).ToBeVisibleAsync();
        (await page.InputValueAsync("[name=fullName]")).ShouldBe("سلمى النجار");
        // As a telephone takes it: several megabytes.
        var noise = Convert.FromBase64String(
            await page.EvaluateAsync<string>(
                """
                () => {
                  const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
                  const pixels = canvas.getContext('2d').createImageData(3000, 2000);
                  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
                  canvas.getContext('2d').putImageData(pixels, 0, 0);
                  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
                }
                """
            )
        );
        noise.Length.ShouldBeGreaterThan(2_000_000);
        var taken = Path.Combine(jisr.Folder, "taken.jpg");
        await File.WriteAllBytesAsync(taken, noise);
        await page.SetInputFilesAsync("[name=picture]", taken);
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await HoldsAsync(page, 2);
        (
            await page.EvaluateAsync<int>(
                "async () => Math.max(...(await (await import('/ui/outbox.js')).list()).map(r => r.size))"
            )
        ).ShouldBeLessThan(300_000);
        // Another one corrects her name: the picture stays.
        await page.ClickAsync("[data-saved] button");
        await page.FillAsync("[name=fullName]", "سلمى المصححة");
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await Assertions.Expect(page.Locator("[data-saved]")).ToBeVisibleAsync();
        await HoldsAsync(page, 2);
        await context.SetOfflineAsync(false);
        await page.GotoAsync("/outbox");
        await HoldsAsync(page, 0);
        await Assertions.Expect(page.Locator("[data-light=accepted]")).ToHaveCountAsync(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_household WHERE declared_size = 5")).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM people_person WHERE wants = 'training' AND sex = 'not-said'")
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_photo f JOIN people_person p ON p.party_id = f.party_id WHERE p.full_name LIKE '%المصححة'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_or_clashes_is_told_and_both_values_are_shown()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, context);
        var woman = await WomanAsync(jisr, unit, worker);
        (await ChangeAsync(jisr, unit, worker, woman, "evening")).IsDone.ShouldBeTrue();
        await page.GotoAsync("/outbox");
        await page.EvaluateAsync(
            """
            async ([woman, unitId]) => {
              const { save } = await import('/ui/outbox.js');
              await save({ kind: 'party.change', payload: { partyId: woman, group: 'contact', base: 1, values: { preferredHour: 'noon' } } });
              await save({ kind: 'party.register', payload: { unitId, fullName: '' } });
            }
            """,
            new[] { woman.ToString(), unit.ToString() }
        );
        await page.ClickAsync("[data-outbox-bar] button");
        await Assertions.Expect(page.Locator("[data-light=kept]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-light=kept]")).ToContainTextAsync("الاسم");
        // A line with the reason and nothing of her; it goes with a tap.
        await page.ClickAsync("[data-light=kept] button");
        await HoldsAsync(page, 0);
        await page.ClickAsync("[data-light=conflict] a");
        var text = await page.InnerTextAsync("main");
        text.ShouldContain("مساءً", Case.Sensitive, text);
        text.ShouldContain("ظهراً", Case.Sensitive, text);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_worklist_item WHERE state = 'open'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_and_a_yes_are_saved_by_the_number_on_her_card_and_a_question_is_heard_without_a_line()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await CentreAsync(jisr);
        await WomanAsync(jisr, unit, worker);
        var card = (await jisr.TextAsync("SELECT number FROM people_party"))!;
        // One question was recorded, before the device was made ready.
        var recorded = await jisr.SendAsync(
            "voice.add",
            new
            {
                voiceKind = "ar-SY",
                text = "ماذا تريدين؟",
                sound = Sounds.Wave(80_000),
            }
        );
        recorded.IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_voice")).ShouldBe(1);
        await using var context = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, context);
        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        // Nobody tapped it while there was a line: the worker of the shell has brought it.
        var speaker = page.Locator("form[data-outbox] a.speak");
        await Assertions.Expect(speaker).ToHaveCountAsync(1);
        (
            await page.EvaluateAsync<string>(
                "async (at) => { const clip = await fetch(at); return clip.headers.get('content-type') + ' ' + (await clip.arrayBuffer()).byteLength; }",
                await speaker.GetAttributeAsync("href")
            )
        ).ShouldBe("audio/wav " + Sounds.Wave(80_000).Length);
        await speaker.ClickAsync();
        await Assertions.Expect(speaker).ToContainTextAsync("إيقاف الصوت");

        await page.ClickAsync("nav.menu a[href='/offline/change']");
        await Assertions.Expect(page.Locator("form[data-outbox]")).ToBeVisibleAsync();
        (await SidewaysAsync(page)).ShouldBeFalse();
        // A sign that was read wrongly is seen here, not days later.
        var wrong = card[..7] + (card[7] == 'Z' ? '0' : 'Z');
        await page.FillAsync("[name=number]", wrong);
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad [name=number]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".field.bad [name=phone]")).ToBeVisibleAsync();
        (await page.InputValueAsync("[name=number]")).ShouldBe(wrong);
        await HoldsAsync(page, 0);
        // As people write it: small letters, digits of the East, a space in the middle.
        var typed = string.Concat(
            (card[..4] + " " + card[4..])
                .ToLowerInvariant()
                .Select(c => char.IsAsciiDigit(c) ? (char)('٠' + (c - '0')) : c)
        );
        await page.FillAsync("[name=number]", typed);
        await page.SelectOptionAsync("[name=preferredHour]", "noon");
        await page.SelectOptionAsync("[name=language]", "fr");
        // An address that cannot be one is seen here too.
        await page.FillAsync("[name=email]", "huda@");
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad [name=email]")).ToBeVisibleAsync();
        await HoldsAsync(page, 0);
        await page.FillAsync("[name=email]", "huda@example.org");
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await HoldsAsync(page, 1);
        await Assertions.Expect(page.Locator("[data-number]")).ToContainTextAsync(card[..4] + " " + card[4..]);

        await page.ClickAsync("nav.menu a[href='/offline/consent']");
        await page.FillAsync("[name=number]", card);
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad")).ToHaveCountAsync(2);
        await page.SelectOptionAsync("[name=purpose]", "photo");
        await page.CheckAsync("[name=answer][value=given]");
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await HoldsAsync(page, 2);
        // She thinks again while the page is open: the same record says the other thing.
        await page.ClickAsync("[data-saved] button");
        await page.CheckAsync("[name=answer][value=withdrawn]");
        await page.ClickAsync("form[data-outbox] [type=submit]");
        await Assertions.Expect(page.Locator("[data-saved]")).ToBeVisibleAsync();
        await HoldsAsync(page, 2);
        var dump = await page.EvaluateAsync<string>(Dump);
        dump.ShouldContain("/offline/consent?lang=fr");
        foreach (var secret in (string[])[card, "card.change\",", "هدى", "huda@"])
            dump.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret);

        await context.SetOfflineAsync(false);
        await page.GotoAsync("/outbox");
        await HoldsAsync(page, 0);
        await Assertions.Expect(page.Locator("[data-light=accepted]")).ToHaveCountAsync(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE preferred_hour = 'noon'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'phone'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'email'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE language = 'fr'")).ShouldBe(1);
        (await jisr.TextAsync("SELECT answer FROM people_consent WHERE purpose = 'photo'")).ShouldBe("refused");
    }

    [Fact]
    public async Task DO21_a_new_version_waits_for_consent_and_SA2_leaving_at_once_keeps_what_waits()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite, ("Jisr:ExitTo", "/about"));
        var (unit, worker) = await CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, context);
        await page.RouteAsync("**/api/v1/sync", route => route.AbortAsync());
        await SaveAsync(page, unit, 12);
        var before = await page.EvaluateAsync<string[]>("() => caches.keys()");
        // The key for sealing changes: the shell is another one.
        await jisr.Services.GetRequiredService<OutboxKeys>().RotateAsync();
        await page.ReloadAsync();
        await page.ClickAsync("#newer button", new PageClickOptions { Timeout = 30_000 });
        var old = before.Single(n => n.StartsWith("jisr-shell-", StringComparison.Ordinal));
        for (var i = 0; i < 100 && await KeepsAsync(page, old); i++)
            await Task.Delay(100);
        (await KeepsAsync(page, old)).ShouldBeFalse();
        await Assertions.Expect(page.Locator("[data-outbox-bar]")).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>(Count)).ShouldBe(12);

        await page.ClickAsync("[data-exit]");
        await page.WaitForURLAsync("**/about");
        await page.GotoAsync("/outbox");
        await Assertions.Expect(page.Locator("[data-count]")).ToContainTextAsync("12");
        await page.UnrouteAsync("**/api/v1/sync");
        await page.ClickAsync("[data-outbox-bar] button");
        await HoldsAsync(page, 0);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(
            12,
            await page.InnerTextAsync("[data-outbox-list]")
        );
    }

    [Fact]
    public async Task DO34_a_full_device_exports_and_another_one_sends()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await CentreAsync(jisr);
        await using var one = await chromium.OpenAsync(jisr, "ar", account: worker);
        var page = await ReadyAsync(jisr, one);
        await one.SetOfflineAsync(true);
        await SaveAsync(page, unit, 500);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-full]")).ToBeVisibleAsync();
        (await page.IsVisibleAsync("form[data-outbox]")).ShouldBeFalse();
        await page.GotoAsync("/outbox");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-do=export]"));
        var file = Path.Combine(jisr.Folder, "outbox.json");
        await download.SaveAsAsync(file);
        (await File.ReadAllTextAsync(file)).ShouldNotContain("سلمى");
        // What is in the file no longer keeps new forms from starting; it stays until there is an answer.
        await page.GotoAsync("/offline");
        await Assertions.Expect(page.Locator("form[data-outbox]")).ToBeVisibleAsync();

        await using var two = await chromium.OpenAsync(jisr, "ar", account: worker);
        var other = await ReadyAsync(jisr, two);
        await other.GotoAsync("/outbox");
        await other.ClickAsync("details:has([data-do=import]) summary");
        await other.SetInputFilesAsync("[data-do=import]", file);
        // It holds none before the file is read, too: the lines tell that it was.
        await Assertions
            .Expect(other.Locator("[data-outbox-list] li"))
            .ToHaveCountAsync(500, new() { Timeout = 60_000 });
        await HoldsAsync(other, 0);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(500);
        await one.SetOfflineAsync(false);
        await HoldsAsync(page, 0);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(500);
    }

    internal static async Task<(UnitId, AccountId)> CentreAsync(JisrApp jisr)
    {
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code = "harem-1",
                unitKind = "space",
                place = "SY0703",
                nameAr = "مركز حارم",
                nameFr = "Harem",
                nameEn = "Harem",
            }
        );
        answer.IsDone.ShouldBeTrue();
        var unit = new UnitId(answer.Subject!.Value);
        return (unit, await jisr.AccountWithRoleAsync(Roles.CentreWorker, unit));
    }

    /// <summary>Made ready by its own pages, with the shell on the device.</summary>
    internal static async Task<IPage> ReadyAsync(JisrApp jisr, IBrowserContext context, bool withClock = true)
    {
        // The device's clock is the program's: a ticket is good for days of that one.
        if (withClock)
            await context.Clock.SetFixedTimeAsync(jisr.Clock.GetUtcNow().UtcDateTime);
        var page = await context.NewPageAsync();
        page.Console += (_, m) => TestContext.Current.TestOutputHelper?.WriteLine(m.Type + ": " + m.Text);
        page.PageError += (_, e) => TestContext.Current.TestOutputHelper?.WriteLine("page error: " + e);
        await page.GotoAsync("/outbox/prepare");
        await page.FillAsync("[name=name]", "Tablet 2");
        await page.ClickAsync("form#f button.button");
        await page.WaitForURLAsync("**/offline");
        await Assertions.Expect(page.Locator("form[data-outbox]")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");
        return page;
    }

    internal static Task SaveAsync(IPage page, UnitId unit, int n) =>
        page.EvaluateAsync(
            """
            async ([unitId, n]) => {
              const { save } = await import('/ui/outbox.js');
              for (let i = 0; i < Number(n); i++)
                await save({ kind: 'party.register', payload: { unitId, fullName: 'سلمى ' + i, age: '30', consents: { register: 'given' }, noticeVersion: '2026-11' } });
            }
            """,
            new[] { unit.ToString(), n.ToString(System.Globalization.CultureInfo.InvariantCulture) }
        );

    private static async Task<bool> KeepsAsync(IPage page, string cache)
    {
        try
        {
            return await page.EvaluateAsync<bool>("async (name) => (await caches.keys()).includes(name)", cache);
        }
        catch (PlaywrightException)
        {
            // The page is just being loaded anew, as she asked.
            return true;
        }
    }

    /// <summary>Waits until the device holds so many records.</summary>
    internal static async Task HoldsAsync(IPage page, int n, string? light = null)
    {
        var held = -1;
        for (var i = 0; i < 1_200; i++)
        {
            held = await page.EvaluateAsync<int>(Count, light);
            if (held == n)
                return;
            await Task.Delay(50);
        }
        held.ShouldBe(n, await page.InnerTextAsync("main"));
    }

    private static Task PoisonAsync(IPage page) =>
        page.EvaluateAsync(
            """
            async () => {
              const { list } = await import('/ui/outbox.js');
              const good = (await list())[0];
              const db = await new Promise((done) => { const ask = indexedDB.open('jisr-outbox'); ask.onsuccess = () => done(ask.result); });
              const blob = good.blob.slice();
              blob[100] ^= 1;
              db.transaction('records', 'readwrite').objectStore('records').put({ ...good, id: '0193a1b2-0000-7000-8000-00000000bad0', seq: 0, blob });
              db.close();
            }
            """
        );

    internal static async Task<PartyId> WomanAsync(JisrApp jisr, UnitId unit, AccountId worker)
    {
        var answer = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = unit,
                fullName = "هدى",
                phone = "0944567890",
                phoneSafety = "shared",
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
            },
            null,
            ActorOf(unit, worker),
            Door.Api
        );
        answer.IsDone.ShouldBeTrue();
        return new PartyId(answer.Subject!.Value);
    }

    private static Task<Answer> ChangeAsync(JisrApp jisr, UnitId unit, AccountId worker, PartyId woman, string hour) =>
        jisr.SendAsync(
            "party.change",
            new
            {
                partyId = woman,
                group = "contact",
                @base = 1,
                values = new { preferredHour = hour },
            },
            null,
            ActorOf(unit, worker),
            Door.Api
        );

    private static Actor ActorOf(UnitId unit, AccountId worker) =>
        new()
        {
            AccountId = worker,
            Grants =
            [
                new Grant(Roles.CentreWorker, unit, true, null, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1)),
            ],
        };

    private static Task<bool> SidewaysAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    private static IEnumerable<string> Violations(Deque.AxeCore.Commons.AxeResult result) =>
        ShellTests.Violations(result);
}
