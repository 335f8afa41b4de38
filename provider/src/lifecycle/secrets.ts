import { secretText } from "../powershell/commandText";
import type { Properties } from "./state";
import type { Failure } from "./validate";

/**
 * Failures that tell no value that the program gave as a secret. The engine itself prints the value of the property that a failure names, a secret one in the clear:
 * so such a failure names none, and its reason does.
 */
export function withoutSecrets(news: Properties, failures: readonly Failure[]): Failure[] {
  const secrets = secretsOf(news);
  return failures.map(({ property, reason }) => {
    const text = withoutSecretValues(news, reason);
    return secrets.includes(property) ? { property: "", reason: `${property}: ${text}` } : { property, reason: text };
  });
}

/** A text without the values that the program gave as secrets, wherever it quotes them. */
export function withoutSecretValues(news: Properties, text: string): string {
  const values = secretsOf(news).flatMap((property) => textsIn(news[property]));
  return values.reduce((shown, value) => shown.replaceAll(JSON.stringify(value), secretText), text);
}

function secretsOf({ secretSettings }: Properties): string[] {
  return Array.isArray(secretSettings) ? secretSettings.map(String) : [];
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
