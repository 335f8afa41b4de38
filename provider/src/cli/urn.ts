import type { Noun } from "../configurations/noun";
import { nouns } from "../configurations/nouns";

/** The noun of a resource of ours; undefined for any other. */
export function nounIn(urn: string): Noun | undefined {
  const type = /pulumi-nodejs:dynamic\/lync:(\w+)::/.exec(urn)?.[1];
  return nouns.find((known) => known.type === type);
}

/** A resource's name in the program. */
export function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
