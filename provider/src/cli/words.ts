/** A number and what it counts, such as `2 pools`. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** An ISO 8601 time in a readable form, such as `2026-11-28 14:00:00 UTC`. */
export function inUtc(time: string): string {
  return time.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
}

// Control characters, line separators and characters that change the direction of writing could
// make a text look like a different one.
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text on one line, with invisible characters written as escapes. */
export function visible(text: string): string {
  return text.replace(deceptive, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
