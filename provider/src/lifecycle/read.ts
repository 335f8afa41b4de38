import type * as pulumi from "@pulumi/pulumi";
import { canonicalIdentity } from "../configurations/identity";
import { isUnread } from "../configurations/noun";
import { requireRead, unreadTexts } from "../deployment/unread";
import { LyncError } from "../errors";
import type { Scope } from "../stack/memory";
import { asFound, outputsOf } from "./answers";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { say } from "./say";
import { declaredIn, nonEmpty, type Declared, type Properties, secretsOf } from "../stack/bag";
import { secretIdentity } from "./validate";

/**
 * The collection as it is: its declared settings in a refresh, all of them for `get`, which knows nothing but the id.
 * No id in the answer says that it is gone: only where a Get succeeded and did not find it.
 */
export async function read(scope: Scope, id: string, props: Properties): Promise<pulumi.dynamic.ReadResult> {
  const { noun, deployment, memory } = scope;
  await refuseOtherDeployment(scope, props);
  if (secretsOf(props).includes("identity")) throw new LyncError(secretIdentity, { kind: "invalidParameter" });
  // The class marks what `get` reads. It is refreshed like any other resource later, but is not this stack's.
  const isExternal = (props.external ?? undefined) !== undefined;
  const isRefresh = !isExternal || props.deployment !== undefined;
  const identity = isRefresh ? (typeof props.identity === "string" ? props.identity : id) : canonicalIdentity(id, noun);
  if (isExternal) memory.declarations.recordRead(noun, identity);
  const found = await deployment.find(noun, identity);
  if (found === undefined) {
    if (isRefresh) return {};
    throw new LyncError(`There is no ${noun.type} of "${identity}" in the deployment "${deployment.name}"`, { kind: "notFound" });
  }
  const declared: Declared = isRefresh
    ? declaredIn(noun, props)
    : { identity: found.identity, values: found.values, options: {}, records: {} };
  if (isExternal) {
    for (const text of unreadTexts(noun, found, { properties: Object.keys(noun.settings), secrets: secretsOf(props) }))
      say(identity, `warning: left out: ${text}`);
  }
  // What a state remembers it by stays, so that a refresh changes nothing of it.
  const name = isRefresh ? await nameIn(props, deployment) : deployment.name;
  if (isExternal) {
    // Nobody declares what is read here.
    const values = Object.fromEntries(Object.entries(declared.values).filter(([property]) => !isUnread(found, property)));
    const seen = { ...declared, values };
    return { id, props: { ...outputsOf(noun, seen, found, name), external: true }, inputs: asFound(noun, seen, found) };
  }
  memory.owned.record(noun, declared);
  const [properties, secrets] = [Object.keys(declared.values), secretsOf(declared.records)];
  requireRead(noun, found, { properties, secrets, instead: "or take it out of the program" });
  const outputs = outputsOf(noun, declared, found, name);
  const asInputs = { ...declared, records: nonEmpty({ ...declared.records, since: undefined }) };
  return { id, props: outputs, inputs: { ...asFound(noun, asInputs, found), deployment: name } };
}
