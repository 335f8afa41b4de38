import type * as pulumi from "@pulumi/pulumi";
import * as z from "../../zod";
import type { Facts, Setting } from "../setting";
import { propertiesInText } from "./objectText";

/**
 * The realm in which users are authenticated: `"default"` for SIP Communications Service, or
 * `{ custom: "a name" }` for a realm with another name.
 */
export type Realm = "default" | { custom: string };

/** A realm as a program writes it. Its name may be an output. */
export type RealmArgs = "default" | { custom: pulumi.Input<string> };

/** The default realm, or a custom one. */
export function realm(facts: Facts<Realm>): Setting<Realm, RealmArgs> {
  return {
    ...facts,
    csType: { name: "IRealmChoice" },
    allowed: '"default", or { custom: "a name" }',
    empty: "default",
    schema: () => z.union([z.literal("default"), z.strictObject({ custom: z.string().min(1) })]),
    fromAnswer(answer) {
      if (typeof answer === "string") return fromText(answer);
      if (typeof answer !== "object" || answer === null) return undefined;
      const { CustomValue, UseDefault } = answer as Record<string, unknown>;
      if (UseDefault === true) return "default";
      return typeof CustomValue === "string" ? { custom: CustomValue } : undefined;
    },
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    toParameter: (value) =>
      value === "default"
        ? { make: "New-CsSipProxyUseDefault", with: {} }
        : { make: "New-CsSipProxyCustom", with: { CustomValue: value.custom } },
  };
}

/** A realm that arrived as its text. */
function fromText(text: string): Realm | undefined {
  if (text === "UseDefault") return "default";
  const { CustomValue } = propertiesInText(text, ["CustomValue"]) ?? {};
  return CustomValue === undefined ? undefined : { custom: CustomValue };
}
