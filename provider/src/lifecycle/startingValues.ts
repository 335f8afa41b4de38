import { documentedDefaults, type Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import type { Scope } from "../stack/memory";

/** The values that New starts from: the server's own defaults, otherwise the documented ones. */
export async function startingValues({ noun, deployment }: Scope<Pick<Deployment, "factoryValues">>): Promise<Values> {
  return (await deployment.factoryValues(noun)) ?? documentedDefaults(noun);
}
