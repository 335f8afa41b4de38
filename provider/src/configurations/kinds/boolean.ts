import * as z from "../../zod";
import type { Facts, Setting } from "../setting";

/** True or false. */
export function boolean(facts: Facts<boolean>): Setting<boolean> {
  return {
    ...facts,
    csType: { name: "Boolean" },
    allowed: "true or false",
    schema: () => z.boolean(),
    fromAnswer: (answer) => (typeof answer === "boolean" ? answer : texts.get(String(answer).toLowerCase())),
    equal: Object.is,
  };
}

const texts = new Map([
  ["true", true],
  ["false", false],
]);
