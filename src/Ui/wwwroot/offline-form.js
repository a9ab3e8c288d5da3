// A form of the shell as a command in the outbox. What is typed stays in memory for ten minutes after saving, then it is
// gone: the sealed record cannot be read back. What a form asks and what it becomes is its own module's.
const FORMS = { "party.register": "./offline-register.js", "order.propose": "./offline-order.js" };
const KEEP = 10 * 60 * 1000;

export async function begin(form, outbox, { say, numbers, make }) {
  const part = (name) => document.querySelector(`[data-${name}]`);
  const [done, summary, notReady] = [part("saved"), part("errors"), part("not-ready")];
  const { open } = await import(FORMS[form.dataset.outbox] ?? "./offline-card.js");
  const own = await open(form, { outbox, say, keep, told });

  let last, timer;
  function forget() { last = null; done.querySelector("button").hidden = true; outbox.send(); }
  const values = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const ready = async () => {
    const device = await outbox.get("device");
    // What a centre's tablet writes is not what her own phone writes.
    const ok = !!(device?.ticket && device.key) && new Date(device.ticket.to) > new Date() && !!device.own === ("own" in form.dataset);
    const { full } = await outbox.room();
    notReady.hidden = ok;
    form.hidden = !ok || (full && !last);
    part("full").hidden = !full;
    return ok && !full;
  };
  const tell = (problems) => {
    for (const field of form.querySelectorAll(".bad")) field.classList.remove("bad");
    for (const old of form.querySelectorAll("p.error")) old.remove();
    summary.hidden = !problems.length;
    summary.querySelector("ul").replaceChildren(...problems.map(([name, text]) => {
      const control = form.querySelector(`[name="${name}"]`);
      const field = control.closest(".field");
      field.classList.add("bad");
      field.insertBefore(make("p", text, { className: "error" }), field.lastElementChild);
      for (let up = field.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
      const line = make("li", "");
      line.append(make("a", text, { href: "#" + control.id }));
      return line;
    }));
    if (problems.length) summary.focus();
  };
  async function keep(kind, body, again, dependsOn) {
    try {
      return await outbox.save({ kind, v: 1, payload: body, dependsOn }, again);
    } catch (e) {
      if (e.message === "GONE") { forget(); part("gone").hidden = false; return null; }
      await ready();
      if (!["FULL", "NOT_READY"].includes(e.message)) { part("failed").hidden = false; }
      return null;
    }
  }
  // Said of something that is saved and cannot be corrected.
  function told(text) {
    done.hidden = false;
    done.querySelector("[data-number]").textContent = text;
    forget();
  }
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    e.stopPropagation();
    part("failed").hidden = part("gone").hidden = true;
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    const problems = await own.check();
    tell(problems);
    if (problems.length) { delete form.dataset.busy; return; }
    const device = await outbox.get("device");
    const number = last?.correcting ? last.number : own.takesNumber ? (await outbox.get("numbers"))?.[0] : undefined;
    const typed = values(), unitId = last?.correcting ? last.unitId : device?.unitId;
    const id = await keep(form.dataset.outbox, own.payload(unitId, number), last?.correcting ? last.id : undefined);
    if (id) await own.after?.(id);
    delete form.dataset.busy;
    if (!id) return;
    last = { id, number, typed, unitId };
    clearTimeout(timer);
    timer = setTimeout(forget, KEEP);
    done.hidden = false;
    done.querySelector("[data-number]").textContent = own.saved(number);
    done.querySelector("button").hidden = false;
    own.clear();
    own.first.focus();
    scrollTo(0, 0);
    await ready();
  });
  // Only while it has not gone: afterwards it is corrected on her page.
  done.querySelector("button").addEventListener("click", () => {
    if (!last) return;
    form.hidden = false;
    form.reset();
    for (const [name, value] of last.typed) {
      for (const control of form.querySelectorAll(`[name="${name}"]`)) {
        if (control.type === "checkbox" || control.type === "radio") control.checked ||= control.value === value;
        else control.value = value;
      }
      own.put?.(name);
    }
    last.correcting = true;
    done.hidden = true;
    own.corrected.focus();
  });
  let due;
  outbox.onChange(() => due ??= setTimeout(() => { due = null; ready(); }, 30));
  await ready();
}
