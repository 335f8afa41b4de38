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
 * Sets only what changed. A change of only options runs no cmdlet. A setting that is no longer
 * declared returns to the first of these values that is known: the value from before the adoption;
 * the value that the scope inherits, if the collection started from inherited values; the server's
 * own default; the documented default.
 */
export async function update(scope: Scope, before: State, inputs: Inputs): Promise<State> {
  const { noun, deployment, memory } = scope;
  await refuseOtherDeployment(scope, before);
  // Offline, check could not capture the earlier values of newly declared settings.
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
 * Prints the earlier values of newly declared settings. The state does not have them yet, so this
 * output is their only record if this process ends now.
 */
function sayCaptured(noun: Noun, { identity, records }: Declared, before: Declared): void {
  const known = before.records.previous;
  if (known === undefined) return;
  const captured = omit(records.previous ?? {}, Object.keys(known));
  if (Object.keys(captured).length === 0) return;
  say(
    identity,
    `The newly declared settings are adopted, too. To undo this: ${undoText(noun, identity, { ...records, previous: captured })}`,
  );
}
