import type { Noun, Values } from "../configurations/noun";
import { pick } from "../configurations/values";
import { isRefused, warned, type Finding } from "../finding";
import { asStored, type View } from "../stack/memory";
import { guardItself, guardSurroundings } from "./collectionGuards";
import type { Subject } from "./subject";

/**
 * Judges a collection as it is stored, together with the others as they are stored. This run does
 * not cause a refusal among these findings. Returns nothing if this run makes the collection worse.
 */
export async function guardStored(view: View, subject: Subject, unread: readonly string[]): Promise<Finding[]> {
  const { noun, stored: values, declared } = subject;
  if (values === undefined || turnsOff(noun, values, subject.values)) return [];
  const stored: Subject = { ...subject, values, declared: pick(values, Object.keys(declared)), unknown: unread, makesPassive: false };
  return [...guardItself(stored), ...(await guardSurroundings(asStored(view), stored, "stored"))];
}

/** Turns each refusal that applied before into a warning. */
export function settledBy(before: readonly Finding[], findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => (isAmong(finding, before) ? asBefore(finding) : finding));
}

/**
 * Whether a sign-in method that is on now will be off, or may be off. Then what was wrong before
 * becomes worse.
 */
function turnsOff(noun: Noun, stored: Values, values: Values): boolean {
  return Object.entries(noun.settings).some(([property, setting]) => {
    const method = setting.signIn?.(stored[property]);
    return method !== undefined && setting.signIn?.(values[property]) !== method;
  });
}

/** Whether a refusal applied before: with the same words, or about no other pools. */
function isAmong(finding: Finding, before: readonly Finding[]): boolean {
  const { property, message, pools } = finding;
  if (!isRefused(finding)) return false;
  const alike = before.filter((one) => isRefused(one) && one.property === property);
  const refusedBefore = alike.flatMap((one) => one.pools ?? []);
  return alike.some((one) => one.message === message) || (pools?.every((pool) => refusedBefore.includes(pool)) ?? false);
}

function asBefore({ code, property, message }: Finding): Finding {
  return warned(code, property, `${message} This was so before, and this run does not change it.`);
}
