// An order that a seller heard where there is no line: it becomes a proposal in her inbox.
import { isPhone } from "./digits.js";

export async function open(form) {
  const f = form.elements, words = form.dataset;
  return {
    takesNumber: false,
    first: f.text,
    corrected: f.text,
    check() {
      const phone = f.phone.value.trim();
      return [...(f.text.value.trim() ? [] : [["text", words.textEmpty]]), ...(!phone || isPhone(phone) ? [] : [["phone", words.phoneWrong]])];
    },
    payload: () => ({
      shopId: "00000000-0000-0000-0000-000000000000",
      text: f.text.value.trim(),
      name: f.name.value.trim() || undefined,
      phone: f.phone.value.trim() || undefined,
    }),
    saved: () => words.said,
    clear: () => form.reset(),
  };
}
