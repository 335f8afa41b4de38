import type { CsValue } from "../configurations/csValue";
import { LyncError } from "../errors";
import { secretText } from "./commandText";
import type { Call, CallResult, Remote } from "./protocol";

/** Takes the secret values of some calls, or of a sign-in, out of texts: a server's words may repeat what they are about. */
export class Mask {
  readonly #forms: readonly string[];
  readonly #folded: readonly string[];

  constructor(secrets: readonly string[]) {
    const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
    // The longest goes first: a shorter one may be a part of it.
    this.#forms = [...new Set(forms)].filter((form) => form !== "").sort((one, other) => other.length - one.length);
    this.#folded = this.#forms.map(withoutBlanks).filter((form) => form !== "");
  }

  static ofCalls(calls: readonly Call[]): Mask {
    return new Mask(calls.flatMap(({ parameters, secret = [] }) => secret.flatMap((name) => textsIn(parameters[name] ?? null))));
  }

  static ofSignIn(remote: Remote | undefined): Mask {
    return new Mask(remote?.password === undefined ? [] : [remote.password]);
  }

  /** A text without them, also where it quotes them. */
  hide(text: string): string {
    return this.#forms.reduce((rest, form) => rest.replaceAll(form, secretText), text);
  }

  /** The same for what a program printed, which may have broken its lines anywhere: where a secret shows only without blanks, nothing of it is told. */
  hidePrinted(text: string): string {
    const hidden = this.hide(text);
    const folded = withoutBlanks(hidden);
    return this.#folded.some((form) => folded.includes(form)) ? secretText : hidden;
  }

  /** What calls answered, without them. */
  results(results: CallResult[]): CallResult[] {
    if (this.#forms.length === 0) return results;
    return results.map(({ error, warnings, ...result }) => ({
      ...result,
      warnings: warnings.map((warning) => this.hide(warning)),
      error:
        error === null ? null : { ...error, id: this.hide(error.id), message: this.hide(error.message), target: this.hide(error.target) },
    }));
  }

  /** A failure without them. */
  error(error: unknown): unknown {
    if (!(error instanceof LyncError) || this.#forms.length === 0) return error;
    const { kind, cmdlet, category, errorId, target, milliseconds, outcomeUnknown } = error;
    return new LyncError(this.hide(error.message), {
      kind,
      outcomeUnknown,
      ...(cmdlet === undefined ? {} : { cmdlet }),
      ...(category === undefined ? {} : { category }),
      ...(errorId === undefined ? {} : { id: this.hide(errorId) }),
      ...(target === undefined ? {} : { target: this.hide(target) }),
      ...(milliseconds === undefined ? {} : { milliseconds }),
    });
  }
}

// A shorter number is in half of all messages.
const leastDigits = 4;

function textsIn(value: CsValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)].filter((text) => text.length >= leastDigits);
  if (typeof value !== "object" || value === null) return [];
  if ("make" in value) return Object.values(value.with).flatMap(textsIn);
  return Object.values(value).flatMap((made) => (Array.isArray(made) ? made.flatMap(textsIn) : []));
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
