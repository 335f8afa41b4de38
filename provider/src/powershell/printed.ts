import { stripVTControlCharacters } from "node:util";
import { frameEnd } from "./protocol";

const mark = new RegExp(`#lync-(?:mode-known|ready|next|convert|done:\\d+)#|${frameEnd}`, "g");
// What is no part of a message: answers, whole or broken off, and the language mode.
const frames = /#lync-answer:.*?(?::lync-answer#|$)|#lync-mode:\w*:lync-mode#/gs;
// Longer than any mark: one may come in two pieces.
const overlap = 60;
// What a message quotes of each stream.
const quoted = 600;
// What is kept of standard error.
const kept = 10_000;

/** What a session has printed since it was last asked. */
export class Printed {
  readonly #pieces: string[] = [];
  #end = "";
  #errors = "";

  /** Adds a piece of standard output, as it comes; returns the marks that it completes. */
  add(piece: string): string[] {
    this.#pieces.push(piece);
    const text = this.#end + piece;
    const marks = [...text.matchAll(mark)].filter((match) => match.index + match[0].length > this.#end.length);
    this.#end = text.slice(-overlap);
    return marks.map(([found]) => found);
  }

  addErrors(piece: string): void {
    if (this.#errors.length < kept) this.#errors += piece;
  }

  forgetOutput(): void {
    this.#pieces.length = 0;
  }

  /** All of standard output. */
  get output(): string {
    return this.#pieces.join("");
  }

  /** Standard error, on one line. */
  get errors(): string {
    return onOneLine(this.#errors);
  }

  /** What it printed besides marks, as the end of a message; empty if that is nothing. */
  get said(): string {
    const output = onOneLine(this.output.replaceAll(frames, " ").replaceAll(mark, " "));
    const parts = [
      ["It printed: ", output],
      ["On standard error: ", this.errors],
    ] as const;
    return parts.flatMap(([label, text]) => (text === "" ? [] : ` ${label}${JSON.stringify(text.slice(0, quoted))}.`)).join("");
  }
}

function onOneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/\s+/g, " ").trim();
}
