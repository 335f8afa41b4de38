import * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { unpairedIn, unpairedReason } from "../configurations/wellFormed";
import { declaredTwice } from "../stack/declarations";
import { nameOf } from "./mark";
import { canonicalOr, currentRun, isMocked } from "./program";
import { refusal } from "./refusal";
import { laterAmong } from "./secrets";

// What is refused of a declaration in the program itself, before the engine hears of it.

/** Refuses the options of Pulumi's that cannot work, with the reason. */
export function refuseOptions(what: string, opts: pulumi.CustomResourceOptions): void {
  const refusals: [option: keyof pulumi.CustomResourceOptions, why: string][] = [
    [
      "import",
      "the engine would read a dynamic resource without what runs it. To take over a collection that is there already, declare it with the argument " +
        '"adopt": true. To import it instead, run "pulumi-lync discover --format import", then "pulumi import --file"; the program needs "adopt": true then, too',
    ],
    [
      "deletedWith",
      "the engine would drop the collection from the state without undoing it. It would stay on the server, and nobody would manage it",
    ],
    ["replaceOnChanges", "dynamic resources are not told of it, so it would have no effect. Only another identity replaces a collection"],
    ["deleteBeforeReplace", "two identities never collide, and without the collection its pool would inherit for a moment"],
  ];
  for (const [option, why] of refusals) {
    const given: unknown = opts[option];
    if (given === undefined || given === false || (Array.isArray(given) && given.length === 0)) continue;
    throw refusal("optionRefused", `${what}: the option "${option}" is refused: ${why}`);
  }
}

/**
 * Refuses a text with half of a surrogate pair, which Pulumi drops on the way to the provider
 * without a word.
 */
export function refuseUnpaired(noun: Noun, name: string, args: object): void {
  for (const [argument, value] of Object.entries(args) as [string, unknown][]) {
    const place = typeof value === "string" ? unpairedIn(value, argument) : undefined;
    if (place !== undefined) throw refusal("unpairedSurrogate", `${noun.type} "${name}": ${place}: ${unpairedReason}`);
  }
}

/**
 * Where a text that is known only later, or lies within an argument, has such a half: check refuses
 * it, for a program that throws by then is told at great length.
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
 * Refuses an identity that another resource of the program declares: two would set it back and
 * forth. Of what is known only later, check does, by the marks of both. Under mocks, the tests of a
 * file are one program, and each may declare what it likes.
 */
export function refuseDeclaredTwice(
  noun: Noun,
  name: string,
  { identity, opts }: { identity: unknown; opts: pulumi.CustomResourceOptions },
): void {
  // A program in JavaScript may have anything here: check refuses it.
  if (typeof identity !== "string" || isMocked()) return;
  const { declaredBy } = currentRun();
  const key = `${noun.cs} ${identityKey(canonicalOr(noun, identity))} ${providerKey(opts)}`;
  const other = declaredBy.get(key);
  if (other !== undefined) throw refusal("declaredTwice", `${noun.type} ${declaredTwice(name, other, identity)}`);
  declaredBy.set(key, name);
}

/** Which provider a resource gets: each may be for another deployment. */
function providerKey({ provider, parent }: pulumi.CustomResourceOptions): string {
  const given =
    provider ?? (parent as { __providers?: Record<string, pulumi.ProviderResource> } | undefined)?.__providers?.["pulumi-nodejs"];
  return given === undefined ? "" : nameOf(given);
}
