import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { certificateAlone, enterprisePool, metadataUri, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";

/** Values that an administrator has set by hand, among them lists. */
const byHand = {
  CsProxyConfiguration: { [proxyIdentity]: { Realm: { CustomValue: "Contoso" }, UseKerberosForClientToProxyAuth: false } },
  CsWebServiceConfiguration: {
    [webIdentity]: {
      CrossDomainAuthorizationList: [{ Url: "https://fabrikam.com" }],
      MACResolverUrl: "https://mac.contoso.com",
      UsePinAuth: false,
    },
  },
};

async function projectWith(state: object): Promise<Project> {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify(state, undefined, 2)}\n`);
  return project;
}

describe("a collection that already exists", () => {
  test("is refused in the preview, and the message shows its differences and the possible next steps", async () => {
    const project = await projectWith(byHand);
    project.declare([passive(pool)]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("alreadyExists", webIdentity));
    expect(output).toContain("useCertificateAuth: wanted false, found true");
    expect(output).toContain('macResolverUrl is "https://mac.contoso.com", but is not declared.');
    expect(output).toContain("--refresh");
    expect(output).toContain("aliases");
    expect(output).toContain("adopt: true");
  });

  test("is adopted, keeps what is not declared, and is restored on destroy, byte for byte", async () => {
    const project = await projectWith(byHand);
    const before = project.deployment();
    const declared = [
      passive(pool, { adopt: true, crossDomainAuthorizationList: [] }),
      { ...certificateAlone("Registrar", pool, [`${pool}-web`]) },
    ];
    declared[1]!.args = { ...declared[1]!.args, adopt: true, realm: "default" };
    project.declare(declared);
    expect(await project.up()).toContain(`${webIdentity}: Adopted. To undo this: Set-CsWebServiceConfiguration -Identity '${webIdentity}'`);
    expect(project.stored(web, webIdentity)).toEqual({
      MACResolverUrl: "https://mac.contoso.com",
      UseCertificateAuth: false,
      UsePinAuth: false,
      UseWindowsAuth: "None",
      UseWsFedPassiveAuth: true,
      WsFedPassiveMetadataUri: passive(pool).args.wsFedPassiveMetadataUri,
    });
    const kept = (await project.ours()).find(({ id }) => id === webIdentity);
    expect(kept?.outputs.previous).toEqual({
      crossDomainAuthorizationList: ["https://fabrikam.com"],
      useCertificateAuth: true,
      usePinAuth: false,
      useWindowsAuth: "Negotiate",
      useWsFedPassiveAuth: false,
      wsFedPassiveMetadataUri: "",
    });

    expect(await project.up()).toContain("3 unchanged");
    await project.expectSuccess("refresh", "--yes", "--skip-preview");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("shows its earlier values in the preview, and one Set changes the settings that differ", async () => {
    const project = await projectWith(byHand);
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
    project.declare([passive(pool, { adopt: true })]);
    const shown = await project.expectSuccess("preview", "--diff");
    expect(shown).toMatch(
      /previous\s*: \{\s*useCertificateAuth\s*: true\s*usePinAuth\s*: false\s*useWindowsAuth\s*: "Negotiate"\s*useWsFedPassiveAuth\s*: false\s*wsFedPassiveMetadataUri\s*: ""\s*\}/,
    );
    await project.up();
    // PIN was already off.
    expect(project.writes()).toEqual([
      `Set-CsWebServiceConfiguration -Identity '${webIdentity}' -UseCertificateAuth $false -UseWindowsAuth 'None' -UseWsFedPassiveAuth $true -WsFedPassiveMetadataUri '${metadataUri}'`,
    ]);
  });

  test("is unchanged when the Set fails, and the command that undoes its adoption is printed in full beforehand", async () => {
    const project = await projectWith(byHand);
    const before = project.deployment();
    project.declare([passive(pool, { adopt: true })]);
    const fail = { category: "PermissionDenied", id: "AccessDenied" };
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Set-CsWebServiceConfiguration", fail }]));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("accessDenied", "Set-CsWebServiceConfiguration"));
    expect(output.split("\n").map((line) => line.trim())).toContain(
      `${webIdentity}: Adopted. To undo this: Set-CsWebServiceConfiguration -Identity '${webIdentity}' -UseCertificateAuth $true -UsePinAuth $false -UseWindowsAuth 'Negotiate' -UseWsFedPassiveAuth $false -WsFedPassiveMetadataUri ''`,
    );
    expect(project.deployment()).toBe(before);
  });

  test("has only its declared settings restored on destroy, and keeps a later change of another setting", async () => {
    const project = await projectWith(byHand);
    project.declare([passive(pool, { adopt: true })]);
    await project.up();
    project.edit((state) => {
      state[web]![webIdentity]!.MACResolverUrl = "https://changed.contoso.com";
    });
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.stored(web, webIdentity)).toEqual({ ...byHand[web][webIdentity], MACResolverUrl: "https://changed.contoso.com" });
  });

  test("has its earlier values as an output, also after adopt is removed, and a secret's earlier value as a secret", async () => {
    const project = await projectWith(byHand);
    const declare = (args: string): void => {
      project.write(
        "index.js",
        `const pulumi = require("@pulumi/pulumi");
        const { WebServiceConfiguration } = require("pulumi-lync");
        const { deployment, previous, adopt, identity } = new WebServiceConfiguration("web", { identity: "${webIdentity}", ${args} });
        const found = WebServiceConfiguration.get("global", "global");
        Object.assign(exports, { deployment, previous, adopt, identity, other: found.deployment, otherPrevious: found.previous });`,
      );
    };
    const outputs = async (...options: string[]): Promise<unknown> =>
      JSON.parse(await project.expectSuccess("stack", "output", "--json", ...options));
    const always = { deployment: "simulator:contoso.json", identity: webIdentity, other: "simulator:contoso.json" };

    declare("usePinAuth: true, adopt: true");
    await project.up();
    expect(await outputs()).toEqual({ ...always, adopt: true, previous: { usePinAuth: false } });
    declare("usePinAuth: true");
    await project.up();
    expect(await outputs()).toEqual({ ...always, previous: { usePinAuth: false } });
    expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("unchanged");

    declare('usePinAuth: true, macResolverUrl: pulumi.secret("https://other.contoso.com")');
    await project.up();
    expect(await outputs()).toMatchObject({ ...always, previous: "[secret]" });
    const shown = { usePinAuth: false, macResolverUrl: "https://mac.contoso.com" };
    expect(await outputs("--show-secrets")).toEqual({ ...always, previous: shown });
  });

  test("may contain CA certificates, which show no change once declared, and are restored on destroy, byte for byte", async () => {
    const certificate = (digit: string, caStore: string): object => ({ thumbprint: digit.repeat(40), caStore });
    const stored = (digit: string, store: string): object => ({ Thumbprint: digit.repeat(40), CAStore: store });
    const project = await projectWith({
      [web]: { [webIdentity]: { TrustedCACerts: [stored("B", "IntermediateCA"), stored("A", "TrustedRootCA")], UsePinAuth: false } },
    });
    const before = project.deployment();
    const declare = (...trustedCACerts: object[]): void => {
      project.declare([{ type: "WebServiceConfiguration", name: "web", args: { identity: webIdentity, adopt: true, trustedCACerts } }]);
    };
    declare(certificate("c", "ThirdPartyRootCA"), certificate("A", "trustedrootca"));
    await project.up();
    expect(project.stored(web, webIdentity)).toMatchObject({
      TrustedCACerts: expect.arrayContaining([stored("C", "ThirdPartyRootCA"), stored("A", "TrustedRootCA")]) as unknown,
    });
    await project.expectSuccess("preview", "--expect-no-changes");
    declare(certificate("A", "TrustedRootCA"), certificate("C", "ThirdPartyRootCA"));
    await project.expectSuccess("preview", "--expect-no-changes");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("has a setting's value captured when it is first declared, and restored when it is no longer declared", async () => {
    const project = await projectWith(byHand);
    const before = project.deployment();
    const declare = (args: Record<string, unknown>): void => {
      project.declare([{ type: "WebServiceConfiguration", name: "web", args: { identity: webIdentity, adopt: true, ...args } }]);
    };
    declare({ maxGroupSizeToExpand: 7 });
    await project.up();
    declare({ maxGroupSizeToExpand: 7, macResolverUrl: "https://other.contoso.com" });
    await project.up();
    expect((await project.ours())[0]?.outputs.previous).toEqual({ macResolverUrl: "https://mac.contoso.com", maxGroupSizeToExpand: 100 });
    declare({ macResolverUrl: "https://other.contoso.com" });
    await project.up();
    expect(project.stored(web, webIdentity)).not.toHaveProperty("MaxGroupSizeToExpand");
    expect((await project.ours())[0]?.outputs.previous).toEqual({ macResolverUrl: "https://mac.contoso.com" });
    declare({});
    await project.up();
    expect(project.deployment()).toBe(before);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("at global scope is adopted without adopt, and is restored on destroy, because Remove would reset everything", async () => {
    const project = await projectWith({
      CsProxyConfiguration: { Global: { MaxKeepAliveInterval: 5, UseNtlmForClientToProxyAuth: false } },
    });
    const before = project.deployment();
    project.declare([
      { type: "ProxyConfiguration", name: "global", args: { identity: "global", maxKeepAliveInterval: 9, acceptClientCompression: false } },
    ]);
    await project.up();
    expect(project.stored(proxy, "Global")).toEqual({
      AcceptClientCompression: false,
      MaxKeepAliveInterval: 9,
      UseNtlmForClientToProxyAuth: false,
    });
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("is taken over, with a warning at the resource, if it is as declared and otherwise has the defaults", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    await project.up();
    const deployed = project.deployment();
    // The state is lost, as it may be after a crash.
    await project.expectSuccess("stack", "rm", "--yes", "--force");
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n");
    await project.init();

    const preview = JSON.parse(await project.expectSuccess("preview", "--json")) as {
      diagnostics?: { urn?: string; message: string; severity: string }[];
    };
    const warnings = (preview.diagnostics ?? []).filter(({ message }) => message.includes("[takenOver]"));
    expect(warnings.map(({ urn }) => urn?.split("::").at(-1)).sort()).toEqual([`${pool}-proxy`, `${pool}-web`]);
    expect(await project.up()).toContain("3 created");
    expect(project.deployment()).toBe(deployed);
  });
});

describe("what a pool inherited", () => {
  const inherited = { CsWebServiceConfiguration: { "Site:Redmond": { MACResolverUrl: "https://mac.contoso.com", UsePinAuth: false } } };

  test("is copied with startFrom: inherited, and inherited again after destroy", async () => {
    const project = await projectWith(inherited);
    const before = project.deployment();
    project.declare([passive(pool, { startFrom: "inherited" })]);
    await project.up();
    expect(project.stored(web, webIdentity)).toMatchObject({ MACResolverUrl: "https://mac.contoso.com", UseWsFedPassiveAuth: true });
    expect((await project.ours())[0]?.outputs).toMatchObject({
      startFrom: "inherited",
      inherited: { macResolverUrl: "https://mac.contoso.com" },
    });
    expect(await project.up()).toContain("2 unchanged");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("is lost without startFrom, and the preview warns at the resource about each undeclared setting", async () => {
    const project = await projectWith({
      [web]: { Global: { MACResolverUrl: "https://mac.contoso.com", MaxGroupSizeToExpand: 7, UsePinAuth: false } },
    });
    project.declare([passive(pool)]);
    const { diagnostics = [] } = JSON.parse(await project.expectSuccess("preview", "--json")) as {
      diagnostics?: { urn?: string; message: string; severity: string }[];
    };
    const lost = diagnostics.filter(({ severity, message }) => severity === "warning" && message.includes("[lostByNew]"));
    expect(lost.map(({ urn, message }) => [urn?.split("::").at(-1), message]).sort()).toEqual([
      [`${pool}-web`, expect.stringContaining('macResolverUrl is "https://mac.contoso.com" by inheritance, but will be ""')],
      [`${pool}-web`, expect.stringContaining("maxGroupSizeToExpand is 7 by inheritance, but will be 100")],
    ]);
  });

  test("causes a warning before a removal that would lock out every user, even if the removal fails", async () => {
    const project = await new Project().init();
    project.declare([passive(pool)]);
    await project.up();
    const locked = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
    project.edit((state) => {
      state[web]!["Site:Redmond"] = locked;
    });
    const fail = { category: "PermissionDenied", id: "AccessDenied" };
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Remove-CsWebServiceConfiguration", fail }]));
    const { code, output } = await project.pulumi("destroy", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("noMethodInherited", `${webIdentity}: warning: ${pool}`));
    expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
  });
});
