import type { Noun } from "../configurations/noun";
import { omit } from "../configurations/values";
import { offlineRefusal } from "../deployment/offline";
import { nonEmpty, secretsOf, type Declared, type Inputs, type State } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { changedSettings, leftUndone } from "./diff";
import { orTellHalfWay } from "./halfWay";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { say, sayWarnings } from "./say";
import { undoText } from "./undo";
import { verify } from "./verification";
import { change } from "./writes";

/**
 * Sets what changed, nothing else; a change of options alone runs no cmdlet. A setting that is no
 * longer declared goes back to what it was before it was adopted, else to what the scope inherits
 * where the collection started from that, else to the server's own default, else to the documented
 * one.
 */
export async function update(scope: Scope, before: State, inputs: Inputs): Promise<State> {
  const { noun, deployment, memory } = scope;
  await refuseOtherDeployment(scope, before);
  // Without a look at the deployment check could not capture what is newly declared.
  if (deployment.isOffline) throw offlineRefusal();
  const name = await nameIn(inputs, deployment);
  const { identity, values: declaredValues, options } = inputs;
  const records = nonEmpty({ ...inputs.records, since: memory.owned.since(noun, before) });
  const declared: Declared = { identity, values: declaredValues, options, records };
  if (changedSettings(noun, before, inputs).length === 0 && Object.keys(leftUndone(before, inputs)).length === 0) {
    return { ...declared, signInMethods: before.signInMethods, deployment: name };
  }
  sayWarnings(inputs);
  const { values, reset } = await change(scope, before, inputs);
  sayCaptured(noun, declared, before);
  const secrets = secretsOf(records, before.records);
  return orTellHalfWay(scope, identity, () => {
    const found = deployment.set(noun, identity, { values, secrets });
    return verify(noun, { deployment: name, declared, wanted: values, undeclared: { reset, before }, found });
  });
}

/**
 * The state does not have the earlier values of settings that are declared from now on: should this
 * process die now, here they stand.
 */
function sayCaptured(noun: Noun, { identity, records }: Declared, before: Declared): void {
  const known = before.records.previous;
  if (known === undefined) return;
  const captured = omit(records.previous ?? {}, Object.keys(known));
  if (Object.keys(captured).length === 0) return;
  say(identity, `adopted, too; what undoes it: ${undoText(noun, identity, { ...records, previous: captured })}`);
}
