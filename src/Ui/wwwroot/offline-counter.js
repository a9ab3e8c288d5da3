// The counter: big buttons that sell without a line. Goods, prices and sums are kept on the device; no buyer is.
const fold = (text) => text.replace(/[٠-٩۰-۹]/g, (d) => d.charCodeAt(0) & 15).replace("٫", ".").trim();
// Whole smallest parts, or null: a mark that may part thousands is never guessed at.
export function parts(text, decimals) {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(fold(text));
  return match && (match[2]?.length ?? 0) <= decimals ? Number(match[1] + (match[2] ?? "").padEnd(decimals, "0")) : null;
}
const plain = (minor, decimals) => decimals && minor % 10 ** decimals ? (minor / 10 ** decimals).toFixed(decimals) : String(Math.floor(minor / 10 ** decimals));

export async function begin(place, outbox, { numbers, make, lang }) {
  const $ = (name) => place.querySelector(`[data-${name}]`), say = place.dataset;
  const till = $("till"), form = $("sell"), end = $("end"), { qty, paid } = form.elements;
  let list, key, chosen;
  const money = (minor) => new Intl.NumberFormat(lang, { minimumFractionDigits: list.decimals, maximumFractionDigits: list.decimals }).format(minor / 10 ** list.decimals) + " " + list.currency;
  const show = (name, on = true) => { $(name).hidden = !on; };
  const left = (goods) => goods.left == null ? null : goods.left - list.sales.filter((s) => s.sku === goods.sku && !s.undone).reduce((sum, s) => sum + s.qty, 0);

  function draw() {
    till.hidden = !list;
    if (!list) return;
    show("ended", !!list.closed);
    show("open", !list.closed);
    $("name").textContent = list.name;
    $("sum").textContent = money(list.sales.filter((s) => !s.undone).reduce((sum, s) => sum + s.paid, 0));
    $("goods").hidden = !form.hidden;
    $("goods").replaceChildren(...list.goods.map((goods) => {
      const n = left(goods), line = make("li", ""), button = make("button", "", { type: "button", className: "button big-tap" });
      button.append(make("b", goods.title), make("span", goods.price == null ? "" : money(goods.price)), make("small", n == null ? "" : n > 0 ? say.left.replace("{n}", numbers.format(n / 1000)) : say.gone));
      button.disabled = n != null && n < goods.step;
      button.addEventListener("click", () => choose(goods));
      line.append(button);
      return line;
    }));
    show("lately", list.sales.length > 0);
    $("sales").replaceChildren(...list.sales.slice(-20).reverse().map((sale) => {
      const line = make("li", ""), what = make("span", sale.title + " · " + numbers.format(sale.qty / 1000));
      line.append(what, make("span", money(sale.paid), { className: "price" }));
      if (list.closed) { if (sale.undone) what.className = "gone"; }
      else if (sale.undone) { what.className = "gone"; line.append(make("small", say.undone)); }
      else {
        const button = make("button", say.undo, { type: "button", className: "linkish" });
        button.addEventListener("click", () => undo(sale));
        line.append(button);
      }
      return line;
    }));
  }
  function choose(goods) {
    chosen = goods;
    $("title").textContent = goods.title;
    form.hidden = false;
    show("sold", false);
    set(goods.step <= 1000 ? 1000 : goods.step);
    draw();
    form.querySelector("[type=submit]").focus();
  }
  function set(n) {
    qty.value = plain(n, 3);
    if (chosen.price != null) paid.value = plain(Math.round(chosen.price * n / 1000), list.decimals);
    else paid.value = "";
    show("wrong", false);
  }
  const step = (by) => set(Math.max(chosen.step, (parts(qty.value, 3) ?? chosen.step) + by * chosen.step));
  $("less").addEventListener("click", () => step(-1));
  $("more").addEventListener("click", () => step(1));
  qty.addEventListener("change", () => { const n = parts(qty.value, 3); if (n) set(n); });
  $("back").addEventListener("click", () => { form.hidden = true; draw(); });

  // One at a time, and both on the device before the light says so.
  async function keep(kind, payload, dependsOn) {
    try { return await outbox.save({ kind, payload: { counterId: list.id, ...payload }, ticket: list.ticket, dependsOn }); }
    catch (e) { show(e.message === "FULL" ? "full" : e.message === "NOT_READY" ? "unready" : "failed"); return null; }
  }
  let busy = false;
  const alone = async (work) => { if (busy) return; busy = true; try { await work(); } finally { busy = false; } };
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    e.stopPropagation();
    alone(async () => {
      const n = parts(qty.value, 3), minor = parts(paid.value, list.decimals), rest = left(chosen);
      const wrong = !n || n % chosen.step !== 0 || !minor || (rest != null && n > rest);
      show("wrong", wrong);
      if (wrong) return;
      const id = await keep("counter.sell", { sku: chosen.sku, qty: n, paid: minor });
      if (!id) return;
      list.sales.push({ id, sku: chosen.sku, title: chosen.title, qty: n, paid: minor });
      await outbox.put(key, list);
      form.hidden = true;
      show("sold");
      draw();
      outbox.send();
    });
  });
  const undo = (sale) => alone(async () => {
    if (!await keep("counter.undo", { saleId: sale.id }, [sale.id])) return;
    sale.undone = true;
    await outbox.put(key, list);
    draw();
    outbox.send();
  });

  // --- the end: what goes back, and the till. What should be there is said only when she has counted.
  const expected = () => list.till + list.sales.reduce((sum, s) => sum + (s.undone ? 0 : s.paid) - (s.seen === "sold" ? s.paid : 0), 0);
  function drawEnd() {
    $("currency").textContent = list.currency;
    show("lots", list.lots.length > 0);
    $("backs").replaceChildren(...list.lots.map((lot, i) => {
      const box = make("div", "", { className: "field" }), input = make("input", "", { id: "back-" + i, name: "back." + lot.id, inputMode: "decimal", dir: "ltr", className: "w-short", autocomplete: "off" });
      const since = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(lot.since));
      box.append(make("label", lot.title, { htmlFor: input.id }), make("p", say.lot.replace("{since}", since).replace("{n}", numbers.format(lot.left / 1000) + " " + lot.unit), { className: "hint" }), input);
      return box;
    }));
  }
  const wrongAt = (input, text) => {
    const field = input.closest(".field");
    field.classList.add("bad");
    field.insertBefore(make("p", text, { className: "error" }), field.lastElementChild);
    input.focus();
  };
  end.addEventListener("submit", (e) => {
    e.preventDefault();
    e.stopPropagation();
    alone(async () => {
      for (const old of end.querySelectorAll("p.error")) old.remove();
      for (const bad of end.querySelectorAll(".bad")) bad.classList.remove("bad");
      const { counted, reason } = end.elements, returns = [];
      for (const lot of list.lots) {
        const input = end.elements["back." + lot.id];
        if (!input.value.trim()) continue;
        const n = parts(input.value, 3);
        if (n == null || n > lot.left) return wrongAt(input, say.backWrong);
        if (n) returns.push({ lotId: lot.id, qty: n });
      }
      const minor = parts(counted.value, list.decimals);
      if (minor == null) return wrongAt(counted, say.sumWrong);
      const there = expected();
      if (minor !== there && (end.dataset.told !== String(minor) || !reason.value.trim())) {
        end.dataset.told = String(minor);
        show("why");
        return wrongAt(reason, say.differs.replace("{counted}", money(minor)).replace("{expected}", money(there)));
      }
      const id = await keep("counter.close", { counted: minor, reason: minor === there ? undefined : reason.value.trim(), returns });
      if (!id) return;
      list.closed = id;
      await outbox.put(key, list);
      form.hidden = true;
      draw();
      outbox.send();
    });
  });

  // What was taken along last is what the page opens with; with a line it is brought up to date, and nothing sold is lost.
  const id = /^#([0-9a-f-]{36})$/i.exec(location.hash)?.[1] ?? await outbox.get("counter");
  show("unready", !(await outbox.get("device"))?.token);
  if (!id) { show("none"); return; }
  key = "counter:" + id;
  list = await outbox.get(key);
  draw();
  if (list?.lots) drawEnd();
  if (!list?.closed && navigator.onLine && !(await outbox.room()).waits && (await outbox.get("device"))?.token) {
    const said = await outbox.along("counter", id);
    if (said) {
      // All that was sold here has gone: what is left at the server knows of it.
      const sales = (list?.sales ?? []).map((s) => ({ ...s, sku: "", seen: s.undone ? "undone" : "sold" }));
      list = { ...said.list, ticket: said.ticket, until: said.until, sales };
      await outbox.put(key, list);
      await outbox.put("counter", id);
    } else if (!list) show("refused");
  }
  show("none", !list && $("refused").hidden);
  draw();
  if (list?.lots) drawEnd();
}
