import { documentedDefaults, type Noun, type Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";

/** What New starts from: the server's own defaults, else the documented ones. */
export async function startingValues(noun: Noun, deployment: Pick<Deployment, "factoryValues">): Promise<Values> {
  return (await deployment.factoryValues(noun)) ?? documentedDefaults(noun);
}
