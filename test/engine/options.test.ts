import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { certificateAlone, enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";
const urn = (type: string, name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:${type}::${name}`;

describe("as with any provider,", () => {
  test("protect refuses a destroy, and retainOnDelete keeps the collections, whether they were created or adopted", async () => {
    const project = await new Project().init();
    const [standard, ofStandard] = ["StandardServer01.contoso.com", "Service:WebServer:StandardServer01.contoso.com"];
    project.write("contoso.state.json", JSON.stringify({ [web]: { [ofStandard]: { UsePinAuth: false } } }));
    const declare = (options: Record<string, unknown>): void =>
      project.declare([
        { ...passive(pool), options },
        { ...passive(standard, { adopt: true }), options },
      ]);
    declare({ protect: true });
    await project.up();
    const live = project.deployment();
    const { code, output } = await project.pulumi("destroy", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/cannot be deleted\s+because it is protected/);
    expect(project.deployment()).toBe(live);
    expect((await project.ours()).map(({ id }) => id).sort()).toEqual([webIdentity, ofStandard]);
    declare({ retainOnDelete: true });
    await project.up();
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(live);
    expect(await project.ours()).toEqual([]);
  });

  test("ignoreChanges keeps a setting's value, also in a component", async () => {
    const project = await new Project().init();
    const declare = (value: number): void => {
      const ignored = { ignoreChanges: ["webService.maxGroupSizeToExpand", "proxy.maxKeepAliveInterval"] };
      project.write(
        "index.js",
        `const lync = require("pulumi-lync");
const settings = { webService: { maxGroupSizeToExpand: ${String(value)} }, proxy: { maxKeepAliveInterval: ${String(value)} } };
new lync.PassiveAuthentication("pool", { pool: "${pool}", role: "enterprisePool", federationService: "dc.contoso.com", ...settings }, ${JSON.stringify(ignored)});
new lync.WebServiceConfiguration("other", { identity: "Service:WebServer:StandardServer01.contoso.com", ...settings.webService }, { ignoreChanges: ["maxGroupSizeToExpand"] });`,
      );
    };
    declare(7);
    await project.up();
    const live = project.deployment();
    declare(9);
    expect(await project.up()).toContain("5 unchanged");
    expect(project.deployment()).toBe(live);
    expect(project.stored(proxy, proxyIdentity)).toMatchObject({ MaxKeepAliveInterval: 7 });
  });

  test("--target changes only that resource", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.expectSuccess("up", "--yes", "--skip-preview", "--target", urn("WebServiceConfiguration", `${pool}-web`));
    expect(project.stored(web, webIdentity)).toBeDefined();
    expect(project.stored(proxy, proxyIdentity)).toBeUndefined();
  });

  test("outputs of other resources can be inputs", async () => {
    const project = await new Project().init();
    project.write(
      "index.js",
      `const lync = require("pulumi-lync");
const edge = new lync.ProxyConfiguration("edge", { identity: "service:EdgeServer:EdgePool01.contoso.com", maxKeepAliveInterval: 5 });
new lync.ProxyConfiguration("pool", { identity: ${JSON.stringify(proxyIdentity)}, maxKeepAliveInterval: edge.maxKeepAliveInterval });`,
    );
    await project.expectSuccess("up", "--yes");
    expect(project.stored(proxy, proxyIdentity)).toEqual({ MaxKeepAliveInterval: 5 });
    expect(await project.up()).toContain("3 unchanged");
  });
});

describe("a secret input", () => {
  const secret = "https://mac.contoso.com/?key=hunter2";

  test("is encrypted also inside a list, and so is its value before the adoption, wherever the state contains it", async () => {
    const project = await new Project().init();
    const stored = { CrossDomainAuthorizationList: [{ Url: "https://earlier.contoso.com" }], MaxGroupSizeToExpand: 7 };
    project.write("contoso.state.json", `${JSON.stringify({ [web]: { [webIdentity]: stored } }, undefined, 2)}\n`);
    const before = project.deployment();
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
    project.write(
      "index.js",
      `const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");
new lync.WebServiceConfiguration("web", {
  identity: ${JSON.stringify(webIdentity)}, adopt: true, maxGroupSizeToExpand: 9, crossDomainAuthorizationList: [pulumi.secret("https://hunter2.contoso.com")],
});`,
    );
    const texts = [await project.expectSuccess("up", "--yes", "--diff"), await project.expectSuccess("stack", "export")];
    await project.expectSuccess("refresh", "--yes", "--skip-preview");
    texts.push(await project.expectSuccess("stack", "export"), await project.expectSuccess("preview", "--json"));
    texts.push(readFileSync(path.join(project.folder, "cmdlets.jsonl"), "utf8"));
    for (const text of texts) expect(text).not.toMatch(/hunter2|earlier/);
    expect((await project.ours())[0]?.outputs.previous).toMatchObject({ maxGroupSizeToExpand: 7 });
    expect(await project.up()).toContain("2 unchanged");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("that is not allowed is reported without its value", async () => {
    const project = await new Project().init();
    project.write(
      "index.js",
      `const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");
new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, macResolverUrl: pulumi.secret(${JSON.stringify(secret)}), useWindowsAuth: pulumi.secret("hunter2") });`,
    );
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("notAllowed", "useWindowsAuth"));
    // When a failure names a property, the engine prints its value.
    expect(output).not.toContain("hunter2");
  });
});

describe("lync:offline", () => {
  test("lets a preview pass if no deployment can be reached, and refuses every write", async () => {
    const project = await new Project().init();
    project.declare([certificateAlone("Registrar", pool)]);
    await project.up();
    const live = project.deployment();
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:offline: true\n");
    project.declare([
      { ...certificateAlone("Registrar", pool), args: { identity: proxyIdentity, useNtlmForClientToProxyAuth: false } },
      passive(pool),
    ]);
    expect(await project.expectSuccess("preview", "--refresh=false")).toContain("1 to create");
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview", "--refresh=false");
    expect(code).not.toBe(0);
    expect(output).toContain("lync:offline is true, so the deployment is neither read nor written");
    expect(project.deployment()).toBe(live);
  });

  test("still judges what depends only on the declaration", async () => {
    const project = await new Project().init();
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:offline: true\n");
    project.declare([passive(pool, { wsFedPassiveMetadataUri: undefined })]);
    expect((await project.pulumi("preview", "--refresh=false")).output).toContain("[noMetadataUri]");
  });
});
