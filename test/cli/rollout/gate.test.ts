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
    "2 identities are not known yet, so it is unknown what up would do with them: moving (until now Service:WebServer:LyncPool01.contoso.com); new (CsProxyConfiguration). " +
      "No option lets this pass. Write each identity as plain text, or first run up for the resource that it comes from (pulumi up --target).",
  ]);
  expect(gate({ preview, plan: planOf({ resource: "known", identity: "Global", isIdentityKnown: true }), allowed: new Set() })).toEqual([]);
});

test("a warning is shown with the identity, or with the resource's name if the identity is not known yet", () => {
  const plan = planOf(
    { resource: "web", identity: "Global", isIdentityKnown: true, warnings: ["One. [drift]"] },
    { resource: "new", identity: null, isIdentityKnown: false, warnings: ["Two. [takenOver]"] },
  );
  expect(gate({ preview, plan, allowed: new Set() })[1]).toBe(
    "Stopped by 2 warnings (--allow warnings lets them pass): Global: One. [drift] new: Two. [takenOver]",
  );
});

test("drift stops a rollout, and only --allow drift lets it pass", () => {
  const drift = ["usePinAuth", "enableCORS"].map((property) => `${property} was changed outside of Pulumi from false to true.`);
  const plan = planOf({ resource: "web", identity: "Global", isIdentityKnown: true, drift });
  expect(gate({ preview, plan, allowed: new Set(["warnings"]) })).toEqual([
    "Stopped by 2 changes outside of Pulumi (--allow drift lets them pass): Global: usePinAuth was changed outside of Pulumi from false to true. " +
      "Global: enableCORS was changed outside of Pulumi from false to true.",
  ]);
  expect(gate({ preview, plan, allowed: new Set(["drift"]) })).toEqual([]);
});

test.each([
  ["a warning that a program could not be judged", "pulumi-lync: the program did not respond [notJudged]", true],
  ["a warning that this run causes", "web: the Director is not passive [newElsewhere] [neighbourNotPassive]", true],
  ["another warning", "web: the Director is not passive [neighbourNotPassive]", false],
  ["a warning that only mentions a code", "web: newElsewhere and [notJudged] are codes [neighbourNotPassive]", false],
])("%s, at a collection that does not change, stops a rollout: $2", (_what, text, isStop) => {
  const plan = planWith({ warnings: [text] });
  expect(gate({ preview, plan, allowed: new Set() })).toEqual(
    isStop ? [`Stopped by 1 warning (--allow warnings lets it pass): ${text}`] : [],
  );
});

test("a replacement counts once, and a deletion is shown by its name", () => {
  const steps = ["replace", "create-replacement", "delete-replaced"].map((op) => step(op, "web", {}));
  const preview = previewOf([...steps, step("delete", "old", {}), step("update", "kept", {})]);
  expect(gate({ preview, plan: planWith(), allowed: new Set() })).toEqual([
    "Stopped by 1 replacement (--allow replacements lets it pass): web.",
    "Stopped by 1 deletion (--allow deletions lets it pass): old.",
  ]);
});
