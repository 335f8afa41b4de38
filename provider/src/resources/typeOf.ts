import type { Noun } from "../configurations/noun";
import { nouns } from "../configurations/nouns";

/** The type of a noun's resources, as it is in every state. */
export function typeOf(noun: Noun): string {
  return `pulumi-nodejs:dynamic/lync:${noun.type}`;
}

/** The noun of a type; undefined if the type is not ours. */
export function nounOf(type: string): Noun | undefined {
  return nouns.find((noun) => typeOf(noun) === type);
}

/** The type of the component, as it is in every state. */
export const passiveAuthenticationType = "lync:index:PassiveAuthentication";

/** The exports of `pulumi-lync/dynamic` that run each type of resource. Every state names them. */
const doors: Record<string, string> = { WebServiceConfiguration: "webService", ProxyConfiguration: "proxy" };

/** The export of `pulumi-lync/dynamic` that runs a noun's resources. */
export function doorOf({ type }: Noun): string {
  const door = doors[type];
  if (door === undefined) throw new Error(`No export of dynamic.ts is known for ${type}.`);
  return door;
}
