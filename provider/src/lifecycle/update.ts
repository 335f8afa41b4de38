import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import { offlineRefusal } from "../deployment/offline";
import type { Scope } from "../stack/memory";
import { changedSettings, leftUndone } from "./diff";
import { orTellHalfWay } from "./halfWay";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { say, sayWarnings } from "./say";
import { declaredIn, nonEmpty, type Declared, type Properties, secretsOf } from "../stack/bag";
import { undoText } from "./undo";
import { verify } from "./verification";
import { change } from "./writes";

/**
 * Sets what changed, nothing else; a change of options alone runs no cmdlet. A setting that is no longer declared goes back to what it was before it was adopted, else
 * to the server's own default, else to the documented one.
 */
export async function update(
  scope: Scope,
  { id, olds, news }: { id: string; olds: Properties; news: Properties },
): Promise<pulumi.dynamic.UpdateResult> {
  const { noun, deployment, memory } = scope;
  await refuseOtherDeployment(scope, olds);
  // Without a look at the deployment check could not capture what is newly declared.
  if (deployment.isOffline) throw offlineRefusal();
  const name = await nameIn(news, deployment);
  const before = declaredIn(noun, olds);
  const since = memory.owned.since(noun, before);
  const asDeclared = declaredIn(noun, news);
  const declared: Declared = { ...asDeclared, records: nonEmpty({ ...asDeclared.records, since }) };
  if (changedSettings(noun, olds, news).length === 0 && Object.keys(leftUndone(noun, olds, news)).length === 0) {
    const { signInMethods } = olds;
    return {
      outs: { identity: declared.identity, ...declared.values, ...declared.options, ...declared.records, signInMethods, deployment: name },
    };
  }
  sayWarnings(news);
  const { values, reset } = await change(scope, olds, news);
  sayCaptured(noun, declared, before);
  const secrets = secretsOf(declared.records, before.records);
  const { identity } = declared;
  return orTellHalfWay(scope, identity, async () => {
    const found = deployment.set(noun, identity, { values, secrets });
    const undeclared = { reset, before };
    return { outs: await verify(noun, { id, name, declared, wanted: values, undeclared, provider: news.__provider, found }) };
  });
}

/** The state does not have the earlier values of settings that are declared from now on: should this process die now, here they stand. */
function sayCaptured(noun: Noun, { identity, records }: Declared, before: Declared): void {
  const known = before.records.previous;
  if (known === undefined) return;
  const captured = Object.entries(records.previous ?? {}).filter(([property]) => !(property in known));
  if (captured.length === 0) return;
  say(identity, `adopted, too; what undoes it: ${undoText(noun, identity, { ...records, previous: Object.fromEntries(captured) })}`);
}
