import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { offlineRefusal } from "../deployment/offline";
import { changedSettings, leftUndone } from "./diff";
import { claimsOn } from "./claims";
import { orTellHalfWay } from "./halfWay";
import { nameIn, refuseOtherDeployment } from "./otherDeployment";
import { say, sayWarnings } from "./say";
import { secretsOf } from "./secrecy";
import { declaredIn, nonEmpty, type Declared, type Properties } from "./state";
import { undoText } from "./undo";
import { verify } from "./verification";
import { change } from "./writes";

/**
 * Sets what changed, nothing else; a change of options alone runs no cmdlet. A setting that is no longer declared goes back to what it was before it was adopted, else
 * to the server's own default, else to the documented one.
 */
export async function update(
  noun: Noun,
  deployment: Deployment,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<pulumi.dynamic.UpdateResult> {
  await refuseOtherDeployment(noun, olds, deployment);
  // Without a look at the deployment check could not capture what is newly declared.
  if (deployment.isOffline) throw offlineRefusal();
  const name = await nameIn(news, deployment);
  const before = declaredIn(noun, olds);
  const since = claimsOn(deployment).since(noun, before);
  const asDeclared = declaredIn(noun, news);
  const declared: Declared = { ...asDeclared, records: nonEmpty({ ...asDeclared.records, since }) };
  if (changedSettings(noun, olds, news).length === 0 && Object.keys(leftUndone(noun, olds, news)).length === 0) {
    const { signInMethods } = olds;
    return {
      outs: { identity: declared.identity, ...declared.values, ...declared.options, ...declared.records, signInMethods, deployment: name },
    };
  }
  sayWarnings(news);
  const { values, reset } = await change(noun, deployment, olds, news);
  sayCaptured(noun, declared, before);
  const secrets = secretsOf(declared.records, before.records);
  const { identity } = declared;
  return orTellHalfWay(noun, deployment, identity, async () => {
    const found = deployment.set(noun, identity, values, secrets);
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
