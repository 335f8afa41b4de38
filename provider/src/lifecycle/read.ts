import { canonicalIdentity } from "../configurations/identity";
import { isUnread } from "../configurations/noun";
import { requireRead, unreadTexts } from "../deployment/unread";
import type { Collection } from "../deployment/deployment";
import { LyncError } from "../errors";
import { findingText } from "../finding";
import { inputsOf, nonEmpty, secretsOf, type Declared, type Inputs, type State } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { asFound, stateOf } from "./answers";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { sayWarning } from "./say";
import { sentence } from "../sentence";
import { secretIdentity } from "./validate";

/** A collection as it is, as outputs and as inputs. */
export interface ReadState {
  state: State;
  inputs: Inputs;
}

/**
 * Reads a collection as it is. A refresh reads its declared settings. `get` knows only the id and
 * reads all settings. Returns undefined if the collection no longer exists, but only after a Get
 * that succeeded and did not find it.
 */
export async function read(scope: Scope, state: State): Promise<ReadState | undefined> {
  const { noun, deployment, memory } = scope;
  const { isExternal = false, records } = state;
  await refuseOtherDeployment(scope, state);
  if (secretsOf(records).includes("identity")) throw new LyncError(secretIdentity, { kind: "invalidParameter", code: "secretIdentity" });
  // The class marks what `get` reads. Later it is refreshed like any other resource, but it does
  // not belong to this stack.
  const isRefresh = !isExternal || state.deployment !== undefined;
  const identity = isRefresh ? state.identity : canonicalIdentity(state.identity, noun);
  if (isExternal) memory.declarations.recordRead(noun, identity);
  const found = await deployment.find(noun, identity);
  if (found === undefined) {
    if (isRefresh) return undefined;
    throw new LyncError(`There is no ${noun.type} of "${identity}" in the deployment "${deployment.name}".`, { kind: "notFound" });
  }
  // The name in a state is kept, so that a refresh does not change it.
  const name = isRefresh ? await nameIn(state, deployment) : deployment.name;
  if (isExternal) return readOfOthers(scope, { state: isRefresh ? state : undefined, found, deployment: name });
  memory.owned.record(noun, state);
  requireRead(noun, found, {
    properties: Object.keys(state.values),
    secrets: secretsOf(records),
    instead: "or remove it from the program",
  });
  const asInputs = { ...state, records: nonEmpty({ ...records, since: undefined }) };
  return { state: stateOf(noun, state, { found, deployment: name }), inputs: inputsOf(asFound(noun, asInputs, found), name) };
}

/**
 * Returns what `get` reads. This program does not declare the collection, so a setting that cannot
 * be read is left out with a warning.
 */
function readOfOthers(
  { noun }: Scope,
  { state, found, deployment }: { state: State | undefined; found: Collection; deployment: string },
): ReadState {
  const declared: Declared = state ?? { identity: found.identity, values: found.values, options: {}, records: {} };
  for (const message of unreadTexts(noun, found, { properties: Object.keys(noun.settings), secrets: secretsOf(state?.records) })) {
    sayWarning(declared.identity, findingText({ code: "unread", message: `A setting is left out. ${sentence(message)}` }));
  }
  const values = Object.fromEntries(Object.entries(declared.values).filter(([property]) => !isUnread(found, property)));
  const seen = { ...declared, values };
  return {
    state: { ...stateOf(noun, seen, { found, deployment }), isExternal: true },
    inputs: inputsOf(asFound(noun, seen, found), undefined),
  };
}
