import path from "node:path";
import { describe, expect, test } from "vitest";
import { compiledExecutable } from "../compiled/compiledModule";
import { compilingPowerShell } from "../support/powershell";
import { endpoint, remotePowerShell } from "../support/remoting";
import { skippedOnWindows } from "../support/windows";
import { certificateAlone, metadataUri, passive } from "./collections";
import { Project, type DeclaredResource } from "./project";

const powershell = skippedOnWindows("the engine on a remote deployment")
  ? undefined
  : compilingPowerShell("the engine on a remote deployment");

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";
const director = "Director01.contoso.com";
const enterprise = "LyncPool01.contoso.com";
const standard = "StandardServer01.contoso.com";
const edge = "EdgePool01.contoso.com";

/** What is already set at Global on the server. Over remoting it can be read, but not set. */
const global = {
  [web]: {
    Global: {
      CrossDomainAuthorizationList: [{ Url: "https://portal.contoso.com" }],
      TrustedCACerts: [{ Thumbprint: "A".repeat(40), CAStore: "TrustedRootCA" }],
    },
  },
  [proxy]: { Global: { Realm: { CustomValue: "contoso" } } },
};

/** The vendor's procedure for each of its roles. */
function procedure(args: Record<string, unknown> = {}): DeclaredResource[] {
  return [
    passive(director, args),
    ...[enterprise, standard].flatMap((pool) => [passive(pool, args), certificateAlone("Registrar", pool, [`${pool}-web`])]),
    certificateAlone("EdgeServer", edge, [`${enterprise}-web`]),
  ].map((declared) => ({ ...declared, args: { ...declared.args, startFrom: "defaults", ...args } }));
}

/**
 * A project whose stack reaches a far side through PowerShell's own remoting. The far side has
 * typed cmdlets in NoLanguage mode.
 */
async function remoteProject(): Promise<Project> {
  const project = new Project();
  const { environment, modules } = compiledExecutable({
    powershell: powershell ?? "",
    topologyFile: path.join(project.folder, "contoso.json"),
  });
  const { executable } = remotePowerShell({ powershell: powershell ?? "", module: modules[0] ?? "", environment });
  for (const [name, value] of Object.entries(executable.environment)) {
    if (/^(?:FIXTURE|LYNC)_/.test(name)) project.environment[name] = value;
  }
  project.write(
    "Pulumi.test.yaml",
    `config:\n  lync:connectionUri: ${endpoint}\n  lync:powershell: ${JSON.stringify(executable.path)}\n  lync:log: cmdlets.jsonl\n`,
  );
  project.write("contoso.state.json", `${JSON.stringify(global, undefined, 2)}\n`);
  return project.init();
}

describe.skipIf(powershell === undefined)("the vendor's procedure on a remote deployment", () => {
  test("is refused in the preview if a pool must keep settings that remoting cannot set, and the message names them", async () => {
    const project = await remoteProject();
    project.declare(procedure({ startFrom: "inherited" }).filter(({ dependsOn = [] }) => dependsOn.length === 0));
    const refused = await project.pulumi("preview");
    expect(refused.code).not.toBe(0);
    for (const name of ["CrossDomainAuthorizationList", "TrustedCACerts"]) {
      expect(refused.output).toContain(`${name} takes objects, which cannot be sent through lync:connectionUri`);
    }
    expect(refused.output).toContain('Declare startFrom: "defaults" to omit them, or run Pulumi on a server');
    const alone = certificateAlone("EdgeServer", edge);
    project.declare([{ ...alone, args: { ...alone.args, startFrom: "inherited" } }]);
    expect((await project.pulumi("preview")).output).toContain("Realm takes objects, which cannot be sent through lync:connectionUri");
    expect(project.writes()).toEqual([]);
  });

  test("works for all roles: preview, up, drift, update and destroy", async () => {
    const project = await remoteProject();
    const before = project.deployment();
    project.declare(procedure());
    const preview = await project.expectSuccess("preview");
    for (const name of ["crossDomainAuthorizationList", "trustedCACerts", "realm"]) expect(preview).toContain(name);
    expect(project.deployment()).toBe(before);
    expect(await project.up()).toContain("7 created");
    for (const pool of [director, enterprise, standard]) {
      expect(project.stored(web, `Service:WebServer:${pool}`)).toEqual({
        UseCertificateAuth: false,
        UsePinAuth: false,
        UseWindowsAuth: "None",
        UseWsFedPassiveAuth: true,
        WsFedPassiveMetadataUri: metadataUri,
      });
    }
    for (const identity of [`Service:Registrar:${enterprise}`, `Service:Registrar:${standard}`, `Service:EdgeServer:${edge}`]) {
      expect(project.stored(proxy, identity)).toEqual({ UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false });
    }
    await project.expectSuccess("preview", "--expect-no-changes");

    project.edit((state) => {
      state[proxy]![`Service:Registrar:${enterprise}`]!.UseNtlmForClientToProxyAuth = true;
    });
    expect(await project.expectSuccess("preview", "--diff")).toMatch(/~ useNtlmForClientToProxyAuth\s*: true => false/);
    expect(await project.up()).toContain("1 updated");
    expect(project.stored(proxy, `Service:Registrar:${enterprise}`)).toMatchObject({ UseNtlmForClientToProxyAuth: false });

    const uri = "https://sts.contoso.com/federationmetadata/2007-06/federationmetadata.xml";
    project.declare(
      procedure().map(({ args, ...rest }) => ({
        ...rest,
        args: "useWsFedPassiveAuth" in args ? { ...args, wsFedPassiveMetadataUri: uri } : args,
      })),
    );
    expect(await project.up()).toContain("3 updated");
    expect(project.stored(web, `Service:WebServer:${director}`)).toMatchObject({ WsFedPassiveMetadataUri: uri });

    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(JSON.parse(project.deployment() ?? "{}")).toMatchObject(global);
    expect(project.deployment()).not.toContain("Service:");
  });
});
