import { describe, expect, test } from "vitest";
import { passive, pool, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const urn = (name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;
const other = "StandardServer01.contoso.com";
const mac = { MACResolverUrl: "https://mac.contoso.com" };

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
    const first = { adopt: true, macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 9 };
    const second = { adopt: true, maxGroupSizeToExpand: 9 };

    test.each<[how: string, name: string, ...options: string[]]>([
      ["by up --replace", "web", "--replace", urn("web")],
      ["by up --replace without a refresh", "web", "--refresh=false", "--replace", urn("web")],
      ["by a rename without an alias", "renamed"],
    ])("%s", async (_how, name, ...options) => {
      const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, environment);
      project.declare([declare("web", first)]);
      await project.up();
      project.declare([declare(name, second)]);
      await project.expectSuccess("up", "--yes", "--skip-preview", ...options);
      expect(project.stored(web, webIdentity)).toEqual({ ...mac, MaxGroupSizeToExpand: 9 });
      expect((await project.ours())[0]?.outputs.previous).toEqual({ maxGroupSizeToExpand: 100 });
      expect(await project.up()).toContain("unchanged");
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });

    test("by a taint", async () => {
      const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, environment);
      project.declare([declare("web", first)]);
      await project.up();
      await project.expectSuccess("state", "taint", urn("web"), "--yes");
      project.declare([declare("web", second)]);
      await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh=false");
      expect(project.stored(web, webIdentity)).toEqual({ ...mac, MaxGroupSizeToExpand: 9 });
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
      project.declare([{ ...passive(pool, { adopt: true }), name: "renamed" }]);
      await project.up();
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });
  },
);
