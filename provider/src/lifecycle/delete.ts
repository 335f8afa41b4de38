import { setTimeout } from "node:timers/promises";
import { identityKey, parseIdentity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { claimsOn } from "./claims";
import { startingValues } from "./expectation";
import { judgeDeletion } from "./judge";
import { say } from "./say";
import { declaredIn, refuseOtherDeployment, type Properties, type Records } from "./state";
import { canBeSet, undoText } from "./undo";
import { differences } from "./verification";
import { undoing } from "./writes";

// Deletions that the engine sends side by side arrive within it, many times over.
const sideBySideMilliseconds = 100;

/**
 * Puts back what was there: nothing was there, so the collection is removed; something was, so it is set. One that is already gone is no error.
 *
 * A pool's proxy is undone before its Web Services. On destroy the engine sees to it, by dependsOn; the old halves of two replaced resources it deletes side by side.
 */
export async function remove(noun: Noun, deployment: Deployment, props: Properties): Promise<void> {
  refuseOtherDeployment(props, deployment);
  const identity = parseIdentity(declaredIn(noun, props).identity, noun);
  const claims = claimsOn(deployment);
  if (identity.scope !== "service" || noun.governs === "nothing") return undo(noun, deployment, props);
  const pool = identityKey(identity.pool);
  if (noun.governs === "webTicket") {
    if (claims.ownsProxyOf(pool)) await setTimeout(sideBySideMilliseconds);
    await claims.undoing.get(pool);
    return undo(noun, deployment, props);
  }
  const work = undo(noun, deployment, props);
  claims.undoing.set(pool, work);
  return work;
}

async function undo(noun: Noun, deployment: Deployment, props: Properties): Promise<void> {
  const declared = declaredIn(noun, props);
  const { identity, records } = declared;
  if (claimsOn(deployment).declared(noun, identity) !== undefined) {
    tellSpared(noun, deployment, identity, records);
    return;
  }
  const write = undoing(noun, declared, records.previous === undefined ? undefined : await deployment.find(noun, identity));
  if (write.verb === "Set") {
    const values = await settable(noun, deployment, identity, write.values);
    return putBack(noun, deployment, identity, values, records.secretSettings);
  }
  for (const { message } of await judgeDeletion(noun, deployment, identity)) say(identity, `warning: ${message}`);
  await deployment.remove(noun, identity);
}

// What a program still declares is never removed: the engine replaced a resource by another one of the same identity.
function tellSpared(noun: Noun, deployment: Deployment, identity: string, records: Records): void {
  // The replacement has taken over what was written down, where this process had heard of it.
  const isLost = records.previous !== undefined && claimsOn(deployment).owned(noun, identity) === undefined;
  const lost = isLost
    ? ` What it was before it was adopted is no longer in the state; what undoes the adoption: ${undoText(noun, identity, records)}`
    : "";
  say(
    identity,
    `warning: left as it is, for the program still declares it. Give a resource that was renamed an alias (the option "aliases").${lost}`,
  );
}

/** That a setting had no value cannot always be set back: then it goes to the server's own default, or stays, with a warning. */
async function settable(noun: Noun, deployment: Deployment, identity: string, values: Values): Promise<Values> {
  const none = Object.keys(values).filter((property) => !canBeSet(noun, property, values[property]));
  if (none.length === 0) return values;
  const defaults = await startingValues(noun, deployment);
  const untold = none.filter((property) => defaults[property] === undefined);
  if (untold.length > 0) say(identity, `warning: ${untold.join(", ")} had no value before, which no cmdlet can set: left as it is`);
  const entries = Object.entries(values).map(([property, value]) => [property, none.includes(property) ? defaults[property] : value]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Values;
}

async function putBack(
  noun: Noun,
  deployment: Deployment,
  identity: string,
  values: Values,
  secrets: readonly string[] = [],
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  const reasons = differences(noun, values, await deployment.set(noun, identity, values, secrets), secrets);
  if (reasons.length > 0) throw new LyncError(`Not everything was set back: ${reasons.join("; ")}`, { kind: "verificationFailed" });
}
