import { expect, test } from "vitest";
import type { Change } from "../../../provider/src/cli/plan/change";
import type { Plan } from "../../../provider/src/cli/plan/plan";
import { gate } from "../../../provider/src/cli/rollout/gate";
import { stops } from "../../../provider/src/cli/rollout/stops";
import { changeOf, planWith, preview as previewOf, step } from "../../support/previews";

const preview = previewOf([]);
const planOf = (...changes: Partial<Change>[]): Plan => planWith({ changes: changes.map(changeOf) });

test("an identity that is not known yet stops a rollout, whatever is allowed", () => {
  const plan = planOf(
    { resource: "known", identity: "Global", isIdentityKnown: true },
    { resource: "moving", identity: "Service:WebServer:LyncPool01.contoso.com", isIdentityKnown: false },
    { resource: "new", configuration: "CsProxyConfiguration", identity: null, isIdentityKnown: false },
  );
  expect(gate({ preview, plan, allowed: new Set(stops) })).toEqual([
    "2 identities are not known yet, so what up would do with them cannot be judged: moving (until now Service:WebServer:LyncPool01.contoso.com); new (CsProxyConfiguration). " +
      "Nothing lets this pass. Give each as plain text, or bring up what it comes from first (pulumi up --target)",
  ]);
  expect(gate({ preview, plan: planOf({ resource: "known", identity: "Global", isIdentityKnown: true }), allowed: new Set() })).toEqual([]);
});

test("a warning is told with the identity, and where that is not known yet with the resource's name", () => {
  const plan = planOf(
    { resource: "web", identity: "Global", isIdentityKnown: true, warnings: ["one"] },
    { resource: "new", identity: null, isIdentityKnown: false, warnings: ["two"] },
  );
  expect(gate({ preview, plan, allowed: new Set() })[1]).toBe("2 warnings (--allow warnings lets pass): Global: one; new: two");
});

test("drift is a stop of its own", () => {
  const plan = planOf({
    resource: "web",
    identity: "Global",
    isIdentityKnown: true,
    drift: ["somebody has set usePinAuth to true, which was false"],
  });
  expect(gate({ preview, plan, allowed: new Set(["warnings"]) })).toEqual([
    "1 drift (--allow drift lets pass): Global: somebody has set usePinAuth to true, which was false",
  ]);
  expect(gate({ preview, plan, allowed: new Set(["drift"]) })).toEqual([]);
});

test.each([
  ["what could not be judged", "pulumi-lync: the program did not answer [notJudged]", true],
  ["what is new by this run", "web: the Director is not passive [newElsewhere] [neighbourNotPassive]", true],
  ["another warning", "web: the Director is not passive [neighbourNotPassive]", false],
  ["a warning that only speaks of a code", "web: newElsewhere and [notJudged] are codes [neighbourNotPassive]", false],
])("%s of a collection that does not change: whether it stops a rollout", (_what, text, isStop) => {
  const plan = planWith({ warnings: [text] });
  expect(gate({ preview, plan, allowed: new Set() })).toEqual(isStop ? [`1 warning (--allow warnings lets pass): ${text}`] : []);
});

test("a replacement counts once, and a deletion by its name", () => {
  const steps = ["replace", "create-replacement", "delete-replaced"].map((op) => step(op, "web", {}));
  const preview = previewOf([...steps, step("delete", "old", {}), step("update", "kept", {})]);
  expect(gate({ preview, plan: planWith(), allowed: new Set() })).toEqual([
    "1 replacement (--allow replacements lets pass): web",
    "1 deletion (--allow deletions lets pass): old",
  ]);
});
