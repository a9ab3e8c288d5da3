// What is typed on any keyboard, read as our digits.
export const digits = (text) => text.replace(/[٠-٩۰-۹]/g, (d) => d.charCodeAt(0) & 15);
export const isPhone = (text) => /(\d\D*){7,}/.test(digits(text));
