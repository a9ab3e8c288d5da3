// The courier's round without a line: his PIN opens the list, what came of each door is sealed for the server, and at the end
// the bag is counted. Nothing of it is readable here without the PIN.
import { digits, readNumber } from "./digits.js";
import { seal, unlock } from "./round-key.js";

const TRIES = 10;

export async function begin(place, outbox, { lang, make }) {
  const words = place.dataset, $ = (name) => place.querySelector(`[data-${name}]`), part = (name) => document.querySelector(`[data-${name}]`);
  const locale = navigator.language.startsWith(lang) ? navigator.language : lang;
  const fill = (text, values) => Object.entries(values).reduce((t, [k, v]) => t.replace(`{${k}}`, v), text);
  const gate = $("gate"), door = $("door"), count = $("count-bag");
  let kept = await outbox.get("round"), key, state, stop, lights = new Map(), told = false;

  const figure = (minor, decimals) => new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(minor / 10 ** decimals);
  const money = (minor, of) => "\u2068" + figure(minor, of.decimals) + " " + of.currencyName + "\u2069";
  const amount = (thousandths, unit) => "\u2068" + new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(thousandths / 1000) + " " + unit + "\u2069";
  const store = async () => { kept = await seal(key, kept, state); await outbox.put("round", kept); };

  // --- what was written, and what follows from it
  const entry = (s) => state.entries.findLast((e) => e.orderId === s.orderId);
  const resultOf = (s) => entry(s)?.what ?? (s.result === "done" ? "full" : s.result);
  const final = (s) => s.final || ["full", "other", "part", "refused-price", "refused-item"].includes(entry(s)?.what === "failed" ? entry(s).reason : entry(s)?.what);
  const went = () => state.list.state !== "loaded" || state.went;
  const waiting = () => state.list.stops.filter((s) => resultOf(s) === "waiting");
  // In the bag by what was written: of the list as it was taken, and since.
  const expected = () => {
    const sums = new Map();
    for (const s of state.list.stops) {
      const sum = sums.get(s.currency) ?? { of: s, minor: 0 };
      sum.minor += s.paid + (entry(s)?.paid ?? 0);
      sums.set(s.currency, sum);
    }
    return [...sums.values()];
  };
  async function keep(kind, payload, dependsOn) {
    try {
      const id = await outbox.save({ kind, payload: { roundId: state.list.roundId, token: state.secret, ...payload }, ticket: state.ticket, dependsOn });
      lights.set(id, "saved");
      return id;
    } catch (e) {
      part(e.message === "FULL" ? "full" : "failed").hidden = false;
      return null;
    }
  }
  let busy = false;
  const alone = async (work) => { if (busy) return; busy = true; try { await work(); } finally { busy = false; } };
  const on = (form, work) => form.addEventListener("submit", (e) => { e.preventDefault(); e.stopPropagation(); alone(work); });

  // --- the list
  const light = (e) => e && (lights.get(e.id) ?? "accepted");
  function row(s) {
    const li = make("li", ""), text = make("span", ""), label = fill(words.bag, { n: s.bag }) + " · \u2068" + s.name + "\u2069";
    if (went() && !final(s) && !state.handed) {
      const open = make("button", "", { type: "button", className: "linkish" });
      open.append(make("b", label));
      open.addEventListener("click", () => show(s, li));
      text.append(open);
    } else text.append(make("b", label));
    text.append(make("small", [s.where, s.window].filter(Boolean).join(" · ")));
    const e = entry(s);
    if (e) text.append(make("small", [e.paid ? fill(words.paid, { sum: money(e.paid, s) }) : "", words[light(e)] ?? ""].filter(Boolean).join(" · ")));
    else if (s.paid) text.append(make("small", fill(words.paid, { sum: money(s.paid, s) })));
    const is = resultOf(s), reason = e?.reason && door.elements.reason.querySelector(`[value="${e.reason}"]`)?.textContent;
    li.append(text, make("span", money(s.due, s), { className: "price" }), make("span", reason ?? words["result" + is[0].toUpperCase() + is.slice(1)] ?? words.resultFailed, { className: "tag " + ({ full: "ok", done: "ok", other: "ok", part: "warn", skipped: "warn", failed: "blocked" }[is] ?? "") }));
    li.dataset.order = s.orderId;
    if (e) li.dataset.light = light(e);
    return li;
  }
  function draw() {
    const { list } = state;
    $("name").textContent = fill(words.title, { n: new Intl.NumberFormat(locale).format(list.no) }) + " · " + list.shopName;
    const left = waiting().length;
    $("left").textContent = left ? fill(words.left, { n: new Intl.NumberFormat(locale).format(left) }) : words.all;
    $("go").hidden = went();
    $("end").hidden = !went() || state.back;
    place.append(door);
    door.hidden = true;
    $("stops").replaceChildren(...list.stops.map(row));
    count.hidden = !state.back || list.own || !!state.handed;
    $("own-end").hidden = !(state.back && list.own);
    $("handed").hidden = !state.handed;
    const there = $("digits");
    there.href = "/c/" + state.secret;
    there.hidden = lights.has(state.handed);
    $("left-at-end").hidden = !left;
    $("left-at-end").textContent = fill(words.leftEnd, { n: new Intl.NumberFormat(locale).format(left) });
  }

  // --- one door
  const sections = () => {
    const what = door.elements.result.value;
    $("sum").hidden = !["other", "part"].includes(what);
    $("lines").hidden = what !== "part";
    $("why-not").hidden = what !== "failed";
  };
  door.addEventListener("change", sections);
  function show(s, li) {
    stop = s;
    door.reset();
    tell(door, []);
    sections();
    $("door-title").textContent = fill(words.bag, { n: s.bag });
    $("door-hint").textContent = [s.name, s.where, fill(words.due, { sum: money(s.due, s) })].join(" · ");
    door.elements.amount.closest(".field").querySelector(".suffix").textContent = s.currencyName;
    $("refused").replaceChildren(...s.lines.map((l, i) => {
      const box = make("div", "", { className: "field" }), input = make("input", "", { id: "refused-" + i, name: "refused." + l.id, inputMode: "decimal", dir: "ltr", className: "w-short", autocomplete: "off" });
      box.append(make("label", l.title, { htmlFor: input.id }), make("p", fill(words.inBag, { n: amount(l.left, l.unit) }), { className: "hint" }), input);
      return box;
    }));
    li.append(door);
    door.hidden = false;
    $("door-title").focus();
  }
  function tell(form, problems) {
    for (const old of form.querySelectorAll("p.error")) old.remove();
    for (const bad of form.querySelectorAll(".bad")) bad.classList.remove("bad");
    for (const [name, text] of problems) {
      const control = form.elements[name], field = (control.length && !control.closest ? control[0] : control).closest(".field");
      field.classList.add("bad");
      field.insertBefore(make("p", text, { className: "error" }), field.lastElementChild);
    }
    if (problems.length) { const first = form.elements[problems[0][0]]; (first.closest ? first : first[0]).focus(); }
    return problems.length === 0;
  }
  const number = (form, name, decimals, problems, { whole = false } = {}) => {
    const { value, wrong } = readNumber(form.elements[name].value, decimals, whole);
    if (wrong) problems.push([name, words[wrong]]);
    return value;
  };
  on(door, async () => {
    const f = door.elements, what = f.result.value, problems = [], refused = [];
    if (!what) problems.push(["result", words.required]);
    let paid = what === "full" ? stop.due : 0;
    if (what === "other" || what === "part") paid = number(door, "amount", stop.decimals, problems);
    if (what === "part") {
      for (const l of stop.lines) {
        const name = "refused." + l.id;
        if (!f[name].value.trim()) continue;
        const qty = number(door, name, 3, problems, { whole: l.step % 1000 === 0 });
        if (qty === undefined) continue;
        if (qty > l.left || qty % l.step) problems.push([name, words.refusedRange]);
        else if (qty) refused.push({ lineId: l.id, qty });
      }
      if (!refused.length && !problems.length) problems.push(["result", words.refusedWhich]);
    }
    if (what === "failed" && !f.reason.value) problems.push(["reason", words.required]);
    if (!tell(door, problems)) return;
    const id = await keep("stop.record", {
      orderId: stop.orderId, result: what === "full" || what === "other" ? "done" : what, reason: what === "failed" ? f.reason.value : undefined,
      paid: paid ? [{ minor: paid }] : undefined, refused: refused.length ? refused : undefined, note: f.note.value.trim() || undefined,
    });
    if (!id) return;
    state.entries.push({ id, orderId: stop.orderId, what, reason: what === "failed" ? f.reason.value : undefined, paid });
    await store();
    draw();
    outbox.send();
  });
  $("away").addEventListener("click", draw);
  $("go").addEventListener("click", () => alone(async () => {
    if (!await keep("round.start", {})) return;
    state.went = true;
    await store();
    draw();
    outbox.send();
  }));
  $("end").addEventListener("click", () => alone(async () => {
    const id = state.list.state === "back" ? "before" : await keep("round.end", {});
    if (!id) return;
    state.back = id;
    await store();
    drawCount();
    draw();
    outbox.send();
  }));

  // --- the bag: what was counted first, and only then what should be there
  function drawCount() {
    if (count.dataset.drawn) return;
    count.dataset.drawn = "yes";
    const template = $("sum-of").content;
    $("sums").replaceChildren(...expected().map(({ of }) => {
      const box = template.cloneNode(true);
      for (const [name, from] of [["counted", "counted"], ["reason", "reason"]]) {
        const input = box.querySelector(`[name=${from}]`), label = box.querySelector(`label[for="${input.id}"]`);
        input.name = name + "." + of.currency;
        label.htmlFor = input.id = name + "-" + of.currency.replace(/\W/g, "");
      }
      box.querySelector(".suffix").textContent = of.currencyName;
      box.querySelector("[data-why]").dataset.why = of.currency;
      return box;
    }));
  }
  on(count, async () => {
    const problems = [], counted = [];
    for (const { of, minor } of expected()) {
      const found = number(count, "counted." + of.currency, of.decimals, problems);
      if (found === undefined) continue;
      const why = count.elements["reason." + of.currency];
      if (found !== minor && !why.value.trim()) {
        place.querySelector(`[data-why="${of.currency}"]`).hidden = false;
        problems.push([why.name, fill(words.differs, { counted: money(found, of), expected: money(minor, of) })]);
      }
      counted.push({ currency: of.currency, minor: found, reason: found !== minor ? why.value.trim() : undefined });
    }
    if (!tell(count, problems)) return;
    if (waiting().length && !told) { told = true; $("left-at-end").focus(); return; }
    // With nothing in it there is nothing to hand over.
    const id = counted.every((c) => c.minor === 0) && expected().every((e) => e.minor === 0) ? "nothing" : await keep("bag.hand-over", { counted }, state.back === "before" ? undefined : [state.back]);
    if (!id) return;
    state.handed = id;
    await store();
    draw();
    outbox.send();
  });

  // --- the PIN
  async function look() {
    lights = new Map((await outbox.list()).map((r) => [r.id, r.light]));
    if (state && door.hidden) draw();
  }
  const wipe = async () => { await outbox.put("round", undefined); location.reload(); };
  on(gate, async () => {
    $("wrong").hidden = true;
    const found = await unlock(digits(gate.elements.pin.value).trim(), kept);
    gate.reset();
    if (!found) {
      kept = { ...kept, wrong: kept.wrong + 1 };
      await outbox.put("round", kept);
      if (kept.wrong >= TRIES) return wipe();
      $("wrong").hidden = false;
      gate.elements.pin.focus();
      return;
    }
    ({ key, open: state } = found);
    if (kept.wrong) { kept.wrong = 0; await outbox.put("round", kept); }
    gate.hidden = true;
    $("list").hidden = false;
    if (state.back) drawCount();
    await look();
  });
  $("lock").addEventListener("click", () => location.reload());
  part("no-round").hidden = !!kept;
  gate.hidden = !kept;
  place.hidden = !kept;
  if (kept) setTimeout(wipe, Math.min(2 ** 31 - 1, Math.max(0, new Date(kept.until) - new Date())));
  let due;
  outbox.onChange(() => due ??= setTimeout(() => { due = null; look(); }, 30));
}
