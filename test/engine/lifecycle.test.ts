import { describe, expect, test } from "vitest";
import { facts } from "../contract/facts";
import { lineSaying } from "../support/saying";
import { certificateAlone, enterprisePool, metadataUri, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";
const withLog = "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n";

describe("with a real engine,", () => {
  test("up sets the procedure's values, another up changes nothing, and destroy restores the deployment byte for byte", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);

    expect(await project.expectSuccess("up", "--yes")).toContain("3 created");
    expect(project.stored(web, webIdentity)).toEqual({
      UseCertificateAuth: false,
      UsePinAuth: false,
      UseWindowsAuth: "None",
      UseWsFedPassiveAuth: true,
      WsFedPassiveMetadataUri: metadataUri,
    });
    expect(project.stored(proxy, proxyIdentity)).toEqual({ UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false });
    expect(JSON.parse(await project.expectSuccess("stack", "output", "--json"))).toEqual({
      signInMethods: { [`${pool}-web`]: "passive", [`${pool}-proxy`]: "certificate" },
    });

    const before = project.deployment();
    expect(await project.up()).toContain("3 unchanged");
    expect(project.deployment()).toBe(before);
    await project.expectSuccess("preview", "--expect-no-changes");

    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBeUndefined();
  });

  test("destroy keeps what was in the deployment before the first up, byte for byte", async () => {
    const project = await new Project().init();
    // The file has another indentation, order, line ends and a byte order mark.
    const theirs = {
      CsProxyConfiguration: { Global: { UseNtlmForClientToProxyAuth: false }, "Service:EdgeServer:EdgePool01.contoso.com": {} },
    };
    const text = `\uFEFF${JSON.stringify(theirs, undefined, 4).replaceAll("\n", "\r\n")}`;
    project.write("contoso.state.json", text);
    project.declare(enterprisePool);
    await project.up();
    expect(project.deployment()).not.toBe(text);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(text);
  });

  test("every resource has a short provider text and a type token of lync", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.up();
    const ours = await project.ours();
    expect(ours).toHaveLength(2);
    for (const { type, inputs, outputs } of ours) {
      expect(type).toMatch(/^pulumi-nodejs:dynamic\/lync:(WebService|Proxy)Configuration$/);
      expect(String(inputs.__provider).length).toBeLessThanOrEqual(100);
      expect(outputs.__provider).toBe(inputs.__provider);
    }
  });

  test("only a changed setting is set, and a setting that is no longer declared is reset to its default", async () => {
    const project = await new Project().init();
    project.declare([passive(pool)]);
    await project.up();

    project.declare([passive(pool, { wsFedPassiveMetadataUri: "https://sts.contoso.com/metadata.xml", usePinAuth: undefined })]);
    const shown = await project.expectSuccess("preview", "--diff");
    expect(shown).toMatch(/~ wsFedPassiveMetadataUri: "https:\/\/dc\.contoso\.com\/.*" => "https:\/\/sts\.contoso\.com\/metadata\.xml"/);
    expect(shown).toMatch(/- usePinAuth\s*: false/);
    project.write("Pulumi.test.yaml", withLog);
    await project.up();
    expect(project.writes()).toEqual([
      `Set-CsWebServiceConfiguration -Identity '${webIdentity}' -UsePinAuth $true -WsFedPassiveMetadataUri 'https://sts.contoso.com/metadata.xml'`,
    ]);
    expect(project.stored(web, webIdentity)).toEqual({
      UseCertificateAuth: false,
      UseWindowsAuth: "None",
      UseWsFedPassiveAuth: true,
      WsFedPassiveMetadataUri: "https://sts.contoso.com/metadata.xml",
    });
  });

  test("drift shows in the preview as server value => declared value, and up repairs it", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.up();
    const declared = project.deployment();
    project.edit((state) => {
      state[proxy]![proxyIdentity]!.UseNtlmForClientToProxyAuth = true;
    });

    const shown = await project.expectSuccess("preview", "--diff");
    expect(shown).toMatch(/~ useNtlmForClientToProxyAuth\s*: true => false/);
    expect(shown).toContain("1 to update");
    expect(await project.up()).toContain("1 updated");
    expect(JSON.parse(project.deployment()!)).toEqual(JSON.parse(declared!));
  });

  test("a change of a collection's undeclared settings is no change of the resource", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.up();
    project.edit((state) => {
      state[web]![webIdentity]!.MACResolverUrl = "https://mac.contoso.com";
    });
    expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("3 unchanged");
  });

  test("a collection that was removed outside of Pulumi is created again", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.up();
    project.edit((state) => {
      delete state[web];
    });
    expect(await project.up()).toContain("1 created");
    expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
  });

  test("a write that the server does not keep is a partial failure that names the setting, and the next up repairs it", async () => {
    const project = await new Project().init();
    project.declare([certificateAlone("Registrar", pool)]);
    await project.up();
    project.edit((state) => {
      state[proxy]![proxyIdentity]!.UseNtlmForClientToProxyAuth = true;
    });
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Set-CsProxyConfiguration", forget: true, times: 1 }]));

    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain(`useNtlmForClientToProxyAuth of "${proxyIdentity}": wanted false, found true`);
    const kept = (await project.state()).resources.find(({ id }) => id === proxyIdentity);
    expect(kept?.initErrors).toHaveLength(1);

    expect(await project.up()).toContain("1 updated");
    expect(project.stored(proxy, proxyIdentity)).toMatchObject({ UseNtlmForClientToProxyAuth: false });
    expect((await project.state()).resources.find(({ id }) => id === proxyIdentity)?.initErrors).toBeUndefined();
  });

  test("a create that the server does not keep is a partial failure, its dependant waits, and the next up repairs both", async () => {
    const project = await new Project().init();
    project.edit((state) => {
      state[web] = { [webIdentity]: { UsePinAuth: false } };
    });
    project.declare([passive(pool, { adopt: true }), { ...certificateAlone("Registrar", pool), dependsOn: [`${pool}-web`] }]);
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Set-CsWebServiceConfiguration", forget: true, times: 1 }]));

    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain(`useWsFedPassiveAuth of "${webIdentity}": wanted true, found false`);
    const kept = (await project.state()).resources.find(({ id }) => id === webIdentity);
    // One message for each setting. PIN was already off.
    expect(kept?.initErrors).toHaveLength(4);
    expect(project.stored(web, webIdentity)).toEqual({ UsePinAuth: false });
    expect(project.stored(proxy, proxyIdentity)).toBeUndefined();

    const mended = await project.up();
    expect(mended).toContain("1 created");
    expect(mended).toContain("1 updated");
    expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true, UsePinAuth: false });
    expect((await project.state()).resources.find(({ id }) => id === webIdentity)?.initErrors).toBeUndefined();

    // The values from before the first attempt are restored.
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(JSON.parse(project.deployment()!)).toEqual({ [web]: { [webIdentity]: { UsePinAuth: false } } });
  });

  test("a resource that is removed from the program is removed from the deployment, and the others remain", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.up();
    project.declare([passive(pool)]);
    expect(await project.up()).toContain("1 deleted");
    expect(project.stored(proxy, proxyIdentity)).toBeUndefined();
    expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
  });

  test("another identity replaces the collection: the new one is created first, then the old one is removed", async () => {
    const project = await new Project().init();
    project.declare([passive(pool)]);
    await project.up();
    project.write("Pulumi.test.yaml", withLog);
    project.declare([{ ...passive("StandardServer01.contoso.com"), name: `${pool}-web` }]);
    expect(await project.up()).toContain("1 replaced");
    expect(project.writes()).toEqual([
      expect.stringMatching(/^New-CsWebServiceConfiguration -Identity 'Service:WebServer:StandardServer01\.contoso\.com' /),
      `Remove-CsWebServiceConfiguration -Identity '${webIdentity}'`,
    ]);
    expect(project.stored(web, webIdentity)).toBeUndefined();
    expect(project.stored(web, "Service:WebServer:StandardServer01.contoso.com")).toMatchObject({ UsePinAuth: false });
  });

  test("an identity, an enum or a pool's name in another case is no change", async () => {
    const project = await new Project().init();
    project.declare([passive(pool)]);
    await project.up();
    project.declare([passive(pool, { identity: "service:webserver:LyncPool01.contoso.com.", useWindowsAuth: "NONE" })]);
    expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("2 unchanged");
  });

  test("a collection that already exists is refused in the preview", async () => {
    const project = await new Project().init();
    project.edit((state) => {
      state[web] = { [webIdentity]: { UsePinAuth: false } };
    });
    project.declare([passive(pool)]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("alreadyExists", webIdentity));
  });

  test("get reads a collection that something else manages, with all its settings, and fails if there is none", async () => {
    const project = await new Project().init();
    project.write("index.js", `exports.found = require("pulumi-lync").WebServiceConfiguration.get("global", "global");`);
    await project.up();
    const { found } = JSON.parse(await project.expectSuccess("stack", "output", "--json")) as { found: Record<string, unknown> };
    expect(found).toMatchObject({
      identity: "Global",
      signInMethods: "certificate, PIN, Windows (Negotiate)",
      usePinAuth: true,
      useWindowsAuth: "Negotiate",
    });
    const settings = facts[web].settings.filter(({ since }) => since <= 2013).map(({ name }) => name.toLowerCase());
    const beyond = ["id", "identity", "signinmethods", "urn"];
    expect(
      Object.keys(found)
        .map((name) => name.toLowerCase())
        .sort(),
    ).toEqual([...settings, ...beyond].sort());
    project.write("index.js", `require("pulumi-lync").WebServiceConfiguration.get("pool", "service:webserver:LyncPool01.contoso.com");`);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("notFound", webIdentity, "simulator:contoso.json"));
  });
});
