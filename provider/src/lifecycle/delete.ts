import { setTimeout } from "node:timers/promises";
import { identityKey, parseIdentity } from "../configurations/identity";
import { signInMethods, type Noun, type Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import type { Finding } from "../guards/finding";
import { judgeInherited } from "../guards/surroundings";
import { claimsOn } from "./claims";
import { inheritedBy, type Reader } from "./effective";
import { say } from "./say";
import { declaredIn, refuseOtherDeployment, type Properties, type Records } from "./state";
import { undoText } from "./undo";
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
  const { identity, records } = declaredIn(noun, props);
  if (claimsOn(deployment).declared(noun, identity) !== undefined) {
    tellSpared(noun, deployment, identity, records);
    return;
  }
  const write = undoing(noun, records, records.previous === undefined ? undefined : await deployment.find(noun, identity));
  if (write.verb === "Set") return putBack(noun, deployment, identity, write.values, records.secretSettings);
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

/** What the removal of a collection means for the pool, which then inherits. */
export async function judgeDeletion(noun: Noun, deployment: Reader, text: string): Promise<Finding[]> {
  const identity = parseIdentity(text, noun);
  if (identity.scope !== "service" || noun.governs === "nothing") return [];
  const inherited = await inheritedBy(noun, deployment, identity);
  return inherited === undefined ? [] : judgeInherited(identity.pool, signInMethods(noun, inherited.values));
}
