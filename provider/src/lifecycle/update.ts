import type * as pulumi from "@pulumi/pulumi";
import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { changedSettings } from "./diff";
import { declaredIn, refuseOtherDeployment, type Properties } from "./state";
import { verify } from "./verification";

/** Sets what changed, nothing else. A setting that is no longer declared goes back to the server's own default, or the documented one. */
export async function update(
  noun: Noun,
  deployment: Deployment,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<pulumi.dynamic.UpdateResult> {
  refuseOtherDeployment(olds, deployment);
  const declared = declaredIn(noun, news);
  const changed: Values = {};
  const reset: Values = {};
  for (const property of changedSettings(noun, olds, news)) {
    if (property in declared.values) changed[property] = declared.values[property];
    else reset[property] = await defaultOf(noun, deployment, property, declared.identity);
  }
  const found = deployment.set(noun, declared.identity, { ...changed, ...reset });
  return { outs: await verify(noun, deployment, { id, declared, reset, provider: news.__provider, found }) };
}

async function defaultOf(noun: Noun, deployment: Deployment, property: string, identity: string): Promise<unknown> {
  const value = (await deployment.factoryValues(noun))?.[property] ?? noun.settings[property]?.default;
  if (value !== undefined) return value;
  throw new LyncError(
    `${property} of "${identity}" is no longer declared, and neither the server nor the vendor's pages tell a default to go back to: ` +
      "declare the value that you want",
    { kind: "unsupported" },
  );
}
