// A courier takes the list of his link along: it is sealed on this phone at once, under a key from the PIN he chooses.
import * as outbox from "./outbox.js";
import { digits } from "./digits.js";
import { along, lock } from "./round-key.js";
const form = document.querySelector("[data-take-round]");
if (form) {
  const tell = (name) => { for (const p of document.querySelectorAll("[data-say]")) p.hidden = p.dataset.say !== name; };
  form.hidden = false;
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    const pin = digits(form.elements.pin.value).trim();
    if (!/^\d{6,12}$/.test(pin) || /^(\d)\1+$/.test(pin) || "01234567890123456789".includes(pin)) { tell("short"); form.elements.pin.focus(); return; }
    if (digits(form.elements.again.value).trim() !== pin) { tell("other"); form.elements.again.focus(); return; }
    tell("wait");
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const secret = form.dataset.secret, said = await along(outbox, form.dataset.takeRound, secret);
    button.disabled = false;
    if (!said) { tell("failed"); return; }
    await outbox.put("round", await lock(pin, { list: said.list, ticket: said.ticket, secret, entries: [], went: false, back: false }, said));
    if (!await outbox.get("round")) { tell("failed"); return; }
    location.assign("/offline/round");
  });
}
