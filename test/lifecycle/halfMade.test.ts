import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { check, create, update } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { EngineFailure } from "../../provider/src/lifecycle/door";
import { contoso } from "../support/contoso";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
// Only Set takes it, so two cmdlets create such a collection.
const declared = { identity, overrideAuthTypeForExternalClients: "Kerberos", maxGroupSizeToExpand: 9 };
const newest = { ...contoso, serverVersion: 2015 };

async function checked(deployment: Deployment, news: Properties): Promise<Properties> {
  const { inputs, failures = [] } = await check(webService, deployment, {}, news);
  expect(failures).toEqual([]);
  return inputs as Properties;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a collection from a crash between New and the Set after it", () => {
  test.each(["defaults", "inherited"] as const)("is finished by the next create, which starts from %s values", async (startFrom) => {
    const { newProcess, run } = simulate(newest);
    await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "Global", OverrideAuthTypeForInternalClients: "Ntlm" } });
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MaxGroupSizeToExpand: 9 } });
    const deployment = newProcess();
    const inputs = await checked(deployment, { ...declared, startFrom });
    expect(inputs.warnings).toEqual([expect.stringContaining("so this stack takes it over")]);
    await create(webService, deployment, inputs);
    const values = (await newProcess().find(webService, identity))?.values;
    expect(values).toMatchObject({
      overrideAuthTypeForExternalClients: "Kerberos",
      overrideAuthTypeForInternalClients: startFrom === "inherited" ? "Ntlm" : "",
    });
  });

  test("is refused if anything else differs", async () => {
    const { newProcess, run } = simulate(newest);
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MaxGroupSizeToExpand: 8 } });
    const { failures = [] } = await check(webService, newProcess(), {}, declared);
    expect(failures.map(({ reason }) => reason)).toEqual([expect.stringContaining("maxGroupSizeToExpand: wanted 9, found 8.")]);
    await run({
      cmdlet: "Set-CsWebServiceConfiguration",
      parameters: { Identity: identity, MaxGroupSizeToExpand: 9, OverrideAuthTypeForExternalClients: "Basic" },
    });
    const { failures: others = [] } = await check(webService, newProcess(), {}, declared);
    expect(others.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('overrideAuthTypeForExternalClients: wanted "Kerberos", found "Basic"'),
    ]);
  });
});

describe("a New that failed", () => {
  const after = { category: "NotSpecified", id: "Store", when: "after" } as const;

  test("after it stored something is a partial failure with the collection's id, and the next update sets everything", async () => {
    const { deployment, newProcess, setFaults } = simulate(newest);
    const inputs = await checked(deployment, declared);
    setFaults({ cmdlet: "New-CsWebServiceConfiguration", inMemory: false, forget: ["MaxGroupSizeToExpand"], fail: after });
    const failure = await failureOf(create(webService, deployment, { ...inputs, __provider: "text" }));
    expect(failure).toBeInstanceOf(EngineFailure);
    const { id, properties, reasons } = failure as EngineFailure;
    expect(id).toBe(identity);
    expect(reasons).toEqual([expect.stringContaining("The write failed, but something was stored")]);
    setFaults();
    await update(webService, newProcess(), identity, properties, inputs);
    expect((await newProcess().find(webService, identity))?.values).toMatchObject({
      overrideAuthTypeForExternalClients: "Kerberos",
      maxGroupSizeToExpand: 9,
    });
  });

  test("with an unknown outcome is a partial failure, too", async () => {
    const { deployment, setFaults } = simulate(newest);
    const inputs = await checked(deployment, declared);
    setFaults(
      { cmdlet: "New-CsWebServiceConfiguration", fail: after },
      { cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "ConnectionError", id: "Store" } },
    );
    expect(await failureOf(create(webService, deployment, inputs))).toMatchObject({
      id: identity,
      reasons: [expect.stringContaining("It is unknown whether the values were written")],
    });
  });

  test.each([
    ["met a collection", { category: "ResourceExists", id: "Exists" }],
    ["was refused", { category: "PermissionDenied", id: "Denied" }],
    ["could not be bound", { category: "InvalidArgument", id: "NamedParameterNotFound" }],
  ])("because it %s created nothing, and no listing follows", async (_why, fail) => {
    const { deployment, setFaults, calls } = simulate(newest);
    const inputs = await checked(deployment, declared);
    setFaults({ cmdlet: "New-CsWebServiceConfiguration", inMemory: false, fail });
    calls.length = 0;
    expect(await failureOf(create(webService, deployment, inputs))).not.toBeInstanceOf(EngineFailure);
    expect(calls.map(({ cmdlet }) => cmdlet).slice(0, 1)).toEqual(["New-CsWebServiceConfiguration"]);
    expect(calls.filter(({ parameters }) => Object.keys(parameters).length === 0)).toEqual([]);
  });

  test("before it stored anything created nothing", async () => {
    const { deployment, setFaults } = simulate(newest);
    const inputs = await checked(deployment, declared);
    setFaults({ cmdlet: "New-CsWebServiceConfiguration", inMemory: false, fail: { category: "NotSpecified", id: "Store" } });
    const failure = await failureOf(create(webService, deployment, inputs));
    expect(failure).not.toBeInstanceOf(EngineFailure);
    expect(failure).toMatchObject({ kind: "cmdletFailed" });
  });
});

test("a Set of an adoption that failed after it stored something keeps the earlier values", async () => {
  const { deployment, run, setFaults } = simulate(newest);
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MaxGroupSizeToExpand: 8, UsePinAuth: false } });
  const inputs = await checked(deployment, { identity, adopt: true, maxGroupSizeToExpand: 9, usePinAuth: true });
  setFaults({
    cmdlet: "Set-CsWebServiceConfiguration",
    forget: ["UsePinAuth"],
    fail: { category: "NotSpecified", id: "Store", when: "after" },
  });
  expect(await failureOf(create(webService, deployment, inputs))).toMatchObject({
    id: identity,
    properties: { previous: { maxGroupSizeToExpand: 8, usePinAuth: false } },
  });
});
