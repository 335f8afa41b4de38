/** A number of things, in words. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** A time in ISO 8601 for a reader, such as `2026-11-28 14:00:00 UTC`. */
export function inUtc(time: string): string {
  return time.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
}

// The engine's and a terminal's own characters, and those that turn the direction of writing, would
// make a text look like what it is not.
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text on one line, with what cannot be seen made visible. */
export function visible(text: string): string {
  return text.replace(deceptive, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
