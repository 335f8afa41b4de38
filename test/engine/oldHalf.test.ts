import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const urn = (name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;
const mac = { MACResolverUrl: "https://mac.contoso.com" };

const first = { adopt: true, macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 9 };
const second = { adopt: true, maxGroupSizeToExpand: 9 };
const restored = { ...mac, MaxGroupSizeToExpand: 9 };

const pools = Array.from({ length: 5 }, (_, index) => `LyncPool0${index + 1}.contoso.com`);
const webOf = (fqdn: string): string => `Service:WebServer:${fqdn}`;
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools: pools.map((fqdn) => ({ fqdn, role: "enterprisePool" })) }] };

const declare = (name: string, args: Record<string, unknown>, fqdn = pool): DeclaredResource => ({
  type: "WebServiceConfiguration",
  name,
  args: { identity: webOf(fqdn), ...args },
});

async function projectWith(state: object, environment: NodeJS.ProcessEnv): Promise<{ project: Project; before: string | undefined }> {
  const project = await new Project({ environment, topology }).init();
  project.write("contoso.state.json", `${JSON.stringify(state, undefined, 2)}\n`);
  return { project, before: project.deployment() };
}

/** The state of pools whose Web Services were configured by hand. */
const byHandAt = (...fqdns: string[]): object => ({ [web]: Object.fromEntries(fqdns.map((fqdn) => [webOf(fqdn), mac])) });

async function previousOf(project: Project, fqdn: string): Promise<unknown> {
  return (await project.ours()).find(({ id }) => id === webOf(fqdn))?.outputs.previous;
}

// With the program, a refresh reads only what the program registers. Without it, it reads
// everything in the state.
describe.each([{ PULUMI_RUN_PROGRAM: "true" }, { PULUMI_RUN_PROGRAM: "" }])(
  "with %j, a setting that is no longer declared is restored, and the earlier values are kept",
  (environment) => {
    test("after up --replace, and after a rename without an alias, for adopted and for created collections, also if only the name changes", async () => {
      const [replaced, renamed, made, alone] = pools as [string, string, string, string];
      const { project, before } = await projectWith(byHandAt(replaced, renamed, alone), environment);
      project.declare([
        declare("replaced", first, replaced),
        declare("before", first, renamed),
        { ...passive(made), name: "made" },
        { ...passive(alone, { adopt: true }), name: "alone" },
      ]);
      await project.up();
      const live = project.stored(web, webOf(alone));
      project.declare([
        declare("replaced", second, replaced),
        declare("after", second, renamed),
        declare("made anew", { maxGroupSizeToExpand: 7 }, made),
        { ...passive(alone, { adopt: true }), name: "alone, renamed" },
      ]);
      await project.expectSuccess("up", "--yes", "--skip-preview", "--replace", urn("replaced"));
      for (const fqdn of [replaced, renamed]) {
        expect(project.stored(web, webOf(fqdn))).toEqual(restored);
        expect(await previousOf(project, fqdn)).toEqual({ maxGroupSizeToExpand: 100 });
      }
      expect(project.stored(web, webOf(made))).toEqual({ MaxGroupSizeToExpand: 7 });
      expect(project.stored(web, webOf(alone))).toEqual(live);
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });

    test("when two resources swap their identities, and when one is removed from a list whose resources are named by position", async () => {
      const [one, another, ...listed] = pools as [string, string, ...string[]];
      const { project, before } = await projectWith(byHandAt(one, ...listed), environment);
      const list = (fqdns: string[]): DeclaredResource[] => fqdns.map((fqdn, index) => declare(`web-${index}`, first, fqdn));
      project.declare([
        declare("a", { adopt: true, maxGroupSizeToExpand: 7 }, one),
        declare("b", { showJoinUsingLegacyClientLink: true }, another),
        ...list(listed),
      ]);
      await project.up();
      project.declare([
        declare("a", { maxGroupSizeToExpand: 7 }, another),
        declare("b", { adopt: true, showJoinUsingLegacyClientLink: true }, one),
        ...list(listed.slice(1)),
      ]);
      await project.up();
      expect(project.stored(web, webOf(one))).toEqual({ ...mac, ShowJoinUsingLegacyClientLink: true });
      expect(project.stored(web, webOf(another))).toEqual({ MaxGroupSizeToExpand: 7 });
      expect(project.stored(web, webOf(listed[0] ?? ""))).toEqual(mac);
      for (const fqdn of listed.slice(1)) {
        expect(project.stored(web, webOf(fqdn))).toMatchObject({ MACResolverUrl: "https://other.contoso.com" });
      }
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    });
  },
);

// Without a refresh, it makes no difference whether a refresh would run the program.
test("without a refresh, a setting that is dropped with up --replace or a taint is restored, and the earlier values are kept", async () => {
  const [replaced, tainted] = pools as [string, string];
  const { project, before } = await projectWith(byHandAt(replaced, tainted), {});
  project.declare([declare("replaced", first, replaced), declare("tainted", first, tainted)]);
  await project.up();
  await project.expectSuccess("state", "taint", urn("tainted"), "--yes");
  project.declare([declare("replaced", second, replaced), declare("tainted", second, tainted)]);
  const output = await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh=false", "--replace", urn("replaced"));
  expect(output).toContain("2 replaced");
  for (const fqdn of [replaced, tainted]) {
    expect(project.stored(web, webOf(fqdn))).toEqual(restored);
    expect(await previousOf(project, fqdn)).toEqual({ maxGroupSizeToExpand: 100 });
  }
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});

