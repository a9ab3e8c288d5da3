// The list of what waits on this device, with its lights. It shows no names: nothing here can read them.
export async function begin(place, outbox, { lang, make }) {
  const say = place.dataset, answered = new Map();
  const when = new Intl.DateTimeFormat(navigator.language.startsWith(lang) ? navigator.language : lang, { dateStyle: "medium", timeStyle: "short" });
  const button = (text, act, kind = "linkish") => {
    const b = make("button", text, { type: "button", className: kind });
    b.addEventListener("click", () => act(b));
    return b;
  };
  const light = (name) => make("span", say[name] ?? name, { className: "tag " + ({ accepted: "ok", kept: "warn", conflict: "warn", problem: "warn" }[name] ?? "") });
  const lineOf = (at, name, ...more) => {
    const line = make("li", "");
    line.dataset.light = name;
    line.append(make("span", at), light(name), ...more);
    return line;
  };
  async function draw() {
    const records = await outbox.list();
    const lines = records.map((r) => {
      const more = r.text ? [make("small", r.text[lang])] : [];
      if (r.light === "kept") more.push(button(say.take, () => outbox.remove(r.id)));
      // Deleted only by the worker, with a second question.
      if (r.light === "problem") more.push(button(say.delete, (b) => {
        if (b.dataset.sure) outbox.remove(r.id);
        else { b.dataset.sure = "yes"; b.textContent = say.sure; b.className = "button danger"; }
      }));
      return lineOf(when.format(new Date(r.savedAt)), r.light === "sending" ? "sent" : r.light, ...more);
    });
    // Those that went while this page is open. Both values of a conflict stand on a page of the site, never here.
    for (const a of answered.values()) {
      const first = a.first ?? a, more = [];
      if (first.page) more.push(make("a", say.open, { href: first.page }));
      lines.push(lineOf(a.number ?? first.number ?? "", first.parked ? "parked" : first.quarantined ? "late" : a.first && first.result === "accepted" ? "duplicate" : first.result, ...more));
    }
    place.replaceChildren(...lines);
    document.querySelector("[data-empty]").hidden = lines.length > 0;
    document.querySelector("[data-unready]").hidden = !!(await outbox.get("device"))?.token;
  }
  outbox.onChange((what) => {
    for (const a of what.gone ?? []) if (a.light !== "problem" && !((a.first ?? a).kept)) answered.set(a.id, a);
    draw();
  });
  const by = (name) => document.querySelector(`[data-do="${name}"]`);
  by("export").addEventListener("click", async () => {
    const link = make("a", "", { href: URL.createObjectURL(await outbox.exported()), download: `jisr-outbox-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  by("import").addEventListener("change", async (e) => {
    const wrong = document.querySelector("[data-wrong]");
    wrong.hidden = true;
    try { for (const file of e.target.files) await outbox.imported(await file.text()); } catch { wrong.hidden = false; }
    e.target.value = "";
    outbox.send();
  });
  await draw();
}
