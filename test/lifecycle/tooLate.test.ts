import { expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { webService } from "../../provider/src/configurations/webService";
import { tooLate } from "../../provider/src/lifecycle/tooLate";
import type { Scope } from "../../provider/src/stack/memory";
import { codesOf } from "../support/codesOf";
import { web } from "../support/judging";
import { scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const inner = web("LyncPool01.contoso.com");

/**
 * A process in which a pool has copied values from the global collection, and the program sets that
 * collection like this.
 */
function view(values: Values, { notWaitedFor = [], unknown = [] }: { notWaitedFor?: string[]; unknown?: string[] } = {}): Scope {
  const scope = scopeOf(webService, simulate().deployment);
  scope.memory.underWay.recordTaken(webService, { identity: inner, values: { usePinAuth: true, useWindowsAuth: "NTLM" }, notWaitedFor });
  scope.memory.outlook.recordExpected(webService, { identity: "Global", values, unknown, secrets: [] });
  return scope;
}

test("an outer collection that changes a value that an inner one has copied is refused", async () => {
  const findings = await tooLate(view({ usePinAuth: false, useWindowsAuth: "NTLM" }), "Global");
  expect(codesOf(findings)).toEqual(["refused tooLate"]);
  expect(findings[0]?.message).toContain(`"${inner}" has already copied usePinAuth from "Global"`);
  expect(codesOf(await tooLate(view({ useWindowsAuth: "NTLM" }, { unknown: ["usePinAuth"] }), "global"))).toEqual(["refused tooLate"]);
});

test.each<[string, string, Parameters<typeof view>, string[]]>([
  ["it changes no copied value", "Global", [{ usePinAuth: true, useWindowsAuth: "NTLM", maxGroupSizeToExpand: 9 }], []],
  ["the inner one does not wait for it", "Global", [{ usePinAuth: false }, { notWaitedFor: ["global"] }], []],
  ["the program wants the inner one first", "Global", [{ usePinAuth: false }], [inner.toLowerCase()]],
  ["the inner one copies from another", "Site:Redmond", [{ usePinAuth: false }], []],
  ["it belongs to a pool", web("StandardServer01.contoso.com"), [{ usePinAuth: false }], []],
])("an outer collection is accepted if %s", async (_what, identity, made, after) => {
  expect(await tooLate(view(...made), identity, after)).toEqual([]);
});
