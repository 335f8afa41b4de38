import { isGlobal } from "../../configurations/identity";
import { documentedDefaults, type Noun, type Values } from "../../configurations/noun";
import { omit } from "../../configurations/values";
import type { Deployment } from "../../deployment/deployment";
import { orIfReader } from "./reader";

/** What settings are compared with. */
export interface Defaults {
  values: Values;
  /** What could not be told of them. */
  notes: string[];
}

/**
 * The server's own defaults. It says none where every scope has a collection of its own, as the
 * proxies of a deployment do that is passive throughout. Then the documented ones count, and in
 * place of those that are not documented the global collection's: otherwise every pool would
 * declare them.
 */
export async function readDefaults(deployment: Deployment, noun: Noun): Promise<Defaults> {
  const factory = await orIfReader(deployment.factoryValues(noun), undefined);
  if (factory !== undefined) return { values: factory, notes: [] };
  const documented = documentedDefaults(noun);
  const global = (await deployment.list(noun)).find(({ identity }) => isGlobal(identity));
  const instead = omit(global?.values ?? {}, Object.keys(documented));
  const names = Object.keys(instead).join(", ");
  const note = `The server does not say its own defaults of a ${noun.type}. Without a documented default are: ${names}. They are left out where they are as in Global.`;
  return { values: { ...documented, ...instead }, notes: names === "" ? [] : [note] };
}