describe("after a replacement of an adopted pool failed halfway and was reverted,", () => {
  const proxy = "CsProxyConfiguration";
  const [adopted, made, ...elsewhere] = pools.slice(0, 4) as [string, string, string, string];
  const byHand = { [web]: { [webIdentity]: { UsePinAuth: false } }, [proxy]: { [proxyIdentity]: { MaxKeepAliveInterval: 5 } } };

  /** Both collections of each pool. Every proxy waits for all Web Services. */
  const adopting = (places: Record<string, string>): DeclaredResource[] =>
    Object.entries(places).flatMap(([name, fqdn]) =>
      enterprisePool.map(({ args, ...resource }, index) => ({
        ...resource,
        name: `${name}-${index}`,
        args: { ...args, adopt: true, identity: String(args.identity).replace(pool, fqdn) },
        dependsOn: index === 0 ? [] : Object.keys(places).map((one) => `${one}-0`),
      })),
    );

  /**
   * Makes a state in which the old Web Services are pending deletion next to a new resource. The
   * new resource took their values for the earlier ones. This concerns an adopted pool and, with
   * `besideOneMade`, also a pool that the stack created.
   */
  async function takenBack(
    environment: NodeJS.ProcessEnv,
    { besideOneMade }: { besideOneMade: boolean },
  ): Promise<{ project: Project; before: string | undefined; output: string }> {
    const { project, before } = await projectWith(byHand, environment);
    const declareAt = (one: string, another: string): void =>
      project.declare(adopting({ adopted: one, ...(besideOneMade ? { made: another } : {}) }));
    declareAt(adopted, made);
    await project.up();
    const live = project.deployment();
    const fail = { category: "PermissionDenied", id: "Denied" };
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: `New-${proxy}`, inMemory: false, fail }]));
    declareAt(...elsewhere);
    expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toContain("failed (PermissionDenied)");
    project.write("contoso.faults.json", "[]");
    declareAt(adopted, made);
    // With this option, each deletion is tried.
    const { output } = await project.pulumi("up", "--yes", "--skip-preview", "--continue-on-error");
    expect(project.deployment()).toBe(live);
    return { project, before, output };
  }

  test("without the program, a refresh reads the old and the new resource, and nothing is lost", async () => {
    const { project, before, output } = await takenBack({ PULUMI_RUN_PROGRAM: "" }, { besideOneMade: false });
    expect(output).toContain("deleted original");
    expect(await project.up()).toContain("unchanged");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("with the program, the old resource is kept until one up reads both, and nothing remains of a pool that the stack created", async () => {
    const { project, before, output } = await takenBack({ PULUMI_RUN_PROGRAM: "true" }, { besideOneMade: true });
    expect(output).toMatch(lineSaying("knownByOldHalf", webIdentity));
    expect(output).toMatch(lineSaying("knownByOldHalf", webOf(made)));
    expect(output).toContain("run pulumi up --refresh --run-program=false once. It reads the old and the new resource.");
    const live = project.deployment();
    await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh", "--run-program=false");
    expect(project.deployment()).toBe(live);
    expect(await project.up()).toContain("unchanged");
    expect(await previousOf(project, adopted)).toMatchObject({ useWindowsAuth: "Negotiate" });
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("a destroy undoes the old and the new resource, one after the other, also without a refresh", async () => {
    const { project, before } = await takenBack({ PULUMI_RUN_PROGRAM: "true" }, { besideOneMade: false });
    await project.expectSuccess("destroy", "--yes", "--skip-preview", "--refresh=false", "--parallel", "1");
    expect(project.deployment()).toBe(before);
  });
});

describe("if the engine does not report the old state,", () => {
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

  test("a refresh of the whole state reports it", async () => {
    const { project, before, code } = await renamed({ PULUMI_RUN_PROGRAM: "" });
    expect(code).toBe(0);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("with the program, the deletion of renamed resources fails, and the remedy that the failure names works, even if one depends on the other", async () => {
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
    // The engine decides which of the two it processes first.
    expect(output).toMatch(lineSaying("knownByOldHalf", proxyIdentity));
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

  test("a setting that is dropped with the rename is restored if nothing else would be lost", async () => {
    const { project } = await projectWith({ [web]: { [webIdentity]: mac } }, { PULUMI_RUN_PROGRAM: "true" });
    project.write("index.js", unasked + project.read("index.js"));
    project.declare([declare("web", { adopt: true, macResolverUrl: "https://other.contoso.com" })]);
    await project.up();
    project.declare([declare("renamed", { adopt: true, maxGroupSizeToExpand: 9 })]);
    await project.up();
    expect(project.stored(web, webIdentity)).toEqual({ ...mac, MaxGroupSizeToExpand: 9 });
  });

  test("a taint without a refresh fails in the same way, and the same kind of remedy works", async () => {
    const { project, before } = await projectWith({ [web]: { [webIdentity]: mac } }, { PULUMI_RUN_PROGRAM: "true" });
    project.write("index.js", unasked + project.read("index.js"));
    project.declare([declare("web", { adopt: true, macResolverUrl: "https://other.contoso.com" })]);
    await project.up();
    await project.expectSuccess("state", "taint", urn("web"), "--yes");
    const { output } = await project.pulumi("up", "--yes", "--skip-preview", "--refresh=false");
    expect(output).toMatch(lineSaying("knownByOldHalf", webIdentity));
    await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh", "--run-program=false");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });
});
