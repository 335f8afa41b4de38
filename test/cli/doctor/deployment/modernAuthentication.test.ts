import { expect, test } from "vitest";
import { modernAuthenticationCheck } from "../../../../provider/src/cli/doctor/deployment/modernAuthentication";
import { examined, inShort, stackOf } from "../../../support/deploymentChecks";
import { passive, web } from "../../../support/judging";
import { makePassive, poolName, poolNames, topologyOf } from "../../../support/generatedPools";
import { simulate } from "../../../support/simulated";

const modern = topologyOf(40, { serverVersion: 2015, modernAuthentication: true });

test.each([
  ["2013", topologyOf(40)],
  ["2015", topologyOf(40, { serverVersion: 2015 })],
])(
  "modern authentication is fine if it is off in a deployment of %s, whatever is passive, and no collection is read",
  async (_version, topology) => {
    const { deployment, file, calls } = simulate(topology);
    makePassive(file, poolNames(40));
    expect(inShort(await examined(modernAuthenticationCheck, deployment))).toEqual(["fine: simulator:contoso.json"]);
    expect(calls.map(({ cmdlet }) => cmdlet)).toEqual(["Get-CsOAuthConfiguration"]);
  },
);

test("modern authentication is information if it is on, but no pool is passive", async () => {
  expect(inShort(await examined(modernAuthenticationCheck, simulate(modern).deployment))).toEqual(["information: simulator:contoso.json"]);
});

test("modern authentication is one finding for all passive pools, which names the first of them", async () => {
  const { deployment, file, calls } = simulate(modern);
  makePassive(file, poolNames(5));
  const results = await examined(modernAuthenticationCheck, deployment);
  expect(inShort(results)).toEqual(["finding: 5 pools [modernAuthentication]"]);
  expect(results[0]?.found).toContain(`Both are on at ${poolName(1)}, ${poolName(2)}, ${poolName(3)} and 2 more, so clients`);
  expect(results[0]?.asked).toBe("Get-CsOAuthConfiguration | Select-Object ClientAuthorizationOAuthServerIdentity");
  expect(calls).toHaveLength(3);
});

test("modern authentication is no finding if the stack's resource permits both", async () => {
  const { deployment, file } = simulate(modern);
  makePassive(file, poolNames(2));
  const declared = { identity: web(poolName(1)), ...passive, allowWithModernAuthentication: true };
  const stacks = [stackOf("prod", ["WebServiceConfiguration", declared])];
  expect(inShort(await examined(modernAuthenticationCheck, deployment, { stacks }))).toEqual([
    `finding: ${poolName(2)} [modernAuthentication]`,
    `information: ${poolName(1)}`,
  ]);
});

test("modern authentication is unknown if it cannot be read", async () => {
  const simulated = simulate(modern);
  simulated.setFaults({ cmdlet: "Get-CsOAuthConfiguration", fail: { category: "PermissionDenied", id: "AccessDenied" } });
  expect(inShort(await examined(modernAuthenticationCheck, simulated.deployment))).toEqual(["unknown: this check [accessDenied]"]);
});
