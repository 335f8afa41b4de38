import * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { unpairedIn, unpairedReason } from "../configurations/wellFormed";
import { declaredTwice } from "../stack/declarations";
import { nameOf } from "./mark";
import { canonicalOr, currentRun, isMocked } from "./program";
import { refusal } from "./refusal";
import { laterAmong } from "./secrets";

// The refusals of a declaration in the program itself, before the engine receives it.

/** Refuses those of Pulumi's options that cannot work, with the reason. */
export function refuseOptions(what: string, opts: pulumi.CustomResourceOptions): void {
  const refusals: [option: keyof pulumi.CustomResourceOptions, why: string][] = [
    [
      "import",
      "the engine would read a dynamic resource without the code that runs it. To adopt an existing collection, declare it with the argument " +
        '"adopt": true. To import it instead, run "pulumi-lync discover --format import", then "pulumi import --file". The program needs "adopt": true in that case, too.',
    ],
    [
      "deletedWith",
      "the engine would remove the resource from the state without a delete. The collection would remain on the server, and nothing would manage it.",
    ],
    [
      "replaceOnChanges",
      "dynamic resources do not receive it, so it would have no effect. Only a change of the identity replaces a collection.",
    ],
    [
      "deleteBeforeReplace",
      "a collection is replaced only by one with another identity, so the two never collide. Deleting the old one first would only make its pool inherit for a moment.",
    ],
  ];
  for (const [option, why] of refusals) {
    const given: unknown = opts[option];
    if (given === undefined || given === false || (Array.isArray(given) && given.length === 0)) continue;
    throw refusal("optionRefused", `${what}: the option "${option}" is refused: ${why}`);
  }
}

/**
 * Refuses a text that contains half of a surrogate pair, because Pulumi silently drops it on the
 * way to the provider.
 */
export function refuseUnpaired(noun: Noun, name: string, args: object): void {
  for (const [argument, value] of Object.entries(args) as [string, unknown][]) {
    const place = typeof value === "string" ? unpairedIn(value, argument) : undefined;
    if (place !== undefined) throw refusal("unpairedSurrogate", `${noun.type} "${name}": ${place}: ${unpairedReason}`);
  }
}

/**
 * Finds half of a surrogate pair in a text that is known only later or is part of an argument.
 * Check refuses it, because an error that a program throws so late is printed with a long stack
 * trace.
 */
export function unpairedLater(args: object): pulumi.Output<string | undefined> | undefined {
  const later = laterAmong(args);
  if (later.length === 0) return undefined;
  return pulumi.output(Object.fromEntries(later) as object).apply((known: object) => {
    const places = Object.entries(known).map(([argument, value]: [string, unknown]) => unpairedIn(value, argument));
    return places.find((place) => place !== undefined);
  });
}

/**
 * Refuses an identity that another resource of the program also declares, because the two would
 * overwrite each other. If an identity is known only later, check compares the marks of both. Under
 * mocks nothing is refused, because all tests of a file are one program.
 */
export function refuseDeclaredTwice(
  noun: Noun,
  name: string,
  { identity, opts }: { identity: unknown; opts: pulumi.CustomResourceOptions },
): void {
  // A JavaScript program may pass anything here. Check refuses what is wrong.
  if (typeof identity !== "string" || isMocked()) return;
  const { declaredBy } = currentRun();
  const key = `${noun.cs} ${identityKey(canonicalOr(noun, identity))} ${providerKey(opts)}`;
  const other = declaredBy.get(key);
  if (other !== undefined) throw refusal("declaredTwice", `${noun.type} ${declaredTwice(name, other, identity)}`);
  declaredBy.set(key, name);
}

/** Identifies a resource's provider, because each provider may be for another deployment. */
function providerKey({ provider, parent }: pulumi.CustomResourceOptions): string {
  const given =
    provider ?? (parent as { __providers?: Record<string, pulumi.ProviderResource> } | undefined)?.__providers?.["pulumi-nodejs"];
  return given === undefined ? "" : nameOf(given);
}
