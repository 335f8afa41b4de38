import { expect, test } from "vitest";
import { pool, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const mac = "https://mac.contoso.com";

function declaring(args: Record<string, unknown>): DeclaredResource {
  return { type: "WebServiceConfiguration", name: "web", args: { identity: `Service:WebServer:${pool}`, ...args } };
}

/** A deployment whose global collection has values that a pool inherits. */
async function inheriting(environment: NodeJS.ProcessEnv): Promise<{ project: Project; before: string | undefined }> {
  const project = await new Project({ environment }).init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { Global: { MACResolverUrl: mac } } }, undefined, 2)}\n`);
  return { project, before: project.deployment() };
}

function setFaults(project: Project, ...faults: object[]): void {
  project.write("contoso.faults.json", JSON.stringify(faults));
}

test("a value that New copied and the server did not keep is a change until it is verified", async () => {
  const { project, before } = await inheriting({ PULUMI_RUN_PROGRAM: "" });
  project.declare([declaring({ startFrom: "inherited", maxGroupSizeToExpand: 9 })]);
  setFaults(project, { cmdlet: `New-${web}`, forget: ["MACResolverUrl"] }, { cmdlet: `Set-${web}`, forget: true, times: 1 });
  const wanted = `macResolverUrl of "${webIdentity}": wanted "${mac}", found ""`;
  expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toContain(wanted);
  // The refresh clears the engine's own mark for it. The first update is forgotten, too.
  expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toContain(wanted);
  const plan = await project.pulumiLync("plan");
  expect(plan.output).toContain(`Set-${web} -Identity '${webIdentity}' -MACResolverUrl '${mac}'`);
  expect(await project.up()).toContain("1 updated");
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: mac, MaxGroupSizeToExpand: 9 });
  expect((await project.ours())[0]?.outputs).not.toHaveProperty("undone");
  expect(await project.up()).toContain("unchanged");
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});

test("a New that failed after it had stored something is finished by the next up, and undone if the resource is removed from the program", async () => {
  const { project, before } = await inheriting({ PULUMI_RUN_PROGRAM: "true" });
  const fail = { category: "NotSpecified", id: "Store", message: "The store went away.", when: "after" };
  const half = { cmdlet: `New-${web}`, inMemory: false, forget: ["MaxGroupSizeToExpand", "MACResolverUrl"], fail, times: 1 };
  const failing = async (): Promise<void> => {
    project.declare([declaring({ startFrom: "inherited", maxGroupSizeToExpand: 9 })]);
    setFaults(project, half);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("The write failed, but something was stored. Run the same command again to finish it.");
    expect(output).toContain("The store went away.");
    expect(project.stored(web, webIdentity)).toEqual({});
  };
  await failing();
  await project.up();
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: mac, MaxGroupSizeToExpand: 9 });
  project.declare([]);
  await project.up();
  expect(project.deployment()).toBe(before);

  await failing();
  project.declare([]);
  await project.up();
  expect(project.deployment()).toBe(before);
});

test.each(["true", ""])(
  "a setting that is no longer declared is reset to what the pool will inherit, and preview and plan show that (PULUMI_RUN_PROGRAM=%j)",
  async (run) => {
    const project = await new Project({ environment: { PULUMI_RUN_PROGRAM: run } }).init();
    const site = (useWindowsAuth: string): DeclaredResource => ({
      type: "WebServiceConfiguration",
      name: "site",
      args: { identity: "Site:Redmond", useWindowsAuth, maxGroupSizeToExpand: 7 },
    });
    project.declare([declaring({ startFrom: "inherited", useWindowsAuth: "NTLM", showJoinUsingLegacyClientLink: true }), site("None")]);
    await project.up();
    expect((await project.ours()).map(({ outputs }) => outputs.inherited)).toContainEqual({ maxGroupSizeToExpand: 7 });

    // The inherited value has changed, too, and the state no longer says that it is there.
    project.edit((state) => {
      Object.assign(state[web]?.[webIdentity] ?? {}, { MaxGroupSizeToExpand: 5 });
    });
    project.declare([declaring({ startFrom: "inherited", showJoinUsingLegacyClientLink: true }), site("Negotiate")]);
    const set = `Set-${web} -Identity '${webIdentity}' -UseWindowsAuth 'Negotiate'`;
    expect(await project.expectSuccess("preview", "--diff")).toMatch(/reset\s+: \{\s+\+ useWindowsAuth: "Negotiate"/);
    expect((await project.pulumiLync("plan")).output).toContain(set);
    await project.up();
    const ours = (await project.ours()).find(({ id }) => id === webIdentity);
    expect(ours?.outputs).not.toHaveProperty("inherited");
    expect(project.stored(web, webIdentity)).toEqual({ ShowJoinUsingLegacyClientLink: true, MaxGroupSizeToExpand: 5 });

    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBeUndefined();
  },
);
