import { defined } from "../defined";
import { LyncError } from "../errors";
import { secretText } from "./commandText";
import type { Call, CallResult } from "./call";
import type { Remote } from "../stackConfig";

/**
 * Takes secret values out of texts: a message, or a server's words, may repeat what they are about.
 */
export class Mask {
  readonly #forms: RegExp | undefined;
  readonly #folded: readonly string[];

  /**
   * @param values secret values, whole: the texts in them are masked, as they are and as JSON
   * quotes them, and longer numbers.
   */
  constructor(values: readonly unknown[]) {
    const texts = values.flatMap(textsIn).filter((text) => text !== "");
    const forms = texts.flatMap((text) => [text, JSON.stringify(text), JSON.stringify(text).slice(1, -1)]);
    // The longest goes first: a shorter one may be a part of it.
    const sorted = [...new Set(forms)].sort((one, other) => other.length - one.length);
    this.#forms = sorted.length === 0 ? undefined : new RegExp(sorted.map(literally).join("|"), "g");
    this.#folded = sorted.map(withoutBlanks).filter((form) => form !== "");
  }

  static ofSignIn(remote: Remote | undefined): Mask {
    return new Mask([remote?.password]);
  }

  /** A text without them, also where it quotes them. */
  hide(text: string): string {
    return this.#forms === undefined ? text : text.replace(this.#forms, secretText);
  }

  /**
   * The same for what a program printed, which may have broken its lines anywhere: where a secret
   * shows only without blanks, nothing of it is told.
   */
  hidePrinted(text: string): string {
    const hidden = this.hide(text);
    const folded = withoutBlanks(hidden);
    return this.#folded.some((form) => folded.includes(form)) ? secretText : hidden;
  }

  /** What calls answered, without them. */
  results(results: CallResult[]): CallResult[] {
    if (this.#forms === undefined) return results;
    return results.map(({ error, warnings, ...result }) => ({
      ...result,
      warnings: warnings.map((warning) => this.hide(warning)),
      error:
        error === null ? null : { ...error, id: this.hide(error.id), message: this.hide(error.message), target: this.hide(error.target) },
    }));
  }

  /** A failure without them. */
  error(error: unknown): unknown {
    if (!(error instanceof LyncError) || this.#forms === undefined) return error;
    const { kind, cmdlet, category, errorId, target, milliseconds, outcomeUnknown } = error;
    const [id, about] = [errorId, target].map((text) => (text === undefined ? undefined : this.hide(text)));
    return new LyncError(this.hide(error.message), defined({ kind, outcomeUnknown, cmdlet, category, id, target: about, milliseconds }));
  }
}

/** The values of calls' secret parameters. */
export function secretValues(calls: readonly Call[]): unknown[] {
  return calls.flatMap(({ parameters, secret = [] }) => secret.map((name) => parameters[name]));
}

// A shorter number is in half of all messages.
const leastDigits = 4;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)].filter((text) => text.length >= leastDigits);
  if (typeof value !== "object" || value === null) return [];
  // The name of the cmdlet that makes an object is no secret.
  return Object.entries(value).flatMap(([key, part]) => (key === "make" && "with" in value ? [] : textsIn(part)));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
