import { defined } from "./defined";
import { codes, type Code } from "./codes";
import { firstFew } from "./listed";

/** A guard's refusal or warning about a collection as it will be after the run. */
export interface Finding {
  code: Code;
  severity: "refused" | "warned";
  /** The setting at fault. Empty when the finding is about the whole collection. */
  property: string;
  /** The reason, what would happen to whom, and what to write instead. */
  message: string;
  /** Codes that say more about the cause. In the message they come before `code`. */
  before?: readonly Code[];
  /** The pools that the finding is about, if there can be several. */
  pools?: readonly string[];
  /** The pool that the finding is about, for a collection that several pools inherit. */
  ofPool?: string;
  /**
   * The items that the finding lists, one by one. A finding with more items says more.
   * @default `pools`, or otherwise the message
   */
  about?: readonly string[];
  /**
   * The proxy that the finding is about, and those of its settings that leave a method on. `edge`
   * or `branch` names a proxy in front of the pool; without them, the proxy is the pool's own.
   */
  proxy?: { edge?: string; branch?: string; on: readonly string[] };
  /**
   * Whether the finding is also reported at another collection, because the run causes the finding
   * by changing that collection.
   */
  isToldThere?: boolean;
}

/** A finding that fails the run. */
export function refused(code: Code, property: string, message: string): Finding {
  return { code, severity: "refused", property, message };
}

/** A finding that only warns the user. */
export function warned(code: Code, property: string, message: string): Finding {
  return { code, severity: "warned", property, message };
}

export function isRefused({ severity }: Finding): boolean {
  return severity === "refused";
}

/** The text that a user reads: the message, followed by its codes in brackets. */
export function findingText({ code, message, before = [] }: Pick<Finding, "code" | "message" | "before">): string {
  return [message, ...[...before, code].map((one) => `[${one}]`)].join(" ");
}

/** Returns the codes at the end of a text, in their order. */
export function codesIn(text: string): Code[] {
  const [, name = ""] = / \[(\w+)\]$/.exec(text) ?? [];
  return isCode(name) ? [...codesIn(text.slice(0, -` [${name}]`.length)), name] : [];
}

function isCode(name: string): name is Code {
  return Object.hasOwn(codes, name);
}

/** A warning as a line of output. `who` is the identity or the program that it comes from. */
export function warningLine(who: string, text: string): string {
  return `${who}: warning: ${text}`;
}

/**
 * Parses a line that `warningLine` made; undefined if the line is no warning. Pulumi's own warnings
 * have no `who`.
 */
export function readWarning(line: string): { who?: string; what: string } | undefined {
  const { who, what } = /^(?:(?<who>\S.*?): )?warning: (?<what>.*)$/.exec(line.trim())?.groups ?? {};
  return what === undefined ? undefined : defined({ who, what });
}

/** Returns the findings that say more than the known ones. */
export function addedTo(known: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const itemsOf = ({ code, message, pools = [message], about = pools, property, ofPool = "" }: Finding): string[] =>
    about.map((item) => JSON.stringify([code, property, ofPool, item]));
  const all = new Set(known.flatMap(itemsOf));
  return findings.filter((finding) => itemsOf(finding).some((item) => !all.has(item)));
}

/** Lists pools in words, at most three of them by name. */
export function inWords(pools: readonly string[]): string {
  return firstFew(pools, 3);
}
