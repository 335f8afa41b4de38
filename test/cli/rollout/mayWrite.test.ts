import { expect, test } from "vitest";
import type { Plan } from "../../../provider/src/cli/plan/plan";
import { mayWrite } from "../../../provider/src/cli/rollout/mayWrite";

const web = "pulumi-nodejs:dynamic/lync:WebServiceConfiguration";
const identity = "Service:WebServer:LyncPool01.contoso.com";
const inputs = { inputs: { identity } };
const plan = (...cmdlets: string[]): Plan =>
  ({
    changes: [{ identity: identity.toLowerCase(), configuration: "CsWebServiceConfiguration", cmdlets, isIdentityKnown: true }],
  }) as unknown as Plan;
const unknown = {
  changes: [{ identity, isIdentityKnown: false, configuration: "CsWebServiceConfiguration", cmdlets: [] as string[] }],
} as unknown as Plan;
const none = { changes: [] as unknown[] } as Plan;

test.each<[what: string, step: object, plan: Plan, mayWrite: boolean]>([
  ["a creation", { op: "create", type: web, new: inputs }, plan("New-CsWebServiceConfiguration"), true],
  ["a deletion", { op: "delete", type: web, old: inputs }, plan("Remove-CsWebServiceConfiguration"), true],
  ["a change that the plan did not see, such as later drift", { op: "update", type: web, new: inputs }, none, true],
  ["a change of options only", { op: "update", type: web, old: inputs, new: inputs }, plan(), false],
  ["a change whose identity the plan did not know", { op: "update", type: web, old: inputs, new: inputs }, unknown, true],
  ["a resource that does not change", { op: "same", type: web, new: inputs }, none, false],
  ["a read", { op: "refresh", type: web, old: inputs }, none, false],
  ["a DNS record", { op: "create", type: "aws:route53/record:Record", new: inputs }, plan("New-CsWebServiceConfiguration"), false],
  ["another dynamic resource", { op: "create", type: "pulumi-nodejs:dynamic:Resource", new: inputs }, plan("x"), false],
  ["the component", { op: "create", type: "lync:index:PassiveAuthentication", new: inputs }, plan("x"), false],
])("%s may write: $3", (_what, step, planned, expected) => {
  expect(mayWrite(step as Parameters<typeof mayWrite>[0], planned)).toBe(expected);
});
