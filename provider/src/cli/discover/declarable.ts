import { type Noun, sameValue, type Values } from "../../configurations/noun";
import { omit } from "../../configurations/values";
import type { Collection, Deployment } from "../../deployment/deployment";
import { lackingText } from "../../deployment/lacking";
import { unreadTexts } from "../../deployment/unread";
import { validate } from "../../lifecycle/validate";
import type { Remark } from "./discovered";
import { remarkOf } from "./options";
import { orIfReader } from "./reader";

/**
 * The settings of a collection that a program can declare, and the reasons why others are left out
 * although they differ from their defaults.
 */
export interface Declarable {
  settings: Values;
  remarks: Remark[];
}

/** The settings of a collection that differ from their defaults, as a program declares them. */
export async function declarableOf(
  deployment: Deployment,
  noun: Noun,
  { found, defaults }: { found: Collection; defaults: Values },
): Promise<Declarable> {
  const different = differingFrom(noun, found.values, defaults);
  const lacking = await orIfReader(deployment.lacking(noun, Object.keys(different)), []);
  const { declared, failures } = validate(noun, { args: { identity: found.identity, ...different }, secretSettings: [] });
  const ofIdentity = failures.filter(({ property }) => !(property in different));
  const ofSettings = [
    ...failures.filter(({ property }) => property in different),
    ...lacking.map((one) => ({ code: "lacking" as const, property: one.property, message: lackingText(one) })),
  ];
  const unread = unreadTexts(noun, found, { properties: Object.keys(noun.settings) });
  return {
    settings: omit(
      declared.values,
      ofSettings.map(({ property }) => property),
    ),
    remarks: [
      // Without a valid identity, no program can declare the collection.
      ...ofIdentity.map(({ message }) => remarkOf({ code: "invalidIdentity", message })),
      ...ofSettings.map(({ code, property, message }) =>
        remarkOf({ code, message: `${property} of "${found.identity}" is left out. ${message}` }),
      ),
      ...unread.map((message) => remarkOf({ code: "unread", message })),
    ],
  };
}

/** The values that differ in meaning from the defaults. A missing value cannot be declared. */
function differingFrom(noun: Noun, values: Values, defaults: Values): Values {
  const isDifferent = ([property, value]: [string, unknown]): boolean =>
    (value ?? undefined) !== undefined && !sameValue(noun, property, [value, defaults[property]]);
  return Object.fromEntries(Object.entries(values).filter(isDifferent));
}
