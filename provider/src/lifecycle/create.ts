import type * as pulumi from "@pulumi/pulumi";
import { differing, type Noun } from "../configurations/noun";
import type { Collection, Deployment } from "../deployment/deployment";
import { claimsOn } from "./claims";
import { say, sayWarnings } from "./say";
import { declaredIn, type Declared, type Properties } from "./state";
import { undoText } from "./undo";
import { verify } from "./verification";

/**
 * Creates the collection with all its settings in one New, so that at no moment passive and another method are both on. One that is there already, and that check
 * let pass, is brought to the declared state by Set.
 */
export async function create(noun: Noun, deployment: Deployment, inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  const declared = declaredIn(noun, inputs);
  const id = declared.identity;
  sayWarnings(inputs);
  const found = await deployment.find(noun, id);
  const written =
    found !== undefined && isOurs(noun, deployment, declared, found)
      ? bring(noun, deployment, declared, found)
      : make(noun, deployment, declared);
  return { id, outs: await verify(noun, deployment, { id, declared, provider: inputs.__provider, found: written }) };
}

function make(noun: Noun, deployment: Deployment, { identity, values, records }: Declared): Promise<Collection> {
  return deployment.create(noun, identity, { ...records.inherited, ...values }, records.secretSettings);
}

// Whatever else is there, New refuses as the server does: somebody made it between check and now.
function isOurs(noun: Noun, deployment: Deployment, { identity, values, records }: Declared, found: Collection): boolean {
  return (
    records.previous !== undefined ||
    claimsOn(deployment).owned(noun, identity) !== undefined ||
    Object.keys(differing(noun, values, found.values)).length === 0
  );
}

async function bring(noun: Noun, deployment: Deployment, { identity, values, records }: Declared, found: Collection): Promise<Collection> {
  const changes = differing(noun, values, found.values);
  if (Object.keys(changes).length === 0) return found;
  // The state does not have them yet: should this process die now, here they stand.
  if (records.previous !== undefined && claimsOn(deployment).owned(noun, identity) === undefined)
    say(identity, `adopted; what undoes it: ${undoText(noun, identity, records)}`);
  return deployment.set(noun, identity, changes, records.secretSettings);
}
