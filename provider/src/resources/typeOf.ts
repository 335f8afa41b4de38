import type { Noun } from "../configurations/noun";
import { nouns } from "../configurations/nouns";

/** The type of a noun's resources, as every state has it. */
export function typeOf(noun: Noun): string {
  return `pulumi-nodejs:dynamic/lync:${noun.type}`;
}

/** The noun of a type; undefined for somebody else's. */
export function nounOf(type: string): Noun | undefined {
  return nouns.find((noun) => typeOf(noun) === type);
}

/** The type of the component, as every state has it. */
export const passiveAuthenticationType = "lync:index:PassiveAuthentication";

/** What runs each type of resource: the export of `pulumi-lync/dynamic` that every state names. */
const doors: Record<string, string> = { WebServiceConfiguration: "webService", ProxyConfiguration: "proxy" };

/** The export of `pulumi-lync/dynamic` that runs a noun's resources. */
export function doorOf({ type }: Noun): string {
  const door = doors[type];
  if (door === undefined) throw new Error(`No export of dynamic.ts is known for ${type}.`);
  return door;
}
