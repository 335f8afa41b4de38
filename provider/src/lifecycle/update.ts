import type * as pulumi from "@pulumi/pulumi";
import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { changedSettings } from "./diff";
import { resetValue } from "./expectation";
import { sayWarnings } from "./say";
import { declaredIn, refuseOtherDeployment, type Properties } from "./state";
import { verify } from "./verification";

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
  refuseOtherDeployment(olds, deployment);
  const declared = declaredIn(noun, news);
  const changed = changedSettings(noun, olds, news);
  if (changed.length === 0) {
    const { signInMethods, deployment: name } = olds;
    return {
      outs: { identity: declared.identity, ...declared.values, ...declared.options, ...declared.records, signInMethods, deployment: name },
    };
  }
  sayWarnings(news);
  const { previous } = declaredIn(noun, olds).records;
  const values: Values = {};
  const reset: Values = {};
  for (const property of changed) {
    if (property in declared.values) values[property] = declared.values[property];
    else reset[property] = required(await resetValue(noun, deployment, property, previous), property, declared.identity);
  }
  const found = deployment.set(noun, declared.identity, { ...values, ...reset }, declared.records.secretSettings);
  return { outs: await verify(noun, deployment, { id, declared, reset, provider: news.__provider, found }) };
}

function required(value: unknown, property: string, identity: string): unknown {
  if (value !== undefined) return value;
  throw new LyncError(
    `${property} of "${identity}" is no longer declared, and neither the server nor the vendor's pages tell a default to go back to: ` +
      "declare the value that you want",
    { kind: "unsupported" },
  );
}
