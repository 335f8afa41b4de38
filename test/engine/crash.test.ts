import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { startedIn } from "../support/processes";
import { passive, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";
import { skippedOnWindows } from "../support/windows";

const web = "CsWebServiceConfiguration";
const pools = ["Director01.contoso.com", "LyncPool01.contoso.com", "StandardServer01.contoso.com"];
const adoptedBefore = { [web]: { [webIdentity]: { MACResolverUrl: "https://mac.contoso.com", UsePinAuth: false } } };

/** Three pools, one after the other; the second is adopted. */
const threePools: DeclaredResource[] = pools.map((pool, index) => ({
  ...passive(pool, index === 1 ? { adopt: true } : {}),
  dependsOn: index === 0 ? [] : [`${pools[index - 1] ?? ""}-web`],
}));
const writes = [
  ["New-CsWebServiceConfiguration", `Service:WebServer:${pools[0] ?? ""}`],
  ["Set-CsWebServiceConfiguration", webIdentity],
  ["New-CsWebServiceConfiguration", `Service:WebServer:${pools[2] ?? ""}`],
] as const;

/** Every boundary of every cmdlet of an up: before it, between its work and its answer, and at the verifying Get after it. */
const boundaries = writes.flatMap(([cmdlet, identity]) => [
  { what: `before ${cmdlet} of ${identity}`, fault: { cmdlet, identity, hang: "before" } },
  { what: `after ${cmdlet} of ${identity}, before its answer`, fault: { cmdlet, identity, hang: "after" } },
  {
    what: `before the Get that verifies ${cmdlet} of ${identity}`,
    fault: { cmdlet: "Get-CsWebServiceConfiguration", identity, hang: "before" },
  },
  {
    what: `after the Get that verifies ${cmdlet} of ${identity}`,
    fault: { cmdlet: "Get-CsWebServiceConfiguration", identity, hang: "after" },
  },
]);

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

describe.skipIf(skippedOnWindows("a CLI that is killed"))("a CLI that is killed", () => {
  test.each(boundaries)("$what: one more up, and deployment and state are as declared", async ({ fault }) => {
    const { project, wanted } = await deployedThreePools();
    project.write("contoso.faults.json", JSON.stringify([{ ...fault, times: 1 }]));
    await project.killUpOnceFaultsAreUsed();

    await project.pulumi("cancel", "--yes");
    if (fault.cmdlet !== "New-CsWebServiceConfiguration" && fault.identity === webIdentity) {
      expect(await project.expectSuccess("stack", "export")).toContain('"previous"');
    }
    await project.up();
    expect((JSON.parse(project.deployment() ?? "{}") as Record<string, unknown>)[web]).toEqual(wanted);
    expect((await project.ours()).map(({ id }) => id).sort()).toEqual(pools.map((pool) => `Service:WebServer:${pool}`).sort());
    expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("4 unchanged");
  });

  test("in the middle of a destroy: one more destroy, and the deployment is as it was", async () => {
    const { project } = await deployedThreePools();
    const before = project.deployment();
    await project.up();
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Set-CsWebServiceConfiguration", hang: "after", times: 1 }]));
    await project.killOnceFaultsAreUsed("destroy", "--yes", "--skip-preview");
    await project.pulumi("cancel", "--yes");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("in the middle of a refresh: nothing has changed, and the next up shows no change", async () => {
    const { project } = await deployedThreePools();
    await project.up();
    const live = project.deployment();
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Get-CsWebServiceConfiguration", hang: "before", times: 1 }]));
    await project.killOnceFaultsAreUsed("refresh", "--yes", "--skip-preview");
    await project.pulumi("cancel", "--yes");
    expect(await project.up()).toContain("4 unchanged");
    expect(project.deployment()).toBe(live);
  });
});

test.skipIf(skippedOnWindows("a provider that is killed"))(
  "a provider that is killed: one more up, and deployment and state are as declared",
  async () => {
    const { project, wanted } = await deployedThreePools();
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "New-CsWebServiceConfiguration", hang: "after", times: 1 }]));
    const cli = project.start("up", "--yes", "--skip-preview");
    const ended = once(cli, "exit");
    await vi.waitFor(() => expect(project.faultsLeft()).toEqual([]), { timeout: 60_000, interval: 20 });
    for (const { parent } of startedIn(project.starts, /pulumi-lync-simulator$/)) process.kill(parent, "SIGKILL");
    await ended;
    expect(cli.exitCode).not.toBe(0);
    await project.up();
    expect((JSON.parse(project.deployment() ?? "{}") as Record<string, unknown>)[web]).toEqual(wanted);
  },
);

describe.skipIf(skippedOnWindows("a session that dies under a real engine"))("a session that dies", () => {
  test.each(["before", "after"] as const)("%s a write is replaced, and the up succeeds", async (exit) => {
    const { project, wanted } = await deployedThreePools();
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "New-CsWebServiceConfiguration", exit, times: 1 }]));
    await project.up();
    expect((JSON.parse(project.deployment() ?? "{}") as Record<string, unknown>)[web]).toEqual(wanted);
  });
});
