import type * as pulumi from "@pulumi/pulumi";
import type { Noun, Values } from "../configurations/noun";
import type { Collection } from "../deployment/deployment";
import { LyncError } from "../errors";
import type { Scope } from "../stack/memory";
import { orTellHalfWay } from "./halfWay";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { goesBackTo } from "./resets";
import { say, sayWarnings } from "./say";
import { declaredIn, nonEmpty, type Declared, type Properties, secretsOf } from "../stack/bag";
import { undoText } from "./undo";
import { verify } from "./verification";
import { creation } from "./writes";

/** Creates the collection, or brings one that is there already, and that check let pass, to the declared state. */
export async function create(scope: Scope, inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  const { noun, deployment, memory } = scope;
  await refuseOtherDeployment(scope, inputs);
  const name = await nameIn(inputs, deployment);
  const declared = declaredIn(noun, inputs);
  const id = declared.identity;
  sayWarnings(inputs);
  const existing = await deployment.find(noun, id);
  const owned = memory.owned.get(noun, id);
  const { verb, values: wanted, reset } = await creation(scope, declared, { found: existing, owned, told: goesBackTo(inputs) });
  const since = existing === undefined ? undefined : owned === undefined ? Date.now() : owned.records.since;
  const write = {
    id,
    name,
    declared: { ...declared, records: nonEmpty({ ...declared.records, since }) },
    wanted,
    provider: inputs.__provider,
  };
  if (existing === undefined) {
    memory.underWay.recordMade(noun, id);
    return orTellHalfWay(scope, id, async () => {
      const found = deployment.create(noun, id, { values: wanted, secrets: declared.records.secretSettings });
      return { id, outs: await verify(noun, { ...write, found }) };
    });
  }
  if (verb === "New") throw madeMeanwhile(noun, id);
  const secrets = secretsOf(declared.records, owned?.records);
  const undeclared = owned === undefined ? {} : { undeclared: { reset, before: owned } };
  return orTellHalfWay(scope, id, async () => {
    const found = bring(scope, { declared, existing, values: wanted, secrets, isOwned: owned !== undefined });
    return { id, outs: await verify(noun, { ...write, ...undeclared, found }) };
  });
}

function madeMeanwhile(noun: Noun, identity: string): LyncError {
  return new LyncError(`Somebody has made a ${noun.type} of "${identity}" since this was checked: run the same command again`, {
    kind: "alreadyExists",
  });
}

interface Bringing {
  declared: Declared;
  existing: Collection;
  values: Values;
  secrets: readonly string[];
  isOwned: boolean;
}

async function bring({ noun, deployment }: Scope, { declared, existing, values, secrets, isOwned }: Bringing): Promise<Collection> {
  const { identity, records } = declared;
  if (Object.keys(values).length === 0) return existing;
  // The state does not have them yet: should this process die now, here they stand.
  if (records.previous !== undefined && !isOwned) say(identity, `adopted; what undoes it: ${undoText(noun, identity, records)}`);
  return deployment.set(noun, identity, { values, secrets });
}
