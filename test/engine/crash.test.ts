import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { isAlive, startedIn } from "../support/processes";
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

/** Three pools, each of which depends on the one before. The second is adopted. */
const threePools: DeclaredResource[] = pools.map((pool, index) => ({
  ...passive(pool, index === 1 ? { adopt: true } : {}),
  dependsOn: index === 0 ? [] : [`${pools[index - 1] ?? ""}-web`],
}));
const [first = "", , third = ""] = pools.map((pool) => `Service:WebServer:${pool}`);
const news = "New-CsWebServiceConfiguration";
const sets = "Set-CsWebServiceConfiguration";
const gets = "Get-CsWebServiceConfiguration";
const removes = "Remove-CsWebServiceConfiguration";

/**
 * A fault that affects the write itself, and not the New with -InMemory with which check reads the
 * defaults.
 */
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
  /** Which of the three are stored when the machine dies. */
  stored: string[];
}

const boundary = (hang: "before" | "after", cmdlet: string, identity: string, stored: string[]): Boundary => ({
  what: `${hang} ${cmdlet === gets ? "the Get that verifies" : cmdlet} ${identity.replace("Service:WebServer:", "")}`,
  fault: at(cmdlet, identity, hang),
  stored,
});
const before = boundary.bind(undefined, "before");
const after = boundary.bind(undefined, "after");

/**
 * The points at which the machine dies: in the reads before the first write, before a write,
 * between the write and its answer, and at the Get that verifies it. The write creates or adopts a
 * collection. It is the first write of its up, or it follows other writes. In a row with several
 * points the machine dies several times, each time in the up that should repair the previous one.
 */
const deaths: Boundary[][] = [
  [
    { what: "before the listing", fault: { cmdlet: gets, hang: "before", times: 1 }, stored: [] },
    { what: "after the New that stores nothing", fault: { cmdlet: news, inMemory: true, hang: "after", times: 1 }, stored: [] },
    before(news, first, []),
  ],
  [after(news, first, [first]), before(sets, webIdentity, [first])],
  [after(sets, webIdentity, [first, webIdentity])],
  [before(gets, webIdentity, [first, webIdentity])],
  [before(news, third, [first, webIdentity]), after(gets, third, [first, webIdentity, third])],
];

/** Which of the three are passive in the deployment. */
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

/** Makes the machine die in the middle of a command, and removes the lock that remains. */
async function dieAt(project: Project, { fault, stored }: Boundary, ...command: string[]): Promise<void> {
  project.write("contoso.faults.json", JSON.stringify([fault]));
  await project.dieOnce(() => expect(storedIn(project)).toEqual(stored), ...command);
  expect(storedIn(project)).toEqual(stored);
  await project.pulumi("cancel", "--yes");
}

describe.skipIf(skippedOnWindows("a machine that dies"))("a machine that dies", () => {
  test.each(deaths.map((row) => [row.map(({ what }) => what).join(", and then "), row] as const))(
    "%s: after one more up, the deployment and the state are as declared",
    async (_what, row) => {
      const { project, wanted } = await deployedThreePools();
      for (const death of row) {
        await dieAt(project, death, "up", "--yes", "--skip-preview");
        if (death.stored.includes(webIdentity)) expect(await earlierValues(project)).toEqual(previousOfAdopted);
      }
      await project.up();
      await expectThreePools(project, wanted);
      expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("4 unchanged");
    },
  );

  test("in the middle of a destroy: after one more up everything is as declared, and after one more destroy as it was before", async () => {
    const { project, wanted } = await deployedThreePools();
    const untouched = project.deployment();
    const destroy = ["destroy", "--yes", "--skip-preview"];
    await project.up();
    for (const deathsInDestroy of [
      [before(removes, third, [first, webIdentity, third]), after(removes, third, [first, webIdentity])],
      [before(sets, webIdentity, [first, webIdentity]), after(sets, webIdentity, [first])],
      [before(removes, first, [first]), after(removes, first, [])],
    ]) {
      for (const death of deathsInDestroy) await dieAt(project, death, ...destroy);
      await project.up();
      await expectThreePools(project, wanted);
    }
    for (const death of [after(removes, third, [first, webIdentity]), after(sets, webIdentity, [first])])
      await dieAt(project, death, ...destroy);
    await project.expectSuccess(...destroy);
    expect(project.deployment()).toBe(untouched);
    expect(await project.ours()).toEqual([]);
  }, 600_000);

  test("in the middle of a refresh changes nothing, and the next up shows no change", async () => {
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

/**
 * The earlier values of the adopted collection in the state. They are in the resource, or in the
 * pending operation if the write was interrupted.
 */
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
  test("before a write, after one, and after the Set of the adopted collection: after one more up, the deployment and the state are as declared", async () => {
    const { project, wanted } = await deployedThreePools();
    for (const { fault, stored } of [
      before(news, first, []),
      after(news, first, [first]),
      after(sets, webIdentity, [first, webIdentity]),
    ]) {
      project.write("contoso.faults.json", JSON.stringify([fault]));
      const cli = project.start("up", "--yes", "--skip-preview");
      const ended = once(cli, "exit");
      await vi.waitFor(() => expect(project.faultsLeft()).toEqual([]), { timeout: 60_000, interval: 20 });
      await vi.waitFor(() => expect(storedIn(project)).toEqual(stored), { timeout: 10_000, interval: 20 });
      const sessions = startedIn(project.starts, /pulumi-lync-simulator$/).filter(isAlive);
      for (const { parent } of sessions) process.kill(parent, "SIGKILL");
      await ended;
      expect(cli.exitCode).not.toBe(0);
      expect(storedIn(project)).toEqual(stored);
    }
    await project.up();
    await expectThreePools(project, wanted);
  });
});

describe.skipIf(skippedOnWindows("a session that dies under a real engine"))("a session that dies", () => {
  test("before a write or after one is replaced, and the up succeeds", async () => {
    const { project, wanted } = await deployedThreePools();
    const dying = (identity: string, exit: "before" | "after"): object => ({ cmdlet: news, inMemory: false, identity, exit, times: 1 });
    project.write("contoso.faults.json", JSON.stringify([dying(first, "before"), dying(third, "after")]));
    await project.up();
    expect(project.faultsLeft()).toEqual([]);
    expect((JSON.parse(project.deployment() ?? "{}") as Record<string, unknown>)[web]).toEqual(wanted);
  });
});
