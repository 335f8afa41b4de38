import { expect, test } from "vitest";
import { declaredScopesCheck } from "../../../../provider/src/cli/doctor/deployment/declaredScopes";
import { examined, inShort, stackOf } from "../../../support/deploymentChecks";
import { passive, registrar, web } from "../../../support/judging";
import { poolName, poolNames, topologyOf } from "../../../support/generatedPools";
import { simulate } from "../../../support/simulated";

const declaredOf = (pools: readonly string[]): Parameters<typeof stackOf>[1][] =>
  pools.flatMap((pool) => [
    ["WebServiceConfiguration", { identity: web(pool), ...passive }] as const,
    ["ProxyConfiguration", { identity: registrar(pool) }] as const,
  ]);

test("nothing is read if no stack is named", async () => {
  const { deployment, calls } = simulate(topologyOf(1));
  expect(inShort(await examined(declaredScopesCheck, deployment))).toEqual(["notAsked: simulator:contoso.json"]);
  expect(calls).toEqual([]);
});

test("all that exists is one result, with sites and the global collection", async () => {
  const { deployment } = simulate(topologyOf(40));
  const outer = [
    ["WebServiceConfiguration", { identity: "Site:Redmond" }],
    ["WebServiceConfiguration", { identity: "Global" }],
  ] as const;
  const results = await examined(declaredScopesCheck, deployment, { stacks: [stackOf("prod", ...declaredOf(poolNames(40)), ...outer)] });
  expect(results.map(({ status, found }) => `${status}: ${found}`)).toEqual([
    "fine: The deployment has the pools and sites of 82 declared collections.",
  ]);
});

test("a missing pool or site, and a pool with another role, are findings that name the stack and the resource", async () => {
  const { deployment } = simulate(topologyOf(40, { others: [{ fqdn: "edge01.contoso.com", role: "edge", nextHop: poolName(1) }] }));
  const gone = [...declaredOf(["gone.contoso.com"]), ...declaredOf([poolName(1)])];
  const more = [
    ["WebServiceConfiguration", { identity: "Site:Dublin" }],
    ["WebServiceConfiguration", { identity: web("edge01.contoso.com") }],
  ] as const;
  const results = await examined(declaredScopesCheck, deployment, { stacks: [stackOf("prod", ...gone, ...more)] });
  expect(inShort(results)).toEqual([
    "finding: Service:WebServer:gone.contoso.com [missingScope]",
    "finding: Service:Registrar:gone.contoso.com [missingScope]",
    "finding: Site:Dublin [missingScope]",
    "finding: Service:WebServer:edge01.contoso.com [otherRole]",
    "fine: simulator:contoso.json",
  ]);
  expect(results[0]?.found).toMatch(
    /^The stack prod declares the WebServiceConfiguration "Service:WebServer:gone\.contoso\.com" \(resource gone\.contoso\.com\)\. There is no pool .*\.$/,
  );
});

test("collections of another deployment, collections that are only read, and those never written are not checked", async () => {
  const { deployment } = simulate(topologyOf(1));
  const stack = stackOf(
    "prod",
    ["WebServiceConfiguration", { identity: web("gone.contoso.com"), deployment: "simulator:other.json" }],
    ["WebServiceConfiguration", { identity: web("gone.contoso.com"), external: true }],
    ["WebServiceConfiguration", { identity: web("gone.contoso.com"), deployment: undefined }],
    ["SomebodyElses", { identity: "anything" }],
  );
  const results = await examined(declaredScopesCheck, deployment, { stacks: [stack] });
  expect(results.map(({ status, found }) => `${status}: ${found}`)).toEqual([
    "notAsked: The stacks also declare 1 collection of other deployments, through other providers. Doctor does not check these.",
  ]);
});

test("the result is unknown if the sites cannot be read", async () => {
  const simulated = simulate(topologyOf(1));
  simulated.setFaults({ cmdlet: "Get-CsSite", fail: { category: "PermissionDenied", id: "AccessDenied" } });
  const stacks = [stackOf("prod", ["WebServiceConfiguration", { identity: "Site:Redmond" }])];
  expect(inShort(await examined(declaredScopesCheck, simulated.deployment, { stacks }))).toEqual(["unknown: this check [accessDenied]"]);
});
