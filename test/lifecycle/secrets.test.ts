import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { offlineDeployment } from "../../provider/src/deployment/offline";
import { check, create, diff, read, remove, update } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { EngineFailure } from "../../provider/src/lifecycle/door";
import { saidDuring } from "../support/saidDuring";
import { simulate, type Simulated } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const url = "https://mac/?key=hunter2";
const pool = { identity, startFrom: "inherited", usePinAuth: false };
const deployment = "simulator:contoso.json";
const secretSettings = ["macResolverUrl"];

async function checked(server: Deployment, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures = [] } = await check(webService, server, olds, news);
  expect(failures).toEqual([]);
  return inputs as Properties;
}

/** A deployment in whose global collection a program sets a secret. */
async function withSecretGlobal(): Promise<Simulated> {
  const simulated = simulate();
  await simulated.run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "Global", MACResolverUrl: url } });
  return simulated;
}

/** A process that received the global collection from its class, as the state has it. */
function told(server: Deployment): { server: Deployment; beside: Properties } {
  return { server, beside: { outerSecrets: { Global: secretSettings } } };
}

async function failureOf(work: Promise<unknown>): Promise<EngineFailure> {
  return work.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: unknown) => error as EngineFailure,
  );
}

describe("a secret of an outer collection", () => {
  test("that a new pool did not take is tried again, and is in no state", async () => {
    const { newProcess, setFaults } = await withSecretGlobal();
    const { server, beside } = told(newProcess());
    const inputs = await checked(server, {}, { ...pool, beside });
    expect(inputs).toMatchObject({ inherited: { macResolverUrl: null }, secretSettings });
    setFaults({ cmdlet: "New-CsWebServiceConfiguration", inMemory: false, forget: ["MACResolverUrl"] });
    const failure = await failureOf(create(webService, server, inputs));
    expect(failure).toBeInstanceOf(EngineFailure);
    expect(failure.properties.undone).toEqual({ macResolverUrl: null });
    expect(JSON.stringify([failure.properties, failure.reasons])).not.toContain("hunter");

    const next = told(newProcess());
    const news = await checked(next.server, inputs, { ...pool, beside: next.beside });
    expect(await diff(webService, next.server, failure.properties, news)).toMatchObject({ changes: true });
    const { outs } = await update(webService, next.server, identity, failure.properties, news);
    expect(JSON.stringify(outs)).not.toMatch(/hunter|undone/);
    expect((await newProcess().find(webService, identity))?.values).toMatchObject({ macResolverUrl: url, usePinAuth: false });
  });

  test("is in no state after a New with an unknown outcome", async () => {
    const { newProcess, setFaults } = await withSecretGlobal();
    const { server, beside } = told(newProcess());
    const inputs = await checked(server, {}, { ...pool, beside });
    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "ConnectionError", id: "Store" } });
    const failure = await failureOf(create(webService, server, inputs));
    expect(failure.properties).toMatchObject({ undone: { macResolverUrl: null }, written: ["usePinAuth"] });
    expect(JSON.stringify(failure.properties)).not.toContain("hunter");
  });

  test("is removed from the state of a pool that an earlier version wrote", async () => {
    const { newProcess, run } = await withSecretGlobal();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url, UsePinAuth: false } });
    const { server, beside } = told(newProcess());
    const state = { ...pool, inherited: { macResolverUrl: url }, signInMethods: "none", deployment };
    const news = await checked(server, state, { ...pool, beside });
    expect(JSON.stringify(news)).not.toContain("hunter");
    expect(await diff(webService, server, state, news)).toMatchObject({ changes: true });
    const { outs } = await update(webService, server, identity, state, news);
    expect(outs).toMatchObject({ secretSettings });
    expect(JSON.stringify(outs)).not.toContain("hunter");
  });

  test("is masked in the cmdlet that undoes the removal of a collection that was taken over with it", async () => {
    const { newProcess, run } = await withSecretGlobal();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url, UsePinAuth: false } });
    const { server, beside } = told(newProcess());
    const inputs = await checked(server, {}, { identity, usePinAuth: false, beside });
    const { outs } = await create(webService, server, inputs);
    const said = await saidDuring(() => remove(webService, newProcess(), outs as Properties));
    expect(said).toContain("-MACResolverUrl [secret]");
    expect(said).not.toContain("hunter");
  });
});

describe("a setting that was a secret", () => {
  const adopted = { identity, adopt: true, macResolverUrl: "https://plain" };
  const state = { ...adopted, previous: { macResolverUrl: url }, secretSettings, signInMethods: "none", deployment };
  const run = async (): Promise<Simulated> => {
    const simulated = simulate();
    await simulated.run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: "https://plain" } });
    return simulated;
  };

  test("stays a secret in all output as long as its value from before the adoption is kept", async () => {
    const { newProcess } = await run();
    const server = newProcess();
    await read(webService, server, identity, state);
    const inputs = await checked(server, state, { ...adopted, previous: { macResolverUrl: "" } });
    expect(inputs).toMatchObject({ secretSettings, previous: { macResolverUrl: url } });
    expect(await diff(webService, server, state, inputs)).toMatchObject({ changes: false });
  });

  test("loses its earlier value with a warning if the engine would not encrypt it", async () => {
    const { newProcess } = await run();
    const server = newProcess();
    await read(webService, server, identity, state);
    const said = await saidDuring(async () => {
      expect((await checked(server, state, adopted)).previous).toEqual({});
    });
    expect(said).toContain("macResolverUrl is no longer a secret.");
  });

  test("is still masked after it was dropped, even offline", async () => {
    const server = offlineDeployment({ way: deployment });
    const olds = { identity, usePinAuth: false, macResolverUrl: url, secretSettings, deployment };
    expect(await checked(server, olds, { identity, usePinAuth: false })).toMatchObject({ secretSettings });
  });
});

