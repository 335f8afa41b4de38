import { stripVTControlCharacters } from "node:util";
import { frameEnd } from "./protocol";
import type { Mask } from "../cmdlets/mask";

const mark = new RegExp(`#lync-(?:mode-known|ready|next|convert|done:\\d+)#|${frameEnd}`, "g");
// What is no part of a message: answers, whole or broken off, and what the first lines print.
const frames = /#lync-answer:.*?(?::lync-answer#|$)|#lync-(?:mode:\w*:lync-mode|version:[^:]*:lync-version)#/gs;
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

  /** Standard error, for a message. */
  errors(mask: Mask): string {
    return shown(this.#errors, mask);
  }

  /** What it printed besides marks, as the end of a message; empty if that is nothing. */
  said(mask: Mask): string {
    const parts = [
      ["It printed: ", shown(this.output.replaceAll(frames, " ").replaceAll(mark, " "), mask)],
      ["On standard error: ", this.errors(mask)],
    ] as const;
    return parts.flatMap(([label, text]) => (text === "" ? [] : ` ${label}${JSON.stringify(text)}.`)).join("");
  }
}

// First without secrets: one may hold blanks, or lie where the text is cut.
function shown(text: string, mask: Mask): string {
  return mask.hidePrinted(stripVTControlCharacters(text)).replace(/\s+/g, " ").trim().slice(0, quoted);
}
