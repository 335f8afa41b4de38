import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { check, create, update } from "../support/verbs";
import type { Fault } from "../../provider/src/simulator/faults";
import { simulate, type Simulated } from "../support/simulated";

const pool = "LyncPool01.contoso.com";
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [{ fqdn: pool, role: "enterprisePool" }] }] };
const identity = `Service:Registrar:${pool}`;
const alone = { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
const passive = {
  UseWsFedPassiveAuth: true,
  UseCertificateAuth: false,
  UsePinAuth: false,
  UseWindowsAuth: "None",
  WsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml",
};
const withoutFactor = (can = "can"): string => `Until the next up, clients ${can} sign in at ${pool} without the second factor.`;

/** The message that the write of the pool's proxy fails with. */
async function failure(
  fault: Omit<Fault, "cmdlet"> | Fault[],
  { web = passive, verb = "New" }: { web?: object; verb?: "New" | "Set" } = {},
): Promise<string> {
  const simulated: Simulated = simulate(topology);
  await simulated.run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: `Service:WebServer:${pool}`, ...web } });
  const inputs = { identity, ...alone };
  const olds = { identity, maxKeepAliveInterval: 7 };
  if (verb === "Set") await create(proxy, simulated.newProcess(), olds);
  const deployment = simulated.newProcess();
  // The engine calls check before the write.
  await check(proxy, deployment, verb === "New" ? {} : olds, inputs);
  simulated.setFaults(...(Array.isArray(fault) ? fault : [{ cmdlet: `${verb}-CsProxyConfiguration`, ...fault }]));
  const write = verb === "New" ? create(proxy, deployment, inputs) : update(proxy, deployment, identity, olds, inputs);
  return write.then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
}

const denied = { fail: { category: "PermissionDenied", id: "AccessDenied", message: "No." } } as const;

test.each(["New", "Set"] as const)(
  "a %s of a proxy that fails in front of passive Web Services says that clients sign in without the second factor",
  async (verb) => {
    expect(await failure(denied, { verb })).toContain(`. ${withoutFactor()}`);
    expect(await failure({ forget: ["UseNtlmForClientToProxyAuth"] }, { verb })).toContain(`${withoutFactor()} [noSecondFactor]`);
  },
);

test("a write with an unknown outcome says that clients may do so", async () => {
  const gone = { fail: { category: "ConnectionError", id: "X", message: "Gone." } } as const;
  const faults = [
    { cmdlet: "New-CsProxyConfiguration", ...gone },
    { cmdlet: "Get-CsProxyConfiguration", ...gone },
  ];
  expect(await failure(faults)).toContain(`${withoutFactor("may be able to")} [noSecondFactor]`);
});

test("no other failure mentions the second factor", async () => {
  expect(await failure(denied, { web: { UsePinAuth: false } })).not.toContain("second factor");
  expect(await failure(denied, { web: { ...passive, UseWindowsAuth: "NTLM" } })).not.toContain("second factor");
});
