// Pages that work without a line: the bar with the count, forms that save into the outbox, and the list of what waits.
import * as outbox from "./outbox.js";
const lang = document.documentElement.lang;
const numbers = new Intl.NumberFormat(navigator.language.startsWith(lang) ? navigator.language : lang);
const plural = new Intl.PluralRules(lang);
const $ = (selector, from = document) => from.querySelector(selector);
const bar = $("[data-outbox-bar]");
const say = Object.fromEntries(Object.entries(bar?.dataset ?? {}).filter(([k]) => k.startsWith("say")).map(([k, v]) => [k[3].toLowerCase() + k.slice(4), v]));
const count = (n, of) => (of["n" + plural.select(n)] ?? of.nother).replace("{n}", numbers.format(n));
const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

// --- the shell: cached by the worker; a new one waits until she agrees
if (navigator.serviceWorker) {
  const trust = self.trustedTypes?.createPolicy("jisr-worker", { createScriptURL: (url) => url }) ?? { createScriptURL: (url) => url };
  const registration = await navigator.serviceWorker.register(trust.createScriptURL("/sw.js"), { updateViaCache: "none" }).catch(() => null);
  const offer = () => {
    if (!registration?.waiting || $("#newer")) return;
    const button = make("button", say.use, { type: "button", className: "linkish" });
    button.addEventListener("click", () => registration.waiting.postMessage("use-now"));
    const line = make("p", say.newer + " ", { id: "newer" });
    line.append(button);
    bar?.after(line);
  };
  if (registration) {
    offer();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", () => navigator.serviceWorker.controller && offer()));
    const controlled = !!navigator.serviceWorker.controller;
    navigator.serviceWorker.addEventListener("controllerchange", () => controlled && location.reload());
  }
  for (const link of document.querySelectorAll(".langs a[hreflang]"))
    link.addEventListener("click", async () => navigator.serviceWorker.controller?.postMessage({ language: link.hreflang }));
  // Also to a worker that is only just coming: what it serves next is in the language of this page.
  navigator.serviceWorker.ready.then((r) => r.active?.postMessage({ language: lang }));
}

// --- the bar
let sign = false;
async function show() {
  if (!bar) return;
  const device = await outbox.get("device");
  const kind = device?.round ? "round" : device?.own ? "own" : "unit", round = !!await outbox.get("round");
  if (device?.token) for (const link of document.querySelectorAll("[data-of]")) link.hidden = link.dataset.of === "round" ? !round : link.dataset.of !== kind;
  const { waits, tight, full } = await outbox.room();
  const slow = ["slow-2g", "2g"].includes(navigator.connection?.effectiveType);
  $("[data-line]", bar).textContent = !navigator.onLine ? say.off : slow ? say.slow : say.on;
  $("[data-count]", bar).textContent = waits ? count(waits, say) : "";
  $("button", bar).hidden = !waits;
  $("[data-warn]", bar).textContent = full ? say.full : tight ? say.tight : "";
  $("[data-sign]", bar).hidden = !sign;
  $("[data-persist]", bar).hidden = await outbox.get("persisted") !== false;
  bar.hidden = false;
}
let due;
outbox.onChange((what) => {
  if ("sign" in what) sign = what.sign;
  due ??= setTimeout(() => { due = null; show(); }, 30);
});
const start = async () => { await outbox.hello(); await outbox.send(); };
addEventListener("online", start);
addEventListener("offline", show);
if (bar) $("button", bar).addEventListener("click", start);

// --- a form that saves here
const market = $("[data-market]");
if (market) await import("./offline-market.js").then((m) => m.begin(market, outbox, { lang, numbers, count, make }));
const form = $("form[data-outbox]");
if (form) await import("./offline-form.js").then((m) => m.begin(form, outbox, { say, numbers, make }));
if (await outbox.get("round")) await import("./round-key.js").then((m) => m.tidy(outbox));
const stops = $("[data-round]");
if (stops) await import("./offline-round.js").then((m) => m.begin(stops, outbox, { lang, make }));
const till = $("[data-counter]");
if (till) await import("./offline-counter.js").then((m) => m.begin(till, outbox, { numbers, make, lang }));
const lines = $("[data-outbox-list]");
if (lines) await import("./outbox-list.js").then((m) => m.begin(lines, outbox, { lang, make }));
await show();
if (navigator.onLine) start();
