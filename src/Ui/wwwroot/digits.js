// What is typed on any keyboard, read as our digits.
export const digits = (text) => text.replace(/[٠-٩۰-۹]/g, (d) => d.charCodeAt(0) & 15);
export const isPhone = (text) => /(\d\D*){7,}/.test(digits(text));
// What was typed as minor units (or thousandths) of so many decimals; { wrong } says why it cannot be read.
export function readNumber(typed, decimals, wholeOnly = false) {
  const text = digits(typed).replace(/[\s\u200e\u200f\u2066-\u2069٬]/g, "").replace("٫", ".");
  if (!text) return { wrong: "required" };
  if (!/^\d+([.,]\d+)*$/.test(text)) return { wrong: "numberWrong" };
  const marks = text.match(/[.,]/g) ?? [];
  const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  const tail = text.slice(last + 1);
  // One mark and three digits behind it: a thousand, or a part?
  if (marks.length === 1 && tail.length === 3 && !text.startsWith("0") && (wholeOnly || decimals < 3)) return { wrong: "ambiguous" };
  if (marks.length > 1 && new Set(marks).size === 1) return { wrong: "ambiguous" };
  const whole = marks.length ? text.slice(0, last).replace(/[.,]/g, "") : text;
  const part = marks.length ? tail : "";
  if (part.replace(/0+$/, "").length > decimals) return { wrong: "decimals" };
  const value = Number(whole + part.slice(0, decimals).padEnd(decimals, "0"));
  return Number.isSafeInteger(value) && value <= 1e12 ? { value } : { wrong: "numberWrong" };
}
