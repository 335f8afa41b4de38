import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { startedIn } from "../support/processes";
import { passive, webIdentity } from "./collections";
import { Project, type DeclaredResource, type State } from "./project";
import { skippedOnWindows } from "../support/windows";

const web = "CsWebServiceConfiguration";
const pools = ["Director01.contoso.com", "LyncPool01.contoso.com", "StandardServer01.contoso.com"];
const adoptedBefore = { [web]: { [webIdentity]: { MACResolverUrl: "https://mac.contoso.com", UsePinAuth: false } } };
const previousOfAdopted = {
  useCertificateAuth: true,
  usePinAuth: false,
  useWindowsAuth: "Negotiate",
  useWsFedPassiveAuth: false,
  wsFedPassiveMetadataUri: "",
};

/** Three pools, one after the other; the second is adopted. */
const threePools: DeclaredResource[] = pools.map((pool, index) => ({
  ...passive(pool, index === 1 ? { adopt: true } : {}),
  dependsOn: index === 0 ? [] : [`${pools[index - 1] ?? ""}-web`],
}));
const [first = "", , third = ""] = pools.map((pool) => `Service:WebServer:${pool}`);
const news = "New-CsWebServiceConfiguration";
const sets = "Set-CsWebServiceConfiguration";
const gets = "Get-CsWebServiceConfiguration";
const removes = "Remove-CsWebServiceConfiguration";

/** A fault that befalls a write itself, not the New with -InMemory by which check asks for defaults. */
const at = (cmdlet: string, identity: string, hang: "before" | "after"): object => ({
  cmdlet,
  identity,
  hang,
  times: 1,
  ...(cmdlet === news ? { inMemory: false } : {}),
});

interface Boundary {
  what: string;
  fault: object;
  /** What is stored of the three when the machine dies. */
  stored: string[];
}

/** Every boundary of every cmdlet of an up: the reads before the first write, and of each write before it, between its work and its answer, and at the Get that verifies it. */
const boundaries: Boundary[] = [
  { what: "before the listing", fault: { cmdlet: gets, hang: "before", times: 1 }, stored: [] },
  { what: "after the New that stores nothing", fault: { cmdlet: news, inMemory: true, hang: "after", times: 1 }, stored: [] },
  ...([news, sets, news] as const).flatMap((cmdlet, index) => {
    const all = [first, webIdentity, third];
    const identity = all[index] ?? "";
    const before = all.slice(0, index);
    const after = all.slice(0, index + 1);
    return [
      { what: `before ${cmdlet} of ${identity}`, fault: at(cmdlet, identity, "before"), stored: before },
      { what: `after ${cmdlet} of ${identity}, before its answer`, fault: at(cmdlet, identity, "after"), stored: after },
      { what: `before the Get that verifies ${cmdlet} of ${identity}`, fault: at(gets, identity, "before"), stored: after },
      { what: `after the Get that verifies ${cmdlet} of ${identity}`, fault: at(gets, identity, "after"), stored: after },
    ];
  }),
];

/** Those of the three that the deployment has passive. */
function storedIn(project: Project): string[] {
  return [first, webIdentity, third].filter((identity) => project.stored(web, identity)?.UseWsFedPassiveAuth === true);
}

async function deployedThreePools(): Promise<{ project: Project; wanted: unknown }> {
  const project = await new Project({ timeoutSeconds: 5 }).init();
  project.write("contoso.state.json", `${JSON.stringify(adoptedBefore, undefined, 2)}\n`);
  project.declare(threePools);
  const values = Object.fromEntries(Object.entries(passive(pools[0] ?? "").args).filter(([name]) => name !== "identity"));
  const stored = Object.fromEntries(Object.entries(values).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]));
  const wanted = {
    [`Service:WebServer:${pools[0] ?? ""}`]: stored,
    [webIdentity]: { MACResolverUrl: "https://mac.contoso.com", ...stored },
    [`Service:WebServer:${pools[2] ?? ""}`]: stored,
  };
  return { project, wanted };
}

