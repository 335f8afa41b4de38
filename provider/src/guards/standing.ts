import type { Noun, Values } from "../configurations/noun";
import { pick } from "../configurations/values";
import { isRefused, warned, type Finding } from "../finding";
import { asStored, type View } from "../stack/memory";
import { guardItself, guardSurroundings } from "./collectionGuards";
import type { Subject } from "./subject";

/**
 * What the guards say of a collection as it is stored, beside the others as they are: a refusal
 * among it is none of this run's making. Nothing where this run makes it worse.
 */
export async function guardStored(view: View, subject: Subject, unread: readonly string[]): Promise<Finding[]> {
  const { noun, stored: values, declared } = subject;
  if (values === undefined || turnsOff(noun, values, subject.values)) return [];
  const stored: Subject = { ...subject, values, declared: pick(values, Object.keys(declared)), unknown: unread, makesPassive: false };
  return [...guardItself(stored), ...(await guardSurroundings(asStored(view), stored, "stored"))];
}

/** Findings, where a refusal that held before is a warning. */
export function settledBy(before: readonly Finding[], findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => (isAmong(finding, before) ? asBefore(finding) : finding));
}

/**
 * Whether a sign-in method that is on now would be off, or might be: then what was wrong before
 * becomes worse.
 */
function turnsOff(noun: Noun, stored: Values, values: Values): boolean {
  return Object.entries(noun.settings).some(([property, setting]) => {
    const method = setting.signIn?.(stored[property]);
    return method !== undefined && setting.signIn?.(values[property]) !== method;
  });
}

/** Whether a refusal is among those of before: in the same words, or about no other pools. */
function isAmong(finding: Finding, before: readonly Finding[]): boolean {
  const { property, message, pools } = finding;
  if (!isRefused(finding)) return false;
  const alike = before.filter((one) => isRefused(one) && one.property === property);
  const refusedBefore = alike.flatMap((one) => one.pools ?? []);
  return alike.some((one) => one.message === message) || (pools?.every((pool) => refusedBefore.includes(pool)) ?? false);
}

function asBefore({ code, property, message }: Finding): Finding {
  return warned(code, property, `${message}. It was so before, and this run changes nothing of it`);
}
