// Registration without a line: what it asks, and the command that it becomes.
import { digits, isPhone } from "./digits.js";

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

export async function open(form, { outbox, say, keep, told }) {
  const f = form.elements, words = form.dataset;
  const places = await fetch("/offline/places.json?lang=" + document.documentElement.lang).then((r) => r.json()).catch(() => ({}));
  const district = f.district, governorate = f.governorate;
  const none = district.options[0];
  let picture;
  const fill = () => {
    district.replaceChildren(none, ...(places[governorate.value] ?? []).map(([code, name]) => new Option(name, code)));
    district.closest(".field").hidden = district.options.length < 2;
  };
  governorate.addEventListener("change", fill);
  fill();

  // She says no: a count, and nothing of her.
  form.querySelector("[data-refuse]").addEventListener("click", async () => {
    if (!await keep("registration.refuse", { unitId: (await outbox.get("device"))?.unitId })) return;
    form.reset();
    fill();
    told(say.refused);
  });

  return {
    takesNumber: true,
    first: f.consent,
    corrected: f.fullName,
    put: (name) => name === "governorate" && fill(),
    async check() {
      const problems = [];
      if (!f.consent.checked) problems.push(["consent", words.consentMissing]);
      if (!/\p{L}/u.test(f.fullName.value)) problems.push(["fullName", words.nameMissing]);
      const birth = digits(f.birth.value.trim());
      if (/^\d{1,3}$/.test(birth) && (birth < 10 || birth > 110)) problems.push(["birth", words.ageWrong]);
      if (f.phone.value.trim() ? !isPhone(f.phone.value) : f.whatsApp.checked) problems.push(["phone", f.phone.value.trim() ? words.phoneWrong : words.phoneMissing]);
      for (const name of ["householdSize", "householdChildren"])
        if (!/^\d{0,2}$/.test(digits(f[name].value.trim()))) problems.push([name, words.notWhole]);
      const chosen = f.picture.files[0];
      picture = chosen && await small(chosen);
      if (chosen && !picture) problems.push(["picture", words.pictureWrong]);
      return problems;
    },
    payload(unitId, number) {
      const data = new FormData(form), text = (name) => data.get(name)?.trim() || undefined;
      const many = (name) => data.getAll(name).length ? data.getAll(name) : undefined;
      const birth = text("birth");
      const isAge = /^[\d٠-٩۰-۹]{1,3}$/.test(birth ?? "");
      const yes = data.getAll("agrees");
      // One that was not asked is not there.
      const six = words.functions.split(",").filter(text).map((q) => [q, text(q)]);
      return {
        unitId, number, fullName: text("fullName"), sex: text("sex") === "not-said" ? undefined : text("sex"), age: isAge ? birth : undefined, birthDate: isAge ? undefined : birth,
        governorate: text("governorate"), district: text("district"), phone: text("phone"), whatsApp: text("whatsApp"), phoneSafety: text("phoneSafety"), preferredHour: text("preferredHour"), answeredBy: text("answeredBy"), phoneVerified: text("phoneVerified"),
        displacement: text("displacement"), displacedFrom: text("displacedFrom"), householdHead: text("householdHead"), householdSize: text("householdSize"), householdChildren: text("householdChildren"),
        nationalId: text("nationalId"), language: document.documentElement.lang, makes: many("makes"), wants: many("wants"),
        functioning: six.length ? Object.fromEntries(six) : undefined,
        consents: Object.fromEntries([["register", "given"], ...words.asked.split(",").map((p) => [p, yes.includes(p) ? "given" : "refused"])]),
        noticeVersion: words.notice, consentChannel: "spoken",
      };
    },
    // A record of its own, which waits at the server until hers is there.
    after: (id) => picture && keep("person-photo.add", { partyId: id, picture }, undefined, [id]),
    // In an Arabic sentence the two halves must not change places.
    saved: (number) => number ? say.number.replace("{number}", "\u2066" + number.slice(0, 4) + " " + number.slice(4) + "\u2069") : say.follows,
    clear() {
      // Those who come one after another often live in one place.
      const [g, d] = [governorate.value, district.value];
      form.reset();
      governorate.value = g;
      fill();
      district.value = d;
    },
  };
}
