import type { Noun } from "../configurations/noun";
import { nounOf } from "../resources/typeOf";

// A URN is urn:pulumi:<stack>::<project>::<types>::<name>. The types are those of all parents and
// then the resource's own, separated by $. The name may contain colons.

/** The noun of one of this package's resources; undefined for any other resource. */
export function nounIn(urn: string): Noun | undefined {
  return nounOf(typeIn(urn));
}

/** A resource's name in the program; the text itself if it is not a URN. */
export function nameIn(urn: string): string {
  const name = urn.split("::").slice(3);
  return name.length === 0 ? urn : name.join("::");
}

/** The stack that a resource belongs to. */
export function stackIn(urn: string): string {
  return urn.split(":")[2] ?? "";
}

/** Whether a resource is the stack itself. */
export function isStack(urn: string): boolean {
  return typeIn(urn) === "pulumi:pulumi:Stack";
}

function typeIn(urn: string): string {
  const [, , types = ""] = urn.split("::");
  return types.split("$").at(-1) ?? "";
}
