import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { read, viewOf } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { contoso } from "../support/contoso";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const props = { __provider: "text", identity, usePinAuth: false, signInMethods: "passive", deployment: "simulator:contoso.json" };

describe("read", () => {
  test("returns the declared settings as they are, as props and as inputs", async () => {
    const { deployment, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, UseWindowsAuth: "none" } });
    expect(await read(webService, deployment, identity, props)).toEqual({
      id: identity,
      props: { identity, usePinAuth: true, signInMethods: "certificate, PIN", deployment: "simulator:contoso.json" },
      inputs: { identity, usePinAuth: true, deployment: "simulator:contoso.json" },
    });
  });

  test("returns no id for a collection that a Get did not find", async () => {
    expect(await read(webService, simulate().deployment, identity, props)).toEqual({});
  });

  test("fails if a Get failed, and never counts the collection as absent", async () => {
    const { deployment, setFaults } = simulate();
    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "ConnectionError", id: "Store" }, times: 4 });
    await expect(read(webService, deployment, identity, props)).rejects.toMatchObject({ kind: "unreachable" });
    // The failure is not remembered, either.
    expect(await read(webService, deployment, identity, props)).toEqual({});
  });

  test("reads the server once for all reads at the same time", async () => {
    const { deployment, calls } = simulate();
    await Promise.all(Array.from({ length: 50 }, () => read(webService, deployment, identity, props)));
    expect(calls).toHaveLength(1);
  });

  test("for get returns every setting", async () => {
    const { inputs } = await read(webService, simulate({ ...contoso, serverVersion: 2019 }).deployment, "global", {
      __provider: "text",
      external: true,
    });
    expect(Object.keys(inputs as object)).toEqual(["identity", ...Object.keys(webService.settings)]);
  });

  test("for get records nothing as this stack's own, neither then nor on a refresh", async () => {
    const { newProcess } = simulate();
    const { props: first } = await read(webService, newProcess(), "global", { __provider: "text", external: true });
    const deployment = newProcess();
    const { props: refreshed } = await read(webService, deployment, "global", first as Properties);
    expect(refreshed).toEqual(first);
    expect(viewOf(deployment).memory.owned.get(webService, "global")).toBeUndefined();
  });

  test("counts a state without a deployment as this stack's own, and a refresh returns only its declared settings", async () => {
    const { deployment } = simulate();
    const { inputs } = await read(webService, deployment, "global", { identity: "Global", usePinAuth: false });
    expect(inputs).toEqual({ identity: "Global", usePinAuth: true, deployment: deployment.name });
    expect(viewOf(deployment).memory.owned.get(webService, "global")).toBeDefined();
  });

  test("for get fails if the collection does not exist", async () => {
    await expect(read(webService, simulate().deployment, identity, { external: true })).rejects.toMatchObject({ kind: "notFound" });
  });

  test("refuses a state of another deployment", async () => {
    await expect(read(webService, simulate().deployment, identity, { ...props, deployment: "local" })).rejects.toMatchObject({
      kind: "unsupported",
    });
  });
});
