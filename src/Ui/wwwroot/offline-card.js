// A change, or a yes given or taken back, of a woman who is known by the number on her card alone.
import { digits, isPhone } from "./digits.js";

// The alphabet of the numbers, seven signs and a check sign (Luhn mod 30), as the server reads them.
const SIGNS = "0123456789BCDFGHJKMNPQRSTVWXYZ";
export function cardNumber(typed) {
  const text = digits(typed).toUpperCase().replace(/[\s\u200e\u200f\u2066-\u2069#\u2013-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (text.length !== 8 || [...text].some((c) => !SIGNS.includes(c))) return null;
  let sum = 0;
  for (let i = 6, factor = 2; i >= 0; i--, factor = 3 - factor) {
    const addend = factor * SIGNS.indexOf(text[i]);
    sum += Math.floor(addend / 30) + addend % 30;
  }
  return SIGNS[(30 - sum % 30) % 30] === text[7] ? text : null;
}

// As the server reads it: one sign, a name before it and a point somewhere after it.
const isEmail = (text) => /^[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+$/.test(text);

const kinds = {
  "card.change": {
    check(f, words) {
      const phone = f.phone.value.trim(), email = f.email.value.trim(), wrong = [];
      if (phone && !isPhone(phone)) wrong.push(["phone", words.phoneWrong]);
      if (email && !isEmail(email)) wrong.push(["email", words.emailWrong]);
      if (wrong.length) return wrong;
      return ["phone", "email", "phoneSafety", "preferredHour", "language", "answeredBy"].some((name) => f[name].value.trim()) ? [] : [["phone", words.changeMissing]];
    },
    payload(f) {
      const values = {}, phone = f.phone.value.trim();
      // What was left empty is not there: it stays as it is.
      if (phone) values.phone = phone;
      if (phone && f.whatsApp.checked) values.whatsApp = phone;
      for (const name of ["email", "language", "answeredBy"]) if (f[name].value.trim()) values[name] = f[name].value.trim();
      if (f.phoneSafety.value) values.phoneSafety = f.phoneSafety.value;
      if (f.preferredHour.value) values.preferredHour = f.preferredHour.value === "any" ? "" : f.preferredHour.value;
      return { values };
    },
  },
  "card.consent": {
    check: (f, words) => ["purpose", "answer"].filter((name) => !f[name].value).map((name) => [name, words.chooseOne]),
    payload: (f, words) => ({ purpose: f.purpose.value, answer: f.answer.value, noticeVersion: words.notice, language: document.documentElement.lang }),
  },
};

export async function open(form) {
  const f = form.elements, words = form.dataset, kind = kinds[words.outbox];
  let number;
  return {
    takesNumber: false,
    first: f.number,
    corrected: f.number,
    check() {
      number = cardNumber(f.number.value);
      return [...(number ? [] : [["number", words.numberWrong]]), ...kind.check(f, words)];
    },
    payload: (unitId) => ({ unitId, number, ...kind.payload(f, words) }),
    // In an Arabic sentence the two halves must not change places.
    saved: () => words.said.replace("{number}", "\u2066" + number.slice(0, 4) + " " + number.slice(4) + "\u2069"),
    clear: () => form.reset(),
  };
}
