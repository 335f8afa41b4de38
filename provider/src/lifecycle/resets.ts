import type { Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { requireRead } from "../deployment/unread";
import { LyncError } from "../errors";
import { willInherit } from "../stack/effective";
import type { Declared } from "../stack/declared";
import type { Scope, Reader } from "../stack/memory";
import { canBeSet } from "./undo";

/** Settings that are no longer declared, and what is known of them. */
export interface Dropped {
  identity: string;
  properties: readonly string[];
  /** What the state has of the collection. */
  before: Declared;
  /** What check wrote down that they go back to, where it did. */
  told?: Values;
}

/** What has to be asked to tell what a setting goes back to, and what is set after a New. */
export type Server = Pick<Deployment, "factoryValues" | "setAfterNew"> & Reader;

/**
 * What settings that are no longer declared go back to.
 * @throws LyncError naming those for which nobody tells.
 */
export async function resetValues(scope: Scope<Server>, dropped: Dropped): Promise<Values> {
  const { identity, properties, told = {} } = dropped;
  const values: Values = {};
  for (const property of properties) values[property] = told[property] ?? (await resetValue(scope, property, dropped));
  const untold = properties.filter((property) => values[property] === undefined);
  if (untold.length === 0) return values;
  throw new LyncError(
    `${untold.join(", ")} of "${identity}" ${untold.length === 1 ? "is" : "are"} no longer declared, and neither the server nor the vendor's pages tell a default to go back to: ` +
      "declare the value that you want",
    { kind: "unsupported" },
  );
}

/**
 * What it was before it was adopted; what the scope would inherit now, if the collection started
 * from that; the server's own default; the documented one.
 */
async function resetValue(scope: Scope<Server>, property: string, { identity, before }: Dropped): Promise<unknown> {
  const { noun, deployment } = scope;
  const { options, records } = before;
  const earlier = records.previous?.[property];
  if (earlier !== undefined && canBeSet(noun, property, earlier)) return earlier;
  const outer = options.startFrom === "inherited" && records.previous === undefined ? await willInherit(scope, identity) : undefined;
  if (outer !== undefined)
    requireRead(noun, outer, { properties: [property], secrets: outer.secrets, instead: `or declare ${property} of "${identity}"` });
  return outer?.values[property] ?? (await deployment.factoryValues(noun))?.[property] ?? noun.settings[property]?.default;
}
