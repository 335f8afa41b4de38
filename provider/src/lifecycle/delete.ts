import { formatIdentity, parseIdentity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { claimsOn } from "./claims";
import { judgeDeletion } from "./judge";
import { say } from "./say";
import { declaredIn, refuseOtherDeployment, type Properties, type Records } from "./state";
import { undoText } from "./undo";
import { differences } from "./verification";
import { settable, undoing } from "./writes";

// The engine says of no deletion which others it will ask for: this one may be all (--target), or the proxy's may be none of ours (retainOnDelete). Then nothing but
// time tells. What it sends side by side arrives within milliseconds, so no machine is slow enough for this to be short.
const proxyMilliseconds = 10_000;

/**
 * Puts back what was there: nothing was there, so the collection is removed; something was, so it is set. One that is already gone is no error.
 *
 * A pool's proxy is undone before its Web Services. On destroy the engine sees to it, by dependsOn; the old halves of two replaced resources it deletes side by side.
 */
export async function remove(noun: Noun, deployment: Deployment, props: Properties): Promise<void> {
  refuseOtherDeployment(props, deployment);
  const identity = parseIdentity(declaredIn(noun, props).identity, noun);
  const claims = claimsOn(deployment);
  if (identity.scope !== "service") return undo(noun, deployment, props);
  if (noun.governs === "proxySignIn") {
    const work = undo(noun, deployment, props);
    claims.undoProxy(identity.pool, work);
    return work;
  }
  const isSpared = claims.declared(noun, formatIdentity(identity)) !== undefined;
  if (noun.governs === "webTicket" && !isSpared && (await claims.proxyUndone(identity.pool, proxyMilliseconds)) === "late") {
    say(
      formatIdentity(identity),
      `warning: undone although the proxy collection of ${identity.pool}, which the stack has, too, is not: look whether its users can sign in`,
    );
  }
  return undo(noun, deployment, props);
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
    const { values, untold } = await settable(noun, deployment, write.values);
    if (untold.length > 0) say(identity, `warning: ${untold.join(", ")} had no value before, which no cmdlet can set: left as it is`);
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
