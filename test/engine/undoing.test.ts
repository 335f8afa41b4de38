import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { enterprisePool, pool, proxyIdentity, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";
const withLog = "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n";
async function projectWith(state: object): Promise<{ project: Project; before: string | undefined }> {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify(state, undefined, 2)}\n`);
  return { project, before: project.deployment() };
}

describe("an adopted collection", () => {
  test("at global scope has its lists restored, and a change of only the options writes nothing and keeps the earlier values", async () => {
    const thumbprint = "AB".repeat(20);
    const { project, before } = await projectWith({
      [web]: {
        Global: {
          CrossDomainAuthorizationList: [{ Url: "https://contoso.com" }, { Url: "https://fabrikam.com" }],
          MACResolverUrl: "https://mac.contoso.com",
          TrustedCACerts: [{ Thumbprint: thumbprint, CAStore: "TrustedRootCA" }],
        },
      },
    });
    project.write("Pulumi.test.yaml", withLog);
    const declare = (more: Record<string, unknown>): void => {
      const args = {
        identity: "Global",
        crossDomainAuthorizationList: ["https://tailspin.com"],
        trustedCACerts: [],
        maxGroupSizeToExpand: 7,
      };
      project.declare([{ type: "WebServiceConfiguration", name: "global", args: { ...args, ...more } }]);
    };
    declare({});
    await project.up();
    const previous = {
      crossDomainAuthorizationList: ["https://contoso.com", "https://fabrikam.com"],
      maxGroupSizeToExpand: 100,
      trustedCACerts: [{ thumbprint, caStore: "TrustedRootCA" }],
    };
    const previousNow = async (): Promise<unknown> => (await project.ours())[0]?.outputs.previous;
    expect(await previousNow()).toEqual(previous);

    const written = project.writes();
    expect(written).toHaveLength(1);
    const live = project.deployment();
    declare({ adopt: true });
    expect(await project.up()).toContain("1 updated");
    expect(project.writes()).toEqual(written);
    expect(project.deployment()).toBe(live);
    expect(await previousNow()).toEqual(previous);

    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });
});

test("if a proxy cannot be removed, its Web Services are left untouched, on destroy and on replacement", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  await project.up();
  const live = project.deployment();
  const faults = [{ cmdlet: "Remove-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied" } }];
  project.write("contoso.faults.json", JSON.stringify(faults));
  const denied = lineSaying("accessDenied", "Remove-CsProxyConfiguration");
  const destroyed = await project.pulumi("destroy", "--yes", "--skip-preview");
  expect(destroyed.code).not.toBe(0);
  expect(destroyed.output).toMatch(denied);
  expect(project.deployment()).toBe(live);

  const other = "StandardServer01.contoso.com";
  const moved = enterprisePool.map(({ args, ...resource }): DeclaredResource => ({
    ...resource,
    args: { ...args, identity: String(args.identity).replace(pool, other) },
  }));
  project.declare(moved);
  const replaced = await project.pulumi("up", "--yes", "--skip-preview");
  expect(replaced.code).not.toBe(0);
  expect(replaced.output).toMatch(denied);
  expect(project.stored(proxy, proxyIdentity)).toBeDefined();
  expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });

  project.write("contoso.faults.json", "[]");
  await project.up();
  expect(project.stored(proxy, proxyIdentity)).toBeUndefined();
  expect(project.stored(web, webIdentity)).toBeUndefined();
  expect(project.stored(web, `Service:WebServer:${other}`)).toMatchObject({ UseWsFedPassiveAuth: true });
});
