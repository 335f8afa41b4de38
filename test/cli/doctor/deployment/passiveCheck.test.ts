import { expect, test } from "vitest";
import { passiveCheck } from "../../../../provider/src/cli/doctor/deployment/passiveCheck";
import { examined, inShort, stackOf } from "../../../support/deploymentChecks";
import { passive, passiveOnServer, web } from "../../../support/judging";
import { makePassive, poolName, poolNames, topologyOf } from "../../../support/generatedPools";
import { simulate } from "../../../support/simulated";

const said = async (...given: Parameters<typeof examined>): Promise<string[]> =>
  (await examined(...given)).map(({ status, found }) => `${status}: ${found}`);

test("the check counts the pools where passive authentication is the only method, and those where another method is also on", async () => {
  const simulated = simulate(topologyOf(40));
  makePassive(simulated.file, poolNames(3));
  const beside = {
    cmdlet: "New-CsWebServiceConfiguration",
    parameters: { Identity: web(poolName(4)), ...passiveOnServer, UsePinAuth: true },
  };
  expect((await simulated.run(beside))[0]?.error).toBeNull();
  expect(await said(passiveCheck, simulated.deployment)).toEqual([
    "information: Passive authentication is the only sign-in method at 3 of 40 pools with Web Services. At 1 pool it is on together with other methods.",
  ]);
});

test("the check counts the pools for which the stacks declare passive authentication, even in a collection that pools inherit", async () => {
  const { deployment } = simulate(topologyOf(40));
  const both = [stackOf("one", ["WebServiceConfiguration", { identity: web(poolName(1)), ...passive }])];
  const stored = "information: Passive authentication is the only sign-in method at 0 of 40 pools with Web Services.";
  expect(await said(passiveCheck, deployment, { stacks: both })).toEqual([`${stored} The stacks declare it for 1 pool.`]);
  const global = [stackOf("all", ["WebServiceConfiguration", { identity: "Global", ...passive }])];
  expect(await said(passiveCheck, deployment, { stacks: global })).toEqual([`${stored} The stacks declare it for 40 pools.`]);
});

test("a setting that cannot be read is one unknown result for all pools that inherit it", async () => {
  const simulated = simulate(topologyOf(40));
  simulated.changeObjects((object) => (object.Identity === "Global" ? { ...object, UsePinAuth: "perhaps" } : object));
  const results = await examined(passiveCheck, simulated.deployment);
  expect(inShort(results)).toEqual(["information: simulator:contoso.json", "unknown: 40 pools [unread]"]);
  expect(results[1]?.found).toMatch(/^UsePinAuth of "Global" cannot be read: the server returned "perhaps", .* was not checked\.$/);
});

test("the check is unknown if no Web Services collection can be read", async () => {
  const simulated = simulate(topologyOf(1));
  simulated.setFaults({ cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "PermissionDenied", id: "AccessDenied" } });
  expect(inShort(await examined(passiveCheck, simulated.deployment))).toEqual(["unknown: this check [accessDenied]"]);
});
