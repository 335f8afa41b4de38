import { defined } from "./defined";
import { codes, type Code } from "./codes";
import { firstFew } from "./listed";

/** What a guard has to say of a collection as it will be. */
export interface Finding {
  code: Code;
  severity: "refused" | "warned";
  /** The setting at fault; empty where it is the collection. */
  property: string;
  /** The reason, what would happen to whom, and what to write instead. */
  message: string;
  /** Codes that say more about how it came, and stand before its own. */
  before?: readonly Code[];
  /** The pools that it is about, where there may be several. */
  pools?: readonly string[];
  /** Of a collection that several pools inherit: the pool that it is said of. */
  ofPool?: string;
  /**
   * What it lists, one by one: with more of them it says more. The pools, or the message, where
   * left out.
   */
  about?: readonly string[];
  /**
   * The proxy that it is about: the pool's own, or one in front of it; and which of its settings
   * leave a method on.
   */
  proxy?: { edge?: string; branch?: string; on: readonly string[] };
  /**
   * Whether another collection is told it, too, where a run brings it about by changing that one.
   */
  isToldThere?: boolean;
}

/** A finding that fails the run. */
export function refused(code: Code, property: string, message: string): Finding {
  return { code, severity: "refused", property, message };
}

/** A finding that the user is told. */
export function warned(code: Code, property: string, message: string): Finding {
  return { code, severity: "warned", property, message };
}

export function isRefused({ severity }: Finding): boolean {
  return severity === "refused";
}

/** What the user reads: the message, and its codes in brackets. */
export function findingText({ code, message, before = [] }: Pick<Finding, "code" | "message" | "before">): string {
  return [message, ...[...before, code].map((one) => `[${one}]`)].join(" ");
}

/** The codes that a text ends with, in their order. */
export function codesIn(text: string): Code[] {
  const [, name = ""] = / \[(\w+)\]$/.exec(text) ?? [];
  return isCode(name) ? [...codesIn(text.slice(0, -` [${name}]`.length)), name] : [];
}

function isCode(name: string): name is Code {
  return Object.hasOwn(codes, name);
}

/** A warning as a line of output: `who` is the identity, or the program that it comes from. */
export function warningLine(who: string, text: string): string {
  return `${who}: warning: ${text}`;
}

/** Reads such a line again; undefined where it is none. Pulumi's own lines name nobody. */
export function readWarning(line: string): { who?: string; what: string } | undefined {
  const { who, what } = /^(?:(?<who>\S.*?): )?warning: (?<what>.*)$/.exec(line.trim())?.groups ?? {};
  return what === undefined ? undefined : defined({ who, what });
}

/** Those of the findings that say more than others do, which are known. */
export function addedTo(known: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const itemsOf = ({ code, message, pools = [message], about = pools, property, ofPool = "" }: Finding): string[] =>
    about.map((item) => JSON.stringify([code, property, ofPool, item]));
  const all = new Set(known.flatMap(itemsOf));
  return findings.filter((finding) => itemsOf(finding).some((item) => !all.has(item)));
}

/** Pools in words, no more than three by name. */
export function inWords(pools: readonly string[]): string {
  return firstFew(pools, 3);
}
