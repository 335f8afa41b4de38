import { describe, expect, test } from "vitest";
import { enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const urn = (name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;
const other = "StandardServer01.contoso.com";
const mac = { MACResolverUrl: "https://mac.contoso.com" };

const first = { adopt: true, macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 9 };
const second = { adopt: true, maxGroupSizeToExpand: 9 };

const declare = (name: string, args: Record<string, unknown>, fqdn = pool): DeclaredResource => ({
  type: "WebServiceConfiguration",
  name,
  args: { identity: `Service:WebServer:${fqdn}`, ...args },
});

async function projectWith(state: object, environment: NodeJS.ProcessEnv): Promise<{ project: Project; before: string | undefined }> {
  const project = await new Project({ environment }).init();
  project.write("contoso.state.json", `${JSON.stringify(state, undefined, 2)}\n`);
  return { project, before: project.deployment() };
}

// With the program a refresh reads only what the program registers; without it, all that the state has.
describe.each([{ PULUMI_RUN_PROGRAM: "true" }, { PULUMI_RUN_PROGRAM: "" }])(
  "with %j, a setting that is dropped goes back, and what was before is kept",
  (environment) => {
    test.each<[how: string, name: string, ...options: string[]]>([
      ["by up --replace", "web", "--replace", urn("web")],
      ["by a rename without an alias", "renamed"],
    ])("%s", async (_how, name, ...options) => {
      const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, environment);
      project.declare([declare("web", first)]);
      await project.up();
      project.declare([declare(name, second)]);
      await project.expectSuccess("up", "--yes", "--skip-preview", ...options);
      expect(project.stored(web, webIdentity)).toEqual({ ...mac, MaxGroupSizeToExpand: 9 });
      expect((await project.ours())[0]?.outputs.previous).toEqual({ maxGroupSizeToExpand: 100 });
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });

    test("of a collection that the stack made and adopted nothing: passive goes off with a rename that drops it", async () => {
      const project = await new Project({ environment }).init();
      project.declare([passive(pool)]);
      await project.up();
      project.declare([declare("renamed", { maxGroupSizeToExpand: 7 })]);
      await project.up();
      expect(project.stored(web, webIdentity)).toEqual({ MaxGroupSizeToExpand: 7 });
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBeUndefined();
    });

    test("of two resources that swap their identities", async () => {
      const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, environment);
      project.declare([
        declare("a", { adopt: true, maxGroupSizeToExpand: 7 }),
        declare("b", { showJoinUsingLegacyClientLink: true }, other),
      ]);
      await project.up();
      project.declare([
        declare("a", { maxGroupSizeToExpand: 7 }, other),
        declare("b", { adopt: true, showJoinUsingLegacyClientLink: true }),
      ]);
      await project.up();
      expect(project.stored(web, webIdentity)).toEqual({ ...mac, ShowJoinUsingLegacyClientLink: true });
      expect(project.stored(web, `Service:WebServer:${other}`)).toEqual({ MaxGroupSizeToExpand: 7 });
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });

    test("of resources that are named by their place in a list, one of which is taken out", async () => {
      const pools = [pool, other, "Director01.contoso.com"];
      const state = Object.fromEntries(pools.map((fqdn) => [`Service:WebServer:${fqdn}`, mac]));
      const { project, before } = await projectWith({ [web]: state }, environment);
      const list = (fqdns: string[]): void => {
        project.declare(fqdns.map((fqdn, index) => declare(`web-${index}`, first, fqdn)));
      };
      list(pools);
      await project.up();
      list(pools.slice(1));
      await project.up();
      expect(project.stored(web, webIdentity)).toEqual(mac);
      expect(project.stored(web, `Service:WebServer:${other}`)).toMatchObject({ MACResolverUrl: "https://other.contoso.com" });
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });

    test("of an adopted pool that is renamed, nothing else", async () => {
      const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, environment);
      project.declare([passive(pool, { adopt: true })]);
      await project.up();
      const live = project.deployment();
      project.declare([{ ...passive(pool, { adopt: true }), name: "renamed" }]);
      await project.up();
      expect(project.deployment()).toBe(live);
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });
  },
);

// Without a refresh it makes no difference whether that would have the program.
describe("without a refresh, a setting that is dropped goes back, and what was before is kept", () => {
  test.each<[how: string, prepare: (project: Project) => Promise<unknown>, ...options: string[]]>([
    ["by up --replace", () => Promise.resolve(), "--replace", urn("web")],
    ["by a taint", (project) => project.expectSuccess("state", "taint", urn("web"), "--yes")],
  ])("%s", async (_how, prepare, ...options) => {
    const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, {});
    project.declare([declare("web", first)]);
    await project.up();
    await prepare(project);
    project.declare([declare("web", second)]);
    await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh=false", ...options);
    expect(project.stored(web, webIdentity)).toEqual({ ...mac, MaxGroupSizeToExpand: 9 });
    expect((await project.ours())[0]?.outputs.previous).toEqual({ maxGroupSizeToExpand: 100 });
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });
});

