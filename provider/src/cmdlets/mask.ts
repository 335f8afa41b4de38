import { defined } from "../defined";
import { LyncError } from "../errors";
import { secretText } from "./commandText";
import type { Call, CallResult } from "./call";
import type { Remote } from "../stackConfig";

/** Removes secret values from texts, because a message or a server's words may repeat them. */
export class Mask {
  readonly #forms: RegExp | undefined;
  readonly #folded: readonly string[];

  /**
   * @param values whole secret values. The texts in them are masked, both as they are and as JSON
   * quotes them. Numbers in them are masked when they are long enough.
   */
  constructor(values: readonly unknown[]) {
    const texts = values.flatMap(textsIn).filter((text) => text !== "");
    const forms = texts.flatMap((text) => [text, JSON.stringify(text), JSON.stringify(text).slice(1, -1)]);
    // The longest is tried first, because a shorter one may be a part of it.
    const sorted = [...new Set(forms)].sort((one, other) => other.length - one.length);
    this.#forms = sorted.length === 0 ? undefined : new RegExp(sorted.map(literally).join("|"), "g");
    this.#folded = sorted.map(withoutBlanks).filter((form) => form !== "");
  }

  /** The mask for the password of a remote sign-in. */
  static ofSignIn(remote: Remote | undefined): Mask {
    return new Mask([remote?.password]);
  }

  /** A text without the secret values, quoted ones included. */
  hide(text: string): string {
    return this.#forms === undefined ? text : text.replace(this.#forms, secretText);
  }

  /**
   * The output of a program without the secret values. A program may break a line anywhere. So if a
   * secret is found only after all white space is removed, the whole text is hidden.
   */
  hidePrinted(text: string): string {
    const hidden = this.hide(text);
    const folded = withoutBlanks(hidden);
    return this.#folded.some((form) => folded.includes(form)) ? secretText : hidden;
  }

  /** The results of calls, without the secret values. */
  results(results: CallResult[]): CallResult[] {
    if (this.#forms === undefined) return results;
    return results.map(({ error, warnings, ...result }) => ({
      ...result,
      warnings: warnings.map((warning) => this.hide(warning)),
      error:
        error === null ? null : { ...error, id: this.hide(error.id), message: this.hide(error.message), target: this.hide(error.target) },
    }));
  }

  /** A failure without the secret values. */
  error(error: unknown): unknown {
    if (!(error instanceof LyncError) || this.#forms === undefined) return error;
    const { kind, cmdlet, category, errorId, target, milliseconds, outcomeUnknown } = error;
    const [id, about] = [errorId, target].map((text) => (text === undefined ? undefined : this.hide(text)));
    return new LyncError(this.hide(error.message), defined({ kind, outcomeUnknown, cmdlet, category, id, target: about, milliseconds }));
  }
}

/** The values of all secret parameters of the calls. */
export function secretValues(calls: readonly Call[]): unknown[] {
  return calls.flatMap(({ parameters, secret = [] }) => secret.map((name) => parameters[name]));
}

// Shorter numbers appear in too many messages for unrelated reasons.
const leastDigits = 4;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)].filter((text) => text.length >= leastDigits);
  if (typeof value !== "object" || value === null) return [];
  // The name of the cmdlet that makes an object is not secret.
  return Object.entries(value).flatMap(([key, part]) => (key === "make" && "with" in value ? [] : textsIn(part)));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
