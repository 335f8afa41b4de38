import { stripVTControlCharacters } from "node:util";
import { frameEnd } from "./protocol";
import type { Mask } from "../cmdlets/mask";

const mark = new RegExp(`#lync-(?:mode-known|ready|next|convert|done:\\d+)#|${frameEnd}`, "g");
// Output that no message quotes: complete or incomplete answers, and the output of the first lines.
const frames = /#lync-answer:.*?(?::lync-answer#|$)|#lync-(?:mode:\w*:lync-mode|version:[^:]*:lync-version)#/gs;
// Longer than any mark, because a mark may arrive in two pieces.
const overlap = 60;
// How many characters of each stream a message quotes.
const quoted = 600;
// How many characters of standard error are kept.
const kept = 10_000;

/** The output of a session since the last request began. */
export class Printed {
  readonly #pieces: string[] = [];
  #end = "";
  #errors = "";

  /** Adds a piece of standard output as it arrives. Returns the marks that it completes. */
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

  /** The whole standard output. */
  get output(): string {
    return this.#pieces.join("");
  }

  /** The standard error, shortened for a message. */
  errors(mask: Mask): string {
    return shown(this.#errors, mask);
  }

  /** The output other than answers and marks, as the end of a message. Empty if there is none. */
  said(mask: Mask): string {
    const parts = [
      ["It printed: ", shown(this.output.replaceAll(frames, " ").replaceAll(mark, " "), mask)],
      ["On standard error: ", this.errors(mask)],
    ] as const;
    return parts.flatMap(([label, text]) => (text === "" ? [] : ` ${label}${JSON.stringify(text)}.`)).join("");
  }
}

// Secrets are removed first, because one may contain white space or be where the text is cut.
function shown(text: string, mask: Mask): string {
  return mask.hidePrinted(stripVTControlCharacters(text)).replace(/\s+/g, " ").trim().slice(0, quoted);
}
