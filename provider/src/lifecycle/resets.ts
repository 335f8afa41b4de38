import type { Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { requireRead } from "../deployment/unread";
import { LyncError } from "../errors";
import { willInherit } from "../stack/effective";
import type { Declared } from "../stack/declared";
import type { Scope, Reader } from "../stack/memory";
import { canBeSet } from "./undo";

/** Settings that are no longer declared, and what is known about them. */
export interface Dropped {
  identity: string;
  properties: readonly string[];
  /** What the state has of the collection. */
  before: Declared;
  /** The values that check recorded for them, if it did. */
  told?: Values;
}

/**
 * The parts of a deployment that are needed to find a reset value, and the settings set after New.
 */
export type Server = Pick<Deployment, "factoryValues" | "setAfterNew"> & Reader;

/**
 * The values that settings return to once they are no longer declared.
 * @throws LyncError naming the settings for which no value is known.
 */
export async function resetValues(scope: Scope<Server>, dropped: Dropped): Promise<Values> {
  const { identity, properties, told = {} } = dropped;
  const values: Values = {};
  for (const property of properties) values[property] = told[property] ?? (await resetValue(scope, property, dropped));
  const untold = properties.filter((property) => values[property] === undefined);
  if (untold.length === 0) return values;
  throw new LyncError(
    `${untold.join(", ")} of "${identity}" ${untold.length === 1 ? "is" : "are"} no longer declared. No default is known, because neither the server nor the vendor's pages give one. ` +
      "Declare the value that you want.",
    { kind: "unsupported" },
  );
}

/**
 * Looks for the value in this order: the value from before the adoption; the value that the scope
 * would inherit now, if the collection started from inherited values; the server's own default; the
 * documented default.
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
