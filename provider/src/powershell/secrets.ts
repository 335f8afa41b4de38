import type { CsValue } from "../configurations/csValue";
import { secretText } from "./commandText";
import type { Call, CallResult } from "./protocol";

/** What calls answered, without the secret values that were handed to them: a server's words may repeat what they are about. */
export function maskResults(calls: readonly Call[], results: CallResult[]): CallResult[] {
  if (secretsOf(calls).length === 0) return results;
  const hide = (text: string): string => masked(calls, text);
  return results.map(({ error, warnings, ...result }) => ({
    ...result,
    warnings: warnings.map(hide),
    error: error === null ? null : { ...error, message: hide(error.message), target: hide(error.target) },
  }));
}

/** A text without the secret values of some calls. */
export function masked(calls: readonly Call[], text: string): string {
  return withoutTexts(secretsOf(calls), text);
}

/** A text without some secret texts, also where it quotes them. The longest goes first: a shorter one may be a part of it. */
export function withoutTexts(secrets: readonly string[], text: string): string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const longestFirst = [...new Set(forms)].filter((form) => form !== "").sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, form) => rest.replaceAll(form, secretText), text);
}

function secretsOf(calls: readonly Call[]): string[] {
  return calls.flatMap(({ parameters, secret = [] }) => secret.flatMap((name) => textsIn(parameters[name] ?? null)));
}

function textsIn(value: CsValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if ("make" in value) return Object.values(value.with).filter((part) => typeof part === "string");
  return Object.values(value).flatMap((made) => (Array.isArray(made) ? made.flatMap(textsIn) : []));
}
