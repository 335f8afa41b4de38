import type { Noun } from "../configurations/noun";

/** The type of a noun's resources, as every state has it. */
export function typeOf(noun: Noun): string {
  return `pulumi-nodejs:dynamic/lync:${noun.type}`;
}
