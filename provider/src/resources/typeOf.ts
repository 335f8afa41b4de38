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
