import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";

/** What New starts from: the server's own defaults, else the documented ones. */
export async function startingValues(noun: Noun, deployment: Pick<Deployment, "factoryValues">): Promise<Values> {
  return (await deployment.factoryValues(noun)) ?? documentedDefaults(noun);
}

function documentedDefaults(noun: Noun): Values {
  return Object.fromEntries(
    Object.entries(noun.settings).flatMap(([property, setting]) => (setting.default === undefined ? [] : [[property, setting.default]])),
  );
}
