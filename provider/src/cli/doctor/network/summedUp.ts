import { firstFew } from "../../../listed";
import { count } from "../../words";
import type { Result } from "../result";

/**
 * Merges the `notAsked` results of each check into one. A simulated deployment may have thousands
 * of hosts without an address.
 */
export function summedUp(results: readonly Result[]): Result[] {
  const byCheck = new Map<string, Result[]>();
  for (const result of results.filter(isNotAsked)) byCheck.set(result.check, [...(byCheck.get(result.check) ?? []), result]);
  const groups = [...byCheck.values()].flatMap((group) => (group.length === 1 ? group : [oneOf(group)]));
  return [...results.filter((result) => !isNotAsked(result)), ...groups];
}

function isNotAsked({ status }: Result): boolean {
  return status === "notAsked";
}

function oneOf(group: readonly Result[]): Result {
  const subjects = group.map(({ subject }) => subject);
  return {
    check: group[0]?.check ?? "",
    subject: count(group.length, "host"),
    status: "notAsked",
    asked: "Nothing.",
    found: `The deployment is simulated, and its topology gives no address under "hosts" for ${firstFew(subjects, 3)}.`,
  };
}