describe.skipIf(skippedOnWindows("a machine that dies"))("a machine that dies", () => {
  test.each(boundaries)("$what: one more up, and deployment and state are as declared", async ({ fault, stored }) => {
    const { project, wanted } = await deployedThreePools();
    project.write("contoso.faults.json", JSON.stringify([fault]));
    await project.dieOnce(() => expect(storedIn(project)).toEqual(stored), "up", "--yes", "--skip-preview");
    expect(storedIn(project)).toEqual(stored);

    await project.pulumi("cancel", "--yes");
    if (stored.includes(webIdentity)) expect(await earlierValues(project)).toEqual(previousOfAdopted);
    await project.up();
    await expectThreePools(project, wanted);
    expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("4 unchanged");
  });

  test("in the middle of a destroy: one more up and all is as declared, one more destroy and all is as it was", async () => {
    const { project, wanted } = await deployedThreePools();
    const before = project.deployment();
    await project.up();
    for (const { fault, stored } of [
      { fault: at(removes, third, "before"), stored: [first, webIdentity, third] },
      { fault: at(removes, third, "after"), stored: [first, webIdentity] },
      { fault: at(sets, webIdentity, "before"), stored: [first, webIdentity] },
      { fault: at(sets, webIdentity, "after"), stored: [first] },
      { fault: at(removes, first, "before"), stored: [first] },
      { fault: at(removes, first, "after"), stored: [] },
    ]) {
      project.write("contoso.faults.json", JSON.stringify([fault]));
      await project.dieOnce(() => expect(storedIn(project)).toEqual(stored), "destroy", "--yes", "--skip-preview");
      expect(storedIn(project)).toEqual(stored);
      await project.pulumi("cancel", "--yes");
      await project.up();
      await expectThreePools(project, wanted);
    }
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  }, 600_000);

  test("in the middle of a destroy: one more destroy, and the deployment is as it was", async () => {
    const { project } = await deployedThreePools();
    const before = project.deployment();
    await project.up();
    for (const { fault, stored } of [
      { fault: at(removes, third, "after"), stored: [first, webIdentity] },
      { fault: at(sets, webIdentity, "after"), stored: [first] },
    ]) {
      project.write("contoso.faults.json", JSON.stringify([fault]));
      await project.dieOnce(() => expect(storedIn(project)).toEqual(stored), "destroy", "--yes", "--skip-preview");
      await project.pulumi("cancel", "--yes");
    }
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
    expect(await project.ours()).toEqual([]);
  });

  test("in the middle of a refresh: nothing has changed, and the next up shows no change", async () => {
    const { project } = await deployedThreePools();
    await project.up();
    const live = project.deployment();
    const state = await project.ours();
    for (const hang of ["before", "after"]) {
      project.write("contoso.faults.json", JSON.stringify([{ cmdlet: gets, hang, times: 1 }]));
      await project.killOnceFaultsAreUsed("refresh", "--yes", "--skip-preview");
      await project.pulumi("cancel", "--yes");
      expect(await project.ours()).toEqual(state);
    }
    expect(await project.up()).toContain("4 unchanged");
    expect(project.deployment()).toBe(live);
  });
});

/** What the adopted collection was before, as the state has it: the resource, or, where its write was interrupted, the pending operation. */
async function earlierValues(project: Project): Promise<unknown> {
  type Resource = Partial<State["resources"][number]>;
  const { deployment } = JSON.parse(await project.expectSuccess("stack", "export")) as {
    deployment: { resources: Resource[]; pending_operations?: { resource: Resource }[] };
  };
  const pending = (deployment.pending_operations ?? []).map(({ resource }) => resource);
  return [...deployment.resources, ...pending].find(({ inputs }) => inputs?.identity === webIdentity)?.inputs?.previous;
}

async function expectThreePools(project: Project, wanted: unknown): Promise<void> {
  expect((JSON.parse(project.deployment() ?? "{}") as Record<string, unknown>)[web]).toEqual(wanted);
  expect((await project.ours()).map(({ id }) => id).sort()).toEqual([first, webIdentity, third].sort());
}

describe.skipIf(skippedOnWindows("a provider that is killed"))("a provider that is killed", () => {
  test.each([
    ["before a write", at(news, first, "before"), []],
    ["after a write", at(news, first, "after"), [first]],
    ["after the Set of the adopted collection", at(sets, webIdentity, "after"), [first, webIdentity]],
  ] as const)("%s: one more up, and deployment and state are as declared", async (_what, fault, stored) => {
    const { project, wanted } = await deployedThreePools();
    project.write("contoso.faults.json", JSON.stringify([fault]));
    const cli = project.start("up", "--yes", "--skip-preview");
    const ended = once(cli, "exit");
    await vi.waitFor(() => expect(project.faultsLeft()).toEqual([]), { timeout: 60_000, interval: 20 });
    await vi.waitFor(() => expect(storedIn(project)).toEqual(stored), { timeout: 10_000, interval: 20 });
    for (const { parent } of startedIn(project.starts, /pulumi-lync-simulator$/)) process.kill(parent, "SIGKILL");
    await ended;
    expect(cli.exitCode).not.toBe(0);
    expect(storedIn(project)).toEqual(stored);
    await project.up();
    await expectThreePools(project, wanted);
  });
});

describe.skipIf(skippedOnWindows("a session that dies under a real engine"))("a session that dies", () => {
  test.each(["before", "after"] as const)("%s a write is replaced, and the up succeeds", async (exit) => {
    const { project, wanted } = await deployedThreePools();
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: news, inMemory: false, exit, times: 1 }]));
    await project.up();
    expect(project.faultsLeft()).toEqual([]);
    expect((JSON.parse(project.deployment() ?? "{}") as Record<string, unknown>)[web]).toEqual(wanted);
  });
});
