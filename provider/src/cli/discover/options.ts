import type { Code } from "../../codes";
import type { Finding } from "../../finding";
import type { Options } from "../../stack/declared";
import { sentence } from "../../sentence";
import type { Remark } from "./discovered";

/** The option that allows what a guard refuses. */
const allowing = new Map<Code, keyof Options>([
  ["globalPassive", "allowGlobalPassive"],
  ["globalPassiveAlone", "allowGlobalPassiveAlone"],
  ["modernAuthentication", "allowWithModernAuthentication"],
]);

/** The options that allow what is refused. A refusal that no option allows becomes a remark. */
export function answerTo(refusals: readonly Finding[]): { options: Partial<Options>; remarks: Remark[] } {
  const allowed = refusals.flatMap(({ code }) => allowing.get(code) ?? []);
  const others = refusals.filter(({ code }) => !allowing.has(code));
  return { options: Object.fromEntries(allowed.map((option) => [option, true])), remarks: others.map(remarkOf) };
}

/** A finding as a remark. */
export function remarkOf({ code, message }: Pick<Finding, "code" | "message">): Remark {
  return { code, message: sentence(message) };
}