describe("a secret that is declared in plain text from now on", () => {
  const olds = { identity, macResolverUrl: url, secretSettings, signInMethods: "none", deployment };
  const plain = { identity, macResolverUrl: "https://plain" };

  test("leaves the state unchanged if its write fails, because the update, or the create of a renamed resource, fails as a whole", async () => {
    const { newProcess, run, setFaults } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url } });
    const server = newProcess();
    await read(webService, server, identity, olds);
    const news = await checked(server, olds, plain);
    setFaults({ cmdlet: "Set-CsWebServiceConfiguration", forget: true, times: 2 });
    for (const work of [() => update(webService, server, identity, olds, news), () => create(webService, server, news)]) {
      const failure = await failureOf(work());
      expect(failure).not.toBeInstanceOf(EngineFailure);
      expect(failure.message).toContain(`macResolverUrl of "${identity}" is not as wanted (its value is a secret).`);
      expect(failure.message).not.toContain("hunter");
    }
  });

  test("after it was dropped, keeps its value from before the adoption among the secrets", async () => {
    const { newProcess, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url } });
    const server = newProcess();
    const dropped = {
      identity,
      adopt: true,
      usePinAuth: true,
      previous: { usePinAuth: true },
      secretSettings,
      signInMethods: "none",
      deployment,
    };
    await read(webService, server, identity, dropped);
    const news = await checked(server, dropped, { ...plain, adopt: true, usePinAuth: true, previous: { macResolverUrl: "" } });
    expect(news).toMatchObject({ secretSettings, previous: { macResolverUrl: url } });
    expect(await saidDuring(() => update(webService, server, identity, dropped, news))).toContain("-MACResolverUrl [secret]");
  });

  test("keeps its value from before the adoption if all earlier values are encrypted as one", async () => {
    const { newProcess, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: "https://plain" } });
    const server = newProcess();
    const state = { ...olds, ...plain, adopt: true, previous: { macResolverUrl: url } };
    await read(webService, server, identity, state);
    expect(await checked(server, state, { ...plain, adopt: true, previous: "" })).toMatchObject({ previous: { macResolverUrl: url } });
  });

  test("is not in an offline preview, either", async () => {
    const server = offlineDeployment({ way: deployment });
    const state = { ...olds, ...plain, adopt: true, previous: { macResolverUrl: url } };
    expect(JSON.stringify(await checked(server, state, plain))).not.toContain("hunter");
  });
});

describe("the secret of an outer collection is not shown", () => {
  test("if a collection that is not this stack's holds it, and the program declares another value", async () => {
    const { newProcess, run } = await withSecretGlobal();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url } });
    const { server, beside } = told(newProcess());
    const { failures } = await check(webService, server, {}, { identity, macResolverUrl: "https://plain", beside });
    expect(failures?.[0]?.reason).toContain("macResolverUrl does not have the declared value, which is a secret.");
    expect(JSON.stringify(failures)).not.toContain("hunter");
  });

  test("if the pool copied it before it became a secret, and starts from the defaults now", async () => {
    const { newProcess, run } = await withSecretGlobal();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url, UsePinAuth: false } });
    const { server, beside } = told(newProcess());
    const state = {
      identity,
      startFrom: "defaults",
      usePinAuth: false,
      inherited: { macResolverUrl: url },
      signInMethods: "none",
      deployment,
    };
    const news = await checked(server, state, { identity, startFrom: "defaults", usePinAuth: false, beside });
    expect(news).toMatchObject({ secretSettings });
    expect(JSON.stringify(news)).not.toContain("hunter");
    expect(await diff(webService, server, state, news)).toMatchObject({ changes: true });
  });
});

test("the secrets of both halves of a collection are not shown", async () => {
  const { newProcess, run } = simulate();
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: "https://plain" } });
  const server = newProcess();
  const half = { identity, adopt: true, signInMethods: "none", deployment };
  const elder = { ...half, macResolverUrl: url, previous: { macResolverUrl: url }, since: 1, secretSettings };
  const younger = { ...half, macResolverUrl: "https://plain", previous: { macResolverUrl: "https://other" }, since: 2 };
  await read(webService, server, identity, elder);
  await read(webService, server, identity, younger);
  const said = await saidDuring(() => remove(webService, server, younger));
  expect(said).toContain("-MACResolverUrl [secret]");
  expect(said).not.toContain("hunter");
});

test("a setting that becomes a secret is a change that runs no cmdlet and returns the setting again", async () => {
  const { newProcess, run, calls } = simulate();
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: url } });
  const server = newProcess();
  const olds = { identity, macResolverUrl: url, signInMethods: "none", deployment };
  const news = await checked(server, olds, { identity, macResolverUrl: url, secretSettings, previous: { macResolverUrl: "" } });
  expect(await diff(webService, server, olds, news)).toMatchObject({ changes: true, replaces: [] });
  const before = calls.length;
  const { outs } = await update(webService, server, identity, olds, news);
  expect(outs).toMatchObject({ macResolverUrl: url, secretSettings });
  expect(calls.slice(before)).toEqual([]);
});

test("an empty secret does not mask empty texts in a message", async () => {
  const { failures } = await check(
    webService,
    simulate().newProcess(),
    {},
    { identity, macResolverUrl: "", usePinAuth: "", secretSettings },
  );
  expect(failures).toEqual([{ property: "usePinAuth", reason: '"" is not allowed. Allowed: true or false. [notAllowed]' }]);
});