describe("a replacement of an adopted pool that failed half-way, and was taken back", () => {
  const proxy = "CsProxyConfiguration";
  const byHand = { [web]: { [webIdentity]: { UsePinAuth: false } }, [proxy]: { [proxyIdentity]: { MaxKeepAliveInterval: 5 } } };
  const adopting = (fqdn: string): DeclaredResource[] =>
    enterprisePool.map(({ args, ...resource }) => ({
      ...resource,
      args: { ...args, adopt: true, identity: String(args.identity).replace(pool, fqdn) },
    }));

  /** The old Web Services are pending deletion, beside a new half that took them for what was there before. */
  async function takenBack(
    environment: NodeJS.ProcessEnv,
    state: object = byHand,
  ): Promise<{ project: Project; before: string | undefined; output: string }> {
    const { project, before } = await projectWith(state, environment);
    project.declare(adopting(pool));
    await project.up();
    const live = project.deployment();
    const fail = { category: "PermissionDenied", id: "Denied" };
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: `New-${proxy}`, inMemory: false, fail }]));
    project.declare(adopting(other));
    expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toContain("failed (PermissionDenied)");
    project.write("contoso.faults.json", "[]");
    project.declare(adopting(pool));
    const { output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(live);
    return { project, before, output };
  }

  test("without the program a refresh reads both halves, and nothing is lost", async () => {
    const { project, before, output } = await takenBack({ PULUMI_RUN_PROGRAM: "" });
    expect(output).toContain("deleted original");
    expect(await project.up()).toContain("unchanged");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("with the program the old half is kept, until one up reads both, as the failure says", async () => {
    const { project, before, output } = await takenBack({ PULUMI_RUN_PROGRAM: "true" });
    expect(output).toContain(`of "${webIdentity}" were before the adoption is only in the state of this old resource, so it is kept there`);
    expect(output).toContain("run pulumi up --refresh --run-program=false once, which reads both");
    const live = project.deployment();
    await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh", "--run-program=false");
    expect(project.deployment()).toBe(live);
    expect(await project.up()).toContain("unchanged");
    expect((await project.ours()).map(({ outputs }) => outputs.previous)).toContainEqual(
      expect.objectContaining({ useWindowsAuth: "Negotiate" }),
    );
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("of a pool that the stack made itself: nothing stays", async () => {
    const { project, output } = await takenBack({ PULUMI_RUN_PROGRAM: "true" }, {});
    expect(output).toContain(`That this stack made "${webIdentity}", and found nothing there, is only in the state of this old resource`);
    await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh", "--run-program=false");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(JSON.parse(project.deployment() ?? "{}")).toEqual({});
  });

  test("a destroy undoes both halves, one after the other, and without a refresh", async () => {
    const { project, before } = await takenBack({ PULUMI_RUN_PROGRAM: "true" });
    await project.expectSuccess("destroy", "--yes", "--skip-preview", "--refresh=false", "--parallel", "1");
    expect(project.deployment()).toBe(before);
  });
});

describe("where the engine does not tell the old state", () => {
  const unasked = `require("@pulumi/pulumi").runtime.invoke = () => Promise.reject(new Error("unknown function"));\n`;

  async function renamed(
    environment: NodeJS.ProcessEnv,
  ): Promise<{ project: Project; before: string | undefined; output: string; code: number }> {
    const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, environment);
    project.write("index.js", unasked + project.read("index.js"));
    project.declare([declare("web", { adopt: true, macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 9 })]);
    await project.up();
    project.declare([declare("renamed", { adopt: true, macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 9 })]);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    return { project, before, output, code };
  }

  test("a refresh of the whole state does", async () => {
    const { project, before, code } = await renamed({ PULUMI_RUN_PROGRAM: "" });
    expect(code).toBe(0);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("with the program, the deletion of the renamed ones fails, and the way out that it says works, where one depends on the other", async () => {
    const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, { PULUMI_RUN_PROGRAM: "true" });
    project.write("index.js", unasked + project.read("index.js"));
    const named = (prefix: string, options: (name: string) => Record<string, unknown> = () => ({})): DeclaredResource[] =>
      enterprisePool.map(({ name, args, dependsOn = [], ...resource }) => ({
        ...resource,
        name: `${prefix}${name}`,
        args: { ...args, adopt: true },
        dependsOn: dependsOn.map((one) => `${prefix}${one}`),
        options: options(name),
      }));
    project.declare(named(""));
    await project.up();
    project.declare(named("new-"));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("so it is kept there");
    expect(output).toContain(`That this stack made "${proxyIdentity}", and found nothing there, is only in the state of this old resource`);
    await project.expectSuccess("state", "delete", "--target-dependents", urn(`new-${pool}-web`), "--yes");
    project.declare(named("new-", (name) => ({ aliases: [{ name }] })));
    await project.up();
    expect((await project.ours()).map(({ outputs }) => outputs.previous)).toEqual([
      expect.objectContaining({ useWindowsAuth: "Negotiate" }),
      undefined,
    ]);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("a setting that is dropped with the rename goes back all the same, where nothing else would be lost", async () => {
    const { project } = await projectWith({ [web]: { [webIdentity]: mac } }, { PULUMI_RUN_PROGRAM: "true" });
    project.write("index.js", unasked + project.read("index.js"));
    project.declare([declare("web", { adopt: true, macResolverUrl: "https://other.contoso.com" })]);
    await project.up();
    project.declare([declare("renamed", { adopt: true, maxGroupSizeToExpand: 9 })]);
    await project.up();
    expect(project.stored(web, webIdentity)).toEqual({ ...mac, MaxGroupSizeToExpand: 9 });
  });

  test("a taint without a refresh fails the same way, and its way out works", async () => {
    const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, { PULUMI_RUN_PROGRAM: "true" });
    project.write("index.js", unasked + project.read("index.js"));
    project.declare([declare("web", { adopt: true, macResolverUrl: "https://other.contoso.com" })]);
    await project.up();
    await project.expectSuccess("state", "taint", urn("web"), "--yes");
    const { output } = await project.pulumi("up", "--yes", "--skip-preview", "--refresh=false");
    expect(output).toContain("so it is kept there");
    await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh", "--run-program=false");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });
});
