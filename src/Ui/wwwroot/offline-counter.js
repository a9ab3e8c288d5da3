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
  const till = $("till"), form = $("sell"), { qty, paid } = form.elements;
  let list, key, chosen;
  const money = (minor) => new Intl.NumberFormat(lang, { minimumFractionDigits: list.decimals, maximumFractionDigits: list.decimals }).format(minor / 10 ** list.decimals) + " " + list.currency;
  const show = (name, on = true) => { $(name).hidden = !on; };
  const left = (goods) => goods.left == null ? null : goods.left - list.sales.filter((s) => s.sku === goods.sku && !s.undone).reduce((sum, s) => sum + s.qty, 0);

  function draw() {
    till.hidden = !list;
    if (!list) return;
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
      if (sale.undone) { what.className = "gone"; line.append(make("small", say.undone)); }
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

  // What was taken along last is what the page opens with; with a line it is brought up to date, and nothing sold is lost.
  const id = /^#([0-9a-f-]{36})$/i.exec(location.hash)?.[1] ?? await outbox.get("counter");
  show("unready", !(await outbox.get("device"))?.token);
  if (!id) { show("none"); return; }
  key = "counter:" + id;
  list = await outbox.get(key);
  draw();
  if (navigator.onLine && !(await outbox.room()).waits && (await outbox.get("device"))?.token) {
    const said = await outbox.along("counter", id);
    if (said) {
      // All that was sold here has gone: what is left at the server knows of it.
      const sales = (list?.sales ?? []).map((s) => ({ ...s, sku: "" }));
      list = { ...said.list, ticket: said.ticket, until: said.until, sales };
      await outbox.put(key, list);
      await outbox.put("counter", id);
    } else if (!list) show("refused");
  }
  show("none", !list && $("refused").hidden);
  draw();
}
