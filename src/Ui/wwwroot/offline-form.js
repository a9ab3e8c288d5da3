// A form of the shell as a command in the outbox. What is typed stays in memory for ten minutes after saving, then it is
// gone: the sealed record cannot be read back.
const KEEP = 10 * 60 * 1000;

// As base64 of at most 200 KB, upright and without what the camera wrote into it; null where it is no picture.
const MOST = 200000;
async function small(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    for (const side of [640, 480, 320]) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const url = canvas.toDataURL("image/jpeg", 0.8);
      const text = url.slice(url.indexOf(",") + 1);
      if (text.length * 3 / 4 <= MOST) return text;
    }
  } catch { /* not one that this browser can read */ }
  return null;
}

export async function begin(form, outbox, { say, numbers, make }) {
  const part = (name) => document.querySelector(`[data-${name}]`);
  const [done, summary, notReady] = [part("saved"), part("errors"), part("not-ready")];
  const places = await fetch("/offline/places.json?lang=" + document.documentElement.lang).then((r) => r.json()).catch(() => ({}));
  const district = form.elements.district, governorate = form.elements.governorate;
  const first = district.options[0];
  const fill = () => {
    district.replaceChildren(first, ...(places[governorate.value] ?? []).map(([code, name]) => new Option(name, code)));
    district.closest(".field").hidden = district.options.length < 2;
  };
  governorate.addEventListener("change", fill);
  fill();

  let last, timer, left = 0;
  const forget = () => { last = null; done.querySelector("button").hidden = true; outbox.send(); };
  const values = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const clear = () => {
    // Those who come one after another often live in one place.
    const [g, d] = [governorate.value, district.value];
    form.reset();
    governorate.value = g;
    fill();
    district.value = d;
  };
  const ready = async () => {
    const device = await outbox.get("device");
    const ok = !!(device?.ticket && device.key) && new Date(device.ticket.to) > new Date();
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
      const line = make("li", "");
      line.append(make("a", text, { href: "#" + control.id }));
      return line;
    }));
    if (problems.length) summary.focus();
  };
  const check = () => {
    const words = form.dataset, f = form.elements, problems = [];
    const digits = (text) => text.replace(/[٠-٩۰-۹]/g, (d) => d.charCodeAt(0) & 15);
    if (!f.consent.checked) problems.push(["consent", words.consentMissing]);
    if (!/\p{L}/u.test(f.fullName.value)) problems.push(["fullName", words.nameMissing]);
    const birth = digits(f.birth.value.trim());
    if (/^\d{1,3}$/.test(birth) && (birth < 10 || birth > 110)) problems.push(["birth", words.ageWrong]);
    const phone = digits(f.phone.value);
    if (phone.trim() && !/(\d\D*){7,}/.test(phone)) problems.push(["phone", words.phoneWrong]);
    return problems;
  };
  const payload = (number) => {
    const data = new FormData(form), text = (name) => data.get(name)?.trim() || undefined;
    const birth = text("birth");
    const isAge = /^[\d٠-٩۰-۹]{1,3}$/.test(birth ?? "");
    const yes = data.getAll("agrees");
    // One that was not asked is not there.
    const six = form.dataset.functions.split(",").filter(text).map((f) => [f, text(f)]);
    return {
      unitId: last?.unitId ?? left.unitId, number, fullName: text("fullName"), sex: "F", age: isAge ? birth : undefined, birthDate: isAge ? undefined : birth,
      governorate: text("governorate"), district: text("district"), phone: text("phone"), phoneSafety: text("phoneSafety"), preferredHour: text("preferredHour"),
      displacement: text("displacement"), displacedFrom: text("displacedFrom"), householdHead: text("householdHead"), nationalId: text("nationalId"),
      language: document.documentElement.lang, makes: data.getAll("makes").length ? data.getAll("makes") : undefined,
      functioning: six.length ? Object.fromEntries(six) : undefined,
      consents: Object.fromEntries([["register", "given"], ...form.dataset.asked.split(",").map((p) => [p, yes.includes(p) ? "given" : "refused"])]),
      noticeVersion: form.dataset.notice, consentChannel: "spoken",
    };
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
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    e.stopPropagation();
    part("failed").hidden = part("gone").hidden = true;
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    const problems = check(), chosen = form.elements.picture.files[0];
    const picture = chosen && await small(chosen);
    if (chosen && !picture) problems.push(["picture", form.dataset.pictureWrong]);
    tell(problems);
    if (problems.length) { delete form.dataset.busy; return; }
    left = await outbox.get("device");
    const number = last?.correcting ? last.number : (await outbox.get("numbers"))?.[0];
    const typed = values();
    const id = await keep(form.dataset.outbox, payload(number), last?.correcting ? last.id : undefined);
    // A record of its own, which waits at the server until hers is there.
    if (id && picture) await keep("person-photo.add", { partyId: id, picture }, undefined, [id]);
    delete form.dataset.busy;
    if (!id) return;
    last = { id, number, typed, unitId: left.unitId };
    clearTimeout(timer);
    timer = setTimeout(forget, KEEP);
    done.hidden = false;
    // In an Arabic sentence the two halves must not change places.
    done.querySelector("[data-number]").textContent = number ? say.number.replace("{number}", "\u2066" + number.slice(0, 4) + " " + number.slice(4) + "\u2069") : say.follows;
    done.querySelector("button").hidden = false;
    clear();
    form.elements.consent.focus();
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
      if (name === "governorate") fill();
    }
    last.correcting = true;
    done.hidden = true;
    form.elements.fullName.focus();
  });
  // She says no: a count, and nothing of her.
  form.querySelector("[data-refuse]").addEventListener("click", async () => {
    const device = await outbox.get("device");
    if (!await keep("registration.refuse", { unitId: device?.unitId })) return;
    form.reset();
    fill();
    done.hidden = false;
    done.querySelector("[data-number]").textContent = say.refused;
    forget();
  });
  let due;
  outbox.onChange(() => due ??= setTimeout(() => { due = null; ready(); }, 30));
  await ready();
}
