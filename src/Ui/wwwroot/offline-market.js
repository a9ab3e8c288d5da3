// The runner's list at the market: what to buy, in the order she walks; what she bought, sealed for the server and readable
// here until it is written. All of it stays on the phone under one key that "take along" fills; no buyer stands in it.
import { readNumber } from "./digits.js";

const ALARM = 1.25;
export async function begin(place, outbox, { lang, make }) {
  const words = place.dataset, $ = (selector) => place.querySelector(selector), part = (name) => document.querySelector(`[data-${name}]`);
  const locale = navigator.language.startsWith(lang) ? navigator.language : lang;
  const fill = (text, values) => Object.entries(values).reduce((t, [k, v]) => t.replace(`{${k}}`, v), text);
  const tags = (name) => make("span", words[name], { className: "tag " + ({ done: "ok", accepted: "ok", short: "warn", none: "warn", kept: "warn", problem: "warn" }[name] ?? "") });
  const buy = $("[data-buy]"), spend = $("[data-spend]"), newStall = $("[data-stall]"), count = $("[data-count-purse]");
  let state, lights = new Map(), line, asked = {};

  const money = (minor) => "\u2068" + new Intl.NumberFormat(locale, { minimumFractionDigits: state.run.decimals, maximumFractionDigits: state.run.decimals }).format(minor / 10 ** state.run.decimals) + " " + state.run.currencyName + "\u2069";
  const amount = (thousandths, unit) => "\u2068" + new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(thousandths / 1000) + " " + unit + "\u2069";

  // --- what the phone knows: the list as it was taken, and what was done since
  const counted = (e) => e.runId === state.run.runId && !state.run.known.includes(e.id);
  const live = (type) => state.entries.filter((e) => e.type === type && counted(e));
  const undone = (id) => state.entries.some((e) => e.type === "undo" && e.of === id);
  const buys = (sku) => live("buy").filter((e) => e.sku === sku && !undone(e.id));
  // What each entry does to the list as it was taken: one that was taken back, nothing; taking back one that the list counts
  // already, the opposite of it.
  const effects = () => state.entries.filter(counted).flatMap((e) =>
    e.type !== "undo" ? (undone(e.id) ? [] : [{ sku: e.sku, qty: e.qty ?? 0, cash: e.cash ?? 0 }])
      : state.run.known.includes(e.of) ? [{ sku: e.sku, qty: -(e.qty ?? 0), cash: -(e.cash ?? 0) }] : []);
  const sum = (list, of) => list.reduce((total, e) => total + e[of], 0);
  const boughtOf = (l) => l.bought + sum(effects().filter((e) => e.sku === l.sku), "qty");
  const purse = () => state.run.purse - sum(effects(), "cash");
  const said = (l) => state.entries.filter((e) => e.type === "decide" && e.runId === state.run.runId && e.sku === l.sku).at(-1)?.decision;
  const decision = (l) => {
    const bought = boughtOf(l);
    if (bought >= l.toBuy) return "done";
    const word = said(l) ?? l.decision;
    return word === "open" ? "open" : bought > 0 ? (word === "short" || word === "none" ? "short" : "open") : word === "none" ? "none" : "open";
  };
  const stalls = () => [...state.run.stalls, ...live("stall").map((e) => ({ id: e.id, name: e.name, place: e.place }))];
  // Where it is looked for: where it is expected; then, one after another, the stalls that ever sold it.
  const whereTo = (l) => {
    const none = new Set(state.entries.filter((e) => e.type === "none" && e.runId === state.run.runId && e.sku === l.sku).map((e) => e.stall));
    return [l.stall, ...l.sold].find((s) => s && !none.has(s) && stalls().some((x) => x.id === s));
  };
  const store = () => outbox.put("market", state);
  async function keep(kind, payload, entry, dependsOn) {
    try {
      const id = await outbox.save({ kind, payload, dependsOn, ticket: state.ticket });
      lights.set(id, "saved");
      if (entry) state.entries.push({ id, runId: state.run.runId, at: new Date().toISOString(), ...entry });
      await store();
      return id;
    } catch (e) {
      part(e.message === "FULL" ? "full" : e.message === "NOT_READY" ? "not-ready" : "failed").hidden = false;
      return null;
    }
  }

  // --- the list
  function row(l) {
    const li = make("li", ""), bought = boughtOf(l), is = decision(l);
    li.dataset.sku = l.sku;
    const open = make("button", "", { type: "button", className: "linkish" });
    open.append(make("b", l.title));
    open.addEventListener("click", () => show(l, li));
    const facts = [fill(words.toBuy, { n: amount(l.toBuy, l.unit) })];
    if (bought) facts.push(fill(words.bought, { n: amount(bought, l.unit) }));
    if (bought > l.toBuy) facts.push(fill(words.tooMany, { n: amount(bought - l.toBuy, l.unit) }));
    if (l.late) facts.push(fill(words.late, { n: amount(l.late, l.unit) }));
    if (l.expected) facts.push(fill(words.last, { price: money(l.expected) }));
    const text = make("span", "");
    text.append(open, make("small", facts.join(" · ")));
    li.append(text);
    if (is !== "open") li.append(tags(is));
    return li;
  }
  function draw() {
    const { run } = state;
    $("[data-run-name]").textContent = run.name;
    $("[data-purse]").textContent = money(purse());
    const open = run.lines.filter((l) => decision(l) === "open");
    $("[data-lines-left]").textContent = open.length ? fill(words.left, { n: new Intl.NumberFormat(locale).format(open.length) }) : words.all;
    place.append(buy);
    buy.hidden = true;
    const groups = [...stalls().map((s) => [s, []]), [null, []]];
    for (const l of run.lines) {
      const at = decision(l) === "open" ? whereTo(l) : buys(l.sku).at(-1)?.stall ?? whereTo(l);
      (groups.find(([s]) => s?.id === at) ?? groups.at(-1))[1].push(l);
    }
    $("[data-list]").replaceChildren(...groups.filter(([, lines]) => lines.length).map(([stall, lines]) => {
      const box = make("section", ""), list = make("ul", "", { className: "rows" });
      const head = make("h2", stall?.name ?? words.nowhere);
      if (stall?.place || stall?.landmark) head.append(" ", make("small", [stall.place, stall.landmark].filter(Boolean).join(" · ")));
      list.append(...lines.sort((a, b) => (decision(a) !== "open") - (decision(b) !== "open")).map(row));
      box.append(head, list);
      return box;
    }));
    drawEntries();
  }
  const light = (e) => lights.get(e.id) ?? "accepted";
  const titleOf = (e) => e.type === "buy" ? [state.run.lines.find((l) => l.sku === e.sku)?.title ?? e.title, e.other && e.otherTitle].filter(Boolean).join(" → ")
    : e.type === "spend" ? e.what : e.type === "stall" ? fill(words.new, { name: e.name }) : e.type === "count" ? fill(words.counted, { counted: money(e.minor) }) : null;
  const shown = () => state.entries.filter((e) => ["buy", "spend", "stall", "count"].includes(e.type));
  const lineOf = (e) => [titleOf(e), e.qty && amount(e.qty, e.unit), e.paid !== undefined && money(e.paid), e.minor !== undefined && e.type === "spend" && money(e.minor), stalls().find((s) => s.id === e.stall)?.name].filter(Boolean).join(" · ");
  function drawEntries() {
    const entries = shown();
    $("[data-nothing]").hidden = entries.length > 0;
    $("[data-entries]").replaceChildren(...entries.toReversed().map((e) => {
      const li = make("li", ""), text = make("span", lineOf(e)), back = undone(e.id);
      if (back) text.className = "gone";
      text.append(make("small", new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(e.at))));
      li.append(text, back ? make("span", words.undone, { className: "tag" }) : tags(light(e)));
      li.dataset.light = light(e);
      if (!back && (e.type === "buy" || e.type === "spend") && e.runId === state.run.runId) {
        const b = make("button", words.undo, { type: "button", className: "button quiet" });
        b.addEventListener("click", () => undo(e));
        li.append(b);
      }
      return li;
    }));
    $("[data-text]").value = entries.filter((e) => light(e) !== "accepted").map((e) => new Date(e.at).toISOString().slice(0, 16) + " " + lineOf(e).replace(/[\u2068\u2069]/g, "")).join("\n");
  }
  async function undo(e) {
    const id = await keep(e.type === "buy" ? "buy.undo" : "expense.undo", e.type === "buy" ? { entryId: e.id, runId: e.runId } : { expenseId: e.id, runId: e.runId }, { type: "undo", of: e.id, sku: e.sku, qty: e.qty, cash: e.cash }, [e.id]);
    if (id) draw();
  }

  // --- fields: what is wrong stands beside each, with all she typed still there
  function tell(form, problems) {
    for (const old of form.querySelectorAll("p.error")) old.remove();
    for (const bad of form.querySelectorAll(".bad")) bad.classList.remove("bad");
    for (const [name, text] of problems) {
      const control = form.elements[name], field = control.closest(".field");
      field.classList.add("bad");
      field.insertBefore(make("p", text, { className: "error" }), field.lastElementChild);
    }
    if (problems.length) form.elements[problems[0][0]].focus();
    return problems.length === 0;
  }
  const suffix = (form, name, text) => { form.elements[name].closest(".field").querySelector(".suffix").textContent = text; };
  const options = (select, empty, list) => select.replaceChildren(make("option", empty, { value: "" }), ...list.map(([value, text]) => make("option", text, { value })));
  const number = (form, name, decimals, problems, { zero = false, whole = false } = {}) => {
    const { value, wrong } = readNumber(form.elements[name].value, decimals, whole);
    if (wrong) problems.push([name, words[wrong]]);
    else if (!value && !zero) problems.push([name, words.aboveZero]);
    return value;
  };
  const once = (form, handler) => form.addEventListener("submit", async (e) => {
    e.preventDefault();
    e.stopPropagation();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    try { await handler(); } finally { delete form.dataset.busy; }
  });

  // --- bought
  function show(l, li) {
    line = l;
    asked = {};
    buy.reset();
    tell(buy, []);
    $("[data-how]").hidden = $("[data-something]").hidden = true;
    buy.elements.by.value = "purse";
    options(buy.elements.stall, words.choose, stalls().map((s) => [s.id, s.name]));
    buy.elements.stall.value = whereTo(l) ?? "";
    options(buy.elements.other, words.asAsked, [...state.run.goods.filter((g) => g.sku !== l.sku).map((g) => [g.sku, g.title + " · " + money(g.price)]), ["?", words.something]]);
    suffix(buy, "qty", l.unit);
    for (const name of ["paid", "otherPrice"]) suffix(buy, name, state.run.currencyName);
    const rest = Math.max(0, l.toBuy - boughtOf(l));
    $("[data-buy-title]").textContent = l.title;
    $("[data-buy-hint]").textContent = [
      fill(words.toBuy, { n: amount(rest, l.unit) }),
      ...l.last.slice(0, 3).map((p) => fill(words.last, { price: money(p.unit) }) + (p.stall ? " (" + (stalls().find((s) => s.id === p.stall)?.name ?? "…") + ")" : "")),
      ...l.allow.map((a) => fill(words.allow, { n: a.buyers, price: money(a.upTo) })),
      l.ask && fill(words.ask, { n: l.ask }),
    ].filter(Boolean).join(" · ");
    li.append(buy);
    buy.hidden = false;
    $("[data-buy-title]").focus();
  }
  buy.elements.other.addEventListener("change", () => { $("[data-something]").hidden = buy.elements.other.value !== "?"; });
  once(buy, async () => {
    const f = buy.elements, problems = [], { decimals, currency, runId, shopId } = state.run;
    const qty = number(buy, "qty", 3, problems, { whole: line.step % 1000 === 0 });
    const paid = number(buy, "paid", decimals, problems, { zero: true });
    const something = f.other.value === "?", named = f.otherName.value.trim();
    if (something && !named) problems.push(["otherName", words.required]);
    const price = something ? number(buy, "otherPrice", decimals, problems) : 0;
    if (!problems.length && paid === 0 && !f.note.value.trim()) problems.push(["note", words.gift]);
    // Asked once, and then it is hers to know: a price far from the last, and more than the purse holds.
    const unit = qty ? Math.round(paid * 1000 / qty) : 0;
    if (!problems.length && !f.other.value && line.expected && unit > line.expected * ALARM && asked.dear !== unit) {
      asked.dear = unit;
      problems.push(["paid", fill(words.dear, { old: money(line.expected), new: money(unit) })]);
    }
    if (!problems.length && paid > purse() && f.by.value === "purse") {
      $("[data-how]").hidden = false;
      problems.push(["by", words.purseShort]);
    }
    if (f.by.value === "stall-credit" && !f.stall.value) problems.push(["stall", words.required]);
    if (!tell(buy, problems)) return;
    let other = f.other.value || undefined, otherTitle = state.run.goods.find((g) => g.sku === other)?.title;
    const needs = live("stall").some((e) => e.id === f.stall.value) ? [f.stall.value] : [];
    if (something) {
      other = "m" + outbox.newId().slice(-8);
      otherTitle = named;
      const id = await keep("product.add", { shopId, nameAr: named, category: line.category, price, currency, unit: line.saleUnit, sale: "run", sku: other, hidden: true });
      if (!id) return;
      needs.push(id);
      state.run.goods.push({ sku: other, title: named, unit: line.unit, price });
    }
    const cash = f.by.value === "stall-credit" ? 0 : Math.min(paid, Math.max(0, purse()));
    const id = await keep("run.buy", { runId, sku: line.sku, qty, paid, otherSku: other, paidBy: f.by.value || "purse", stallId: f.stall.value || undefined, note: f.note.value.trim() || undefined },
      { type: "buy", sku: line.sku, title: line.title, unit: line.unit, qty, paid, cash, stall: f.stall.value || undefined, other, otherTitle }, needs);
    if (!id) return;
    // Only a part here: she looks on where it was ever sold.
    if (boughtOf(line) < line.toBuy && f.stall.value) {
      state.entries.push({ type: "none", runId, sku: line.sku, stall: f.stall.value });
      await store();
    }
    draw();
    outbox.send();
  });
  $("[data-none-here]").addEventListener("click", async () => {
    const { runId } = state.run, stall = buy.elements.stall.value || whereTo(line);
    // A tap on the next line waits until this one is written.
    place.inert = true;
    state.entries.push({ type: "none", runId, sku: line.sku, stall });
    // Nowhere left to look: the line is told.
    if (!whereTo(line)) {
      const word = boughtOf(line) > 0 ? "short" : "none";
      await keep("buy.decide", { runId, sku: line.sku, decision: word }, { type: "decide", sku: line.sku, decision: word });
    } else await store();
    place.inert = false;
    draw();
  });
  $("[data-away]").addEventListener("click", draw);

  // --- the bus, a new stall, the count
  once(spend, async () => {
    const f = spend.elements, problems = [];
    if (!f.what.value.trim()) problems.push(["what", words.required]);
    const minor = number(spend, "amount", state.run.decimals, problems);
    if (!tell(spend, problems)) return;
    const id = await keep("run.spend", { runId: state.run.runId, amount: minor, what: f.what.value.trim() }, { type: "spend", what: f.what.value.trim(), minor, cash: Math.min(minor, Math.max(0, purse())) });
    if (id) { spend.reset(); draw(); outbox.send(); }
  });
  once(newStall, async () => {
    const f = newStall.elements;
    if (!tell(newStall, f.stallName.value.trim() ? [] : [["stallName", words.required]])) return;
    const name = f.stallName.value.trim(), where = f.stallPlace.value.trim() || undefined;
    const id = await keep("stall.add", { shopId: state.run.shopId, name, place: where }, { type: "stall", name, place: where });
    if (id) { newStall.reset(); draw(); outbox.send(); }
  });
  once(count, async () => {
    const f = count.elements, problems = [], minor = number(count, "counted", state.run.decimals, problems, { zero: true });
    const expected = purse(), differs = !problems.length && minor !== expected;
    if (differs && (asked.count !== minor || !f.why.value.trim())) {
      asked.count = minor;
      $("[data-why]").hidden = false;
      problems.push(["why", fill(words.differs, { counted: money(minor), expected: money(expected) })]);
    }
    if (!tell(count, problems)) return;
    const { purseId, currency } = state.run;
    const id = await keep("count.type", { custodianId: purseId, currency, minor });
    if (!id || !await keep("count.confirm", { countId: id, reason: differs ? f.why.value.trim() : undefined, what: "run", thingId: state.run.runId }, { type: "count", minor, cash: expected - minor }, [id])) return;
    count.reset();
    $("[data-why]").hidden = true;
    draw();
    outbox.send();
  });

  async function look() {
    const device = await outbox.get("device");
    const ticket = state?.ticket ?? device?.ticket;
    part("not-ready").hidden = !!(device?.own && ticket && new Date(ticket.to) > new Date());
    part("full").hidden = !(await outbox.room()).full;
    lights = new Map((await outbox.list()).map((r) => [r.id, r.light]));
    if (state) drawEntries();
  }
  state = await outbox.get("market");
  place.hidden = !state;
  part("no-list").hidden = !!state;
  if (state) for (const [form, name] of [[spend, "amount"], [count, "counted"]]) suffix(form, name, state.run.currencyName);
  await look();
  if (state) draw();
  let due;
  outbox.onChange(() => due ??= setTimeout(() => { due = null; look(); }, 30));
}
