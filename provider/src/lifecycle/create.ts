import type { Noun, Values } from "../configurations/noun";
import { defined } from "../defined";
import type { Collection } from "../deployment/deployment";
import { LyncError } from "../errors";
import { nonEmpty, secretsOf, type Declared, type Inputs, type State } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { orTellHalfWay } from "./halfWay";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { say, sayWarnings } from "./say";
import { undoText } from "./undo";
import { verify } from "./verification";
import { creation } from "./writes";

/**
 * Creates the collection. If it already exists and check let it pass, create sets the declared
 * values in it.
 */
export async function create(scope: Scope, inputs: Inputs): Promise<State> {
  const { noun, deployment, memory } = scope;
  await refuseOtherDeployment(scope, inputs);
  const name = await nameIn(inputs, deployment);
  const { identity, records } = inputs;
  sayWarnings(inputs);
  const existing = await deployment.find(noun, identity);
  const owned = memory.owned.get(noun, identity);
  const { verb, values: wanted, reset } = await creation(scope, inputs, { found: existing, owned, told: inputs.reset });
  const since = existing === undefined ? undefined : owned === undefined ? Date.now() : owned.records.since;
  const write = { deployment: name, declared: { ...inputs, records: nonEmpty({ ...records, since }) }, wanted };
  if (existing === undefined) {
    memory.underWay.recordMade(noun, identity);
    return orTellHalfWay(scope, identity, () => {
      const found = deployment.create(noun, identity, { values: wanted, secrets: records.secretSettings });
      return verify(noun, { ...write, found });
    });
  }
  if (verb === "New") throw madeMeanwhile(noun, identity);
  const secrets = secretsOf(records, owned?.records);
  const undeclared = owned && { reset, before: owned };
  return orTellHalfWay(scope, identity, () => {
    const found = bring(scope, inputs, { existing, values: wanted, secrets, isOwned: owned !== undefined });
    return verify(noun, { ...write, ...defined({ undeclared }), found });
  });
}

function madeMeanwhile(noun: Noun, identity: string): LyncError {
  return new LyncError(
    `Something else created a ${noun.type} of "${identity}" after this run had checked that there was none. Run the same command again.`,
    {
      kind: "alreadyExists",
    },
  );
}

interface Bringing {
  existing: Collection;
  values: Values;
  secrets: readonly string[];
  isOwned: boolean;
}

async function bring(
  { noun, deployment }: Scope,
  { identity, records }: Declared,
  { existing, values, secrets, isOwned }: Bringing,
): Promise<Collection> {
  if (Object.keys(values).length === 0) return existing;
  // The state does not have the earlier values yet, so this line is their only record if this
  // process ends now.
  if (records.previous !== undefined && !isOwned) say(identity, `Adopted. To undo this: ${undoText(noun, identity, records)}`);
  return deployment.set(noun, identity, { values, secrets });
}
