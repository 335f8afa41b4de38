import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { read, viewOf } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { contoso } from "../support/contoso";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const props = { __provider: "text", identity, usePinAuth: false, signInMethods: "passive", deployment: "simulator:contoso.json" };

describe("read", () => {
  test("answers the declared settings as they are, as props and as inputs", async () => {
    const { deployment, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, UseWindowsAuth: "none" } });
    expect(await read(webService, deployment, identity, props)).toEqual({
      id: identity,
      props: { identity, usePinAuth: true, signInMethods: "certificate, PIN", deployment: "simulator:contoso.json" },
      inputs: { identity, usePinAuth: true, deployment: "simulator:contoso.json" },
    });
  });

  test("of a collection that a Get did not find answers no id", async () => {
    expect(await read(webService, simulate().deployment, identity, props)).toEqual({});
  });

  test("of a Get that failed is an error, never absent", async () => {
    const { deployment, setFaults } = simulate();
    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "ConnectionError", id: "Store" }, times: 4 });
    await expect(read(webService, deployment, identity, props)).rejects.toMatchObject({ kind: "unreachable" });
    // Nor is the failure remembered.
    expect(await read(webService, deployment, identity, props)).toEqual({});
  });

  test("asks the server once for all that read side by side", async () => {
    const { deployment, calls } = simulate();
    await Promise.all(Array.from({ length: 50 }, () => read(webService, deployment, identity, props)));
    expect(calls).toHaveLength(1);
  });

  test("for get answers every setting", async () => {
    const { inputs } = await read(webService, simulate({ ...contoso, serverVersion: 2019 }).deployment, "global", {
      __provider: "text",
      external: true,
    });
    expect(Object.keys(inputs as object)).toEqual(["identity", ...Object.keys(webService.settings)]);
  });

  test("for get makes nothing this stack's, neither then nor on a refresh", async () => {
    const { newProcess } = simulate();
    const { props: first } = await read(webService, newProcess(), "global", { __provider: "text", external: true });
    const deployment = newProcess();
    const { props: refreshed } = await read(webService, deployment, "global", first as Properties);
    expect(refreshed).toEqual(first);
    expect(viewOf(deployment).memory.owned.get(webService, "global")).toBeUndefined();
  });

  test("takes a state without a deployment for this stack's own, never for get: a refresh tells the declared settings alone", async () => {
    const { deployment } = simulate();
    const { inputs } = await read(webService, deployment, "global", { identity: "Global", usePinAuth: false });
    expect(inputs).toEqual({ identity: "Global", usePinAuth: true, deployment: deployment.name });
    expect(viewOf(deployment).memory.owned.get(webService, "global")).toBeDefined();
  });

  test("for get of what is not there is an error", async () => {
    await expect(read(webService, simulate().deployment, identity, { external: true })).rejects.toMatchObject({ kind: "notFound" });
  });

  test("refuses a state of another deployment", async () => {
    await expect(read(webService, simulate().deployment, identity, { ...props, deployment: "local" })).rejects.toMatchObject({
      kind: "unsupported",
    });
  });
});
