import { isGlobal } from "../../configurations/identity";
import { documentedDefaults, type Noun, type Values } from "../../configurations/noun";
import { omit } from "../../configurations/values";
import type { Deployment } from "../../deployment/deployment";
import { orIfReader } from "./reader";

/** The defaults that settings are compared with. */
export interface Defaults {
  values: Values;
  /** What is unknown about them. */
  notes: string[];
}

/**
 * Reads the server's own defaults. The server cannot report them if every scope has its own
 * collection, for example the proxies of a deployment in which every pool is passive. Then the
 * documented defaults count. For a setting without a documented default, the global collection's
 * value counts, because otherwise every pool would declare that setting.
 */
export async function readDefaults(deployment: Deployment, noun: Noun): Promise<Defaults> {
  const factory = await orIfReader(deployment.factoryValues(noun), undefined);
  if (factory !== undefined) return { values: factory, notes: [] };
  const documented = documentedDefaults(noun);
  const global = (await deployment.list(noun)).find(({ identity }) => isGlobal(identity));
  const instead = omit(global?.values ?? {}, Object.keys(documented));
  const names = Object.keys(instead).join(", ");
  const note = `The server does not report its own defaults for a ${noun.type}. These settings have no documented default: ${names}. They are left out if they have the same value as in Global.`;
  return { values: { ...documented, ...instead }, notes: names === "" ? [] : [note] };
}
