import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import type { Fault } from "../../provider/src/simulator/faults";
import { simulateInProcess } from "../support/simulatedProcess";
import { skippedOnWindows } from "../support/windows";

const identity = "Service:Registrar:LyncPool01.contoso.com";
const wanted = { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };

/** The ways in which a session is lost during a write. */
const losses: [what: string, fault: Partial<Fault>, timeoutSeconds: number][] = [
  ["dies before it", { exit: "before" }, 20],
  ["dies after it", { exit: "after" }, 20],
  ["hangs before it", { hang: "before" }, 0.7],
  ["hangs after it", { hang: "after" }, 0.7],
];

/** The verbs of the log, in order. */
const verbs = (commands: { command: string }[]): string[] => commands.map(({ command }) => command.split("-")[0] ?? "");

describe.skipIf(skippedOnWindows("sessions that are lost with a write under way")).each(losses)(
  "if a session %s,",
  (what, fault, timeoutSeconds) => {
    const happened = what.includes("after");

    test("the collection of a New exists, and was created once", async () => {
      const { deployment, setFaults, log } = simulateInProcess({ timeoutSeconds });
      setFaults({ cmdlet: "New-CsProxyConfiguration", times: 1, ...fault });
      expect((await deployment.create(proxy, identity, { values: wanted })).values).toMatchObject(wanted);
      // The lost request, the look, and New again only if the first one had done nothing.
      expect(verbs(log())).toEqual(["New", "Get", "Get", ...(happened ? [] : ["New", "Get"])]);
    });

    test("the values of a Set are as wanted, and Set is not repeated if it had worked", async () => {
      const { deployment, setFaults, log } = simulateInProcess({ timeoutSeconds });
      await deployment.create(proxy, identity, { values: {} });
      const before = log().length;
      setFaults({ cmdlet: "Set-CsProxyConfiguration", times: 1, ...fault });
      expect((await deployment.set(proxy, identity, { values: wanted })).values).toMatchObject(wanted);
      expect(verbs(log().slice(before))).toEqual(["Set", "Get", "Get", ...(happened ? [] : ["Set", "Get"])]);
    });

    test("the collection of a Remove is removed, and Remove is not repeated if it had worked", async () => {
      const { deployment, setFaults, log } = simulateInProcess({ timeoutSeconds });
      await deployment.create(proxy, identity, { values: wanted });
      const before = log().length;
      setFaults({ cmdlet: "Remove-CsProxyConfiguration", times: 1, ...fault });
      await deployment.remove(proxy, identity);
      expect(await deployment.find(proxy, identity)).toBeUndefined();
      expect(verbs(log().slice(before))).toEqual(["Remove", "Get", "Get", ...(happened ? [] : ["Remove", "Get"])]);
    });
  },
);

describe.skipIf(skippedOnWindows("writes whose outcome is not known"))("a write", () => {
  test("that is lost twice is an error that says that the outcome is unknown", async () => {
    const { deployment, setFaults } = simulateInProcess();
    setFaults({ cmdlet: "New-CsProxyConfiguration", exit: "before" });
    await expect(deployment.create(proxy, identity, { values: wanted })).rejects.toMatchObject({
      kind: "sessionLost",
      outcomeUnknown: true,
      message: expect.stringContaining("It is unknown whether the values were written"),
    });
  });

  test("whose result cannot be read is an error that says that the outcome is unknown", async () => {
    const { deployment, setFaults } = simulateInProcess();
    const unreachable = { cmdlet: "Get-CsProxyConfiguration", fail: { category: "ConnectionError", id: "Store" } };
    setFaults({ cmdlet: "New-CsProxyConfiguration", exit: "after", times: 1 }, unreachable);
    await expect(deployment.create(proxy, identity, { values: wanted })).rejects.toMatchObject({ outcomeUnknown: true });
  });

  test("that the server refused is not tried again", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    setFaults({ cmdlet: "New-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied" } });
    await expect(deployment.create(proxy, identity, { values: wanted })).rejects.toMatchObject({
      kind: "accessDenied",
      outcomeUnknown: false,
    });
    expect(verbs(log())).toEqual(["New"]);
  });

  test("that was done by half is finished, not repeated", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    await deployment.create(proxy, identity, { values: { useKerberosForClientToProxyAuth: false } });
    const before = log().length;
    setFaults({ cmdlet: "Set-CsProxyConfiguration", exit: "before", times: 1 });
    await deployment.set(proxy, identity, { values: wanted });
    expect(log().slice(before).at(3)?.command).toBe(`Set-CsProxyConfiguration -Identity '${identity}' -UseNtlmForClientToProxyAuth $false`);
  });

  test("that becomes visible a little later is verified within a limited time", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    setFaults({ cmdlet: "Get-CsProxyConfiguration", lagSeconds: 30, times: 3 });
    expect((await deployment.create(proxy, identity, { values: wanted })).values).toMatchObject(wanted);
    expect(verbs(log())).toEqual(["New", "Get", "Get", "Get", "Get"]);
  });

  test("that never becomes visible is a failed verification, and the collection does not count as absent", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    setFaults({ cmdlet: "Get-CsProxyConfiguration", lagSeconds: 30 });
    await expect(deployment.create(proxy, identity, { values: wanted })).rejects.toMatchObject({ kind: "verificationFailed" });
    expect(verbs(log())).toEqual(["New", "Get", "Get", "Get", "Get", "Get"]);
  });
});

describe.skipIf(skippedOnWindows("reads that fail, and the calls that they make"))("a read", () => {
  test("whose failure may pass is tried again a limited number of times", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    setFaults({ cmdlet: "Get-CsProxyConfiguration", fail: { category: "ResourceBusy", id: "Busy" }, times: 3 });
    expect((await deployment.find(proxy, "global"))?.identity).toBe("Global");
    expect(log().map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 3 }, () => "ResourceBusy (Busy,Get-CsProxyConfiguration)"),
      "succeeded",
    ]);

    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", exit: "before" });
  });

  test("that fails for good is not tried again, and does not show that the collection is absent", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    setFaults({ cmdlet: "Get-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied" } });
    await expect(deployment.find(proxy, identity)).rejects.toMatchObject({ kind: "accessDenied" });
    expect(log()).toHaveLength(1);
  });

  test("whose sessions die again and again is an error in the end", async () => {
    const { deployment, setFaults, log } = simulateInProcess();
    setFaults({ cmdlet: "Get-CsProxyConfiguration", exit: "before" });
    await expect(deployment.find(proxy, identity)).rejects.toMatchObject({ kind: "sessionLost" });
    expect(log()).toHaveLength(4);
  });

  test("after a write returns what the verification found, without another cmdlet", async () => {
    const { deployment, log } = simulateInProcess();
    expect(await deployment.find(proxy, identity)).toBeUndefined();
    await deployment.create(proxy, identity, { values: wanted });
    const before = log().length;
    expect((await deployment.find(proxy, identity.toUpperCase()))?.values).toMatchObject(wanted);
    await deployment.remove(proxy, identity);
    expect(await deployment.find(proxy, identity)).toBeUndefined();
    expect(verbs(log().slice(before))).toEqual(["Remove", "Get"]);
  });
});
