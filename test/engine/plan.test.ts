import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { certificateAlone, enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

interface Planned {
  changes: {
    action: string;
    pool: string;
    identity: string;
    before?: string;
    after?: string;
    warnings: string[];
    cmdlets: string[];
    undo: string[];
  }[];
  unchanged: { identity: string }[];
  reminders: { pool: string; items: string[] }[];
  warnings: string[];
  errors: string[];
  notes: string[];
}

const standard = "StandardServer01.contoso.com";

async function loggingProject(): Promise<Project> {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  return project;
}

/** The writes that an update ran, pool by pool, as `lync:log` has them. */
function writesOf(project: Project, skip: number): Record<string, string[]> {
  const writes = project
    .cmdlets()
    .slice(skip)
    .filter((command) => /^(New|Set|Remove)-Cs/.test(command) && !command.includes("-InMemory"));
  return byPool(writes);
}

function byPool(commands: string[]): Record<string, string[]> {
  const pools: Record<string, string[]> = {};
  for (const command of commands) {
    const name = /-Identity '(?:Service:[^:]*:)?([^']*)'/.exec(command)?.[1] ?? "";
    (pools[name] ??= []).push(command);
  }
  return pools;
}

async function plan(project: Project, ...args: string[]): Promise<Planned> {
  const { code, output } = await project.pulumiLync("plan", "--format", "json", ...args);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as Planned;
}

/** Plans, brings up, and compares: what the plan prints for a pool are the writes that up runs, in that order. */
async function planAndUp(project: Project): Promise<Planned> {
  const planned = await plan(project);
  const before = project.cmdlets().length;
  await project.up();
  expect(byPool(planned.changes.flatMap(({ cmdlets }) => cmdlets))).toEqual(writesOf(project, before));
  return planned;
}

const summary = ({ changes }: Planned): unknown[] =>
  changes.map(({ action, identity, before, after }) => [action, identity, before, after]);

describe("the plan prints the writes that up runs, in that order", () => {
  test("of creation, no change, a change, drift, replacement and deletion", async () => {
    const project = await loggingProject();
    project.declare(enterprisePool);
    const created = await planAndUp(project);
    expect(summary(created)).toEqual([
      ["create", webIdentity, "certificate, PIN, Windows (Negotiate)", "passive"],
      ["create", proxyIdentity, "certificate, Kerberos, NTLM", "certificate"],
    ]);
    expect(created.changes.flatMap(({ undo }) => undo)).toEqual([
      `Remove-CsWebServiceConfiguration -Identity '${webIdentity}'`,
      `Remove-CsProxyConfiguration -Identity '${proxyIdentity}'`,
    ]);
    expect(created.reminders.map((reminder) => reminder.pool)).toEqual([pool]);
    expect(created.reminders[0]?.items.join("\n")).toContain(
      `https://internal.${pool}/passiveauth/federationmetadata/2007-06/federationmetadata.xml`,
    );

    const same = await plan(project);
    expect([same.changes, same.unchanged.map(({ identity }) => identity)]).toEqual([[], [webIdentity, proxyIdentity]]);

    const withSize = [passive(pool, { maxGroupSizeToExpand: 7 }), ...enterprisePool.slice(1)];
    project.declare(withSize);
    project.edit((state) => {
      state.CsWebServiceConfiguration![webIdentity]!.UsePinAuth = true;
    });
    const changed = await planAndUp(project);
    expect(summary(changed)).toEqual([["change", webIdentity, "PIN, passive", "passive"]]);
    expect(changed.changes[0]?.undo).toEqual([
      `Set-CsWebServiceConfiguration -Identity '${webIdentity}' -MaxGroupSizeToExpand 100 -UsePinAuth $true`,
    ]);

    // A setting that is no longer declared goes back to what the server says is its default.
    project.declare(enterprisePool);
    const reset = await planAndUp(project);
    expect(reset.changes[0]?.cmdlets).toEqual([`Set-CsWebServiceConfiguration -Identity '${webIdentity}' -MaxGroupSizeToExpand 100`]);

    const moved = [
      { ...passive(standard), name: `${pool}-web` },
      { ...certificateAlone("Registrar", standard, [`${pool}-web`]), name: `${pool}-proxy` },
    ];
    project.declare(moved);
    const replaced = await planAndUp(project);
    expect(summary(replaced)).toEqual([
      ["create", `Service:WebServer:${standard}`, "certificate, PIN, Windows (Negotiate)", "passive"],
      ["create", `Service:Registrar:${standard}`, "certificate, Kerberos, NTLM", "certificate"],
      ["remove", proxyIdentity, "certificate", "certificate, Kerberos, NTLM"],
      ["remove", webIdentity, "passive", "certificate, PIN, Windows (Negotiate)"],
    ]);

    project.declare([]);
    project.edit((state) => {
      state.CsWebServiceConfiguration!["Site:Redmond"] = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
    });
    const deleted = await planAndUp(project);
    expect(deleted.changes.map(({ action }) => action)).toEqual(["remove", "remove"]);
    expect(deleted.changes[1]).toMatchObject({ before: "passive", after: "none" });
    expect(deleted.changes[1]?.warnings).toEqual([
      `${standard} inherits a collection that leaves no sign-in method on: everyone would be locked out`,
    ]);
    expect(deleted.changes[1]?.undo[0]).toContain(`New-CsWebServiceConfiguration -Identity 'Service:WebServer:${standard}'`);
  });

  test("of an adoption, a change of it, a rename without an alias, and its end", async () => {
    const project = await loggingProject();
    const byHand = { CsWebServiceConfiguration: { [webIdentity]: { MaxGroupSizeToExpand: 7, UsePinAuth: false } } };
    project.write("contoso.state.json", `${JSON.stringify(byHand, undefined, 2)}\n`);
    const adopting = (name: string, args: Record<string, unknown> = {}): DeclaredResource[] => [
      { ...passive(pool, { adopt: true, ...args }), name },
    ];
    project.declare(adopting("web"));
    const adopted = await planAndUp(project);
    expect(summary(adopted)).toEqual([["adopt", webIdentity, "certificate, Windows (Negotiate)", "passive"]]);
    expect(adopted.changes[0]?.undo[0]).toContain("-UseCertificateAuth $true");

    project.declare(adopting("web", { maxGroupSizeToExpand: 200 }));
    await planAndUp(project);
    project.declare([]);
    const ended = await planAndUp(project);
    expect(summary(ended)).toEqual([["set back", webIdentity, "passive", "certificate, Windows (Negotiate)"]]);
    expect(JSON.parse(project.deployment() ?? "")).toEqual(byHand);

    project.declare(adopting("web", { maxGroupSizeToExpand: 200 }));
    await project.up();
    project.declare(adopting("renamed", { maxGroupSizeToExpand: 200 }));
    const renamed = await planAndUp(project);
    expect(renamed.changes.flatMap(({ cmdlets }) => cmdlets)).toEqual([]);
  });

  test("of a secret that changes, without telling it", async () => {
    const project = await loggingProject();
    const uri = (host: string): string => `https://${host}.contoso.com/federationmetadata/2007-06/federationmetadata.xml`;
    const program = (host: string, size: number): string => `
const pulumi = require("@pulumi/pulumi");
const lync = require("pulumi-lync");
new lync.WebServiceConfiguration("web", { identity: "${webIdentity}", useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: pulumi.secret("${uri(host)}"),
  useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None", maxGroupSizeToExpand: ${String(size)} });`;
    project.write("index.js", program("first", 5));
    const created = await planAndUp(project);
    expect(created.changes[0]?.cmdlets[0]).toContain("-WsFedPassiveMetadataUri [secret]");
    project.write("index.js", program("first", 6));
    expect((await planAndUp(project)).changes[0]?.cmdlets).toEqual([
      `Set-CsWebServiceConfiguration -Identity '${webIdentity}' -MaxGroupSizeToExpand 6`,
    ]);
    project.write("index.js", program("second", 6));
    const changed = await planAndUp(project);
    expect(changed.changes[0]?.cmdlets).toEqual([
      `Set-CsWebServiceConfiguration -Identity '${webIdentity}' -WsFedPassiveMetadataUri [secret]`,
    ]);
    const script = await project.pulumiLync("plan", "--format", "powershell");
    expect(script.output).not.toContain("second.contoso.com");
    expect(project.stored("CsWebServiceConfiguration", webIdentity)).toMatchObject({ WsFedPassiveMetadataUri: uri("second") });
  });
});

describe("the command plan", () => {
  test("reads a preview from a file, prints nothing where nothing changes, and writes into a file", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    const preview = await project.expectSuccess("preview", "--json");
    project.write("preview.json", `\uFEFF${preview}`);
    const fromFile = await plan(project, "--from", "preview.json");
    expect(fromFile.changes.map(({ action, before }) => [action, before])).toEqual([
      ["create", "certificate, PIN, Windows (Negotiate)"],
      ["create", "certificate, Kerberos, NTLM"],
    ]);
    await project.up();
    expect(await project.pulumiLync("plan", "--skip-unchanged")).toEqual({ code: 0, output: "" });
    const written = await project.pulumiLync("plan", "--format", "markdown", "--output", "plan.md");
    expect(written).toEqual({ code: 0, output: "" });
    expect(readFileSync(path.join(project.folder, "plan.md"), "utf8")).toContain("Nothing changes; 2 collections unchanged.");
  });

  test("tells what it can where the deployment cannot be asked, and why it cannot", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    project.write("preview.json", await project.expectSuccess("preview", "--json"));
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: elsewhere.json\n");
    const { changes, notes } = await plan(project, "--from", "preview.json");
    expect(changes.map(({ cmdlets, after }) => [cmdlets.length, after])).toEqual([
      [1, "passive"],
      [1, undefined],
    ]);
    expect(notes).toEqual([expect.stringContaining("The deployment could not be asked")]);
    expect(notes[0]).toContain("elsewhere.json");
  });

  test("ends with 1 and the reasons where the preview fails, and with one sentence where it is called wrongly", async () => {
    const project = await new Project().init();
    project.declare([passive(pool, { useWindowsAuth: "Sometimes" })]);
    const failed = await project.pulumiLync("plan", "--format", "markdown");
    expect(failed.code).toBe(1);
    expect(failed.output).toContain("The preview failed");
    expect(failed.output).toContain("useWindowsAuth");
    for (const [args, words] of [
      [["plan", "--from", "nowhere.json"], 'error: Cannot read the preview "nowhere.json"'],
      [["plan", "--format", "pdf"], "Allowed choices are text, markdown, json, powershell"],
      [["plan", "--stack", "nowhere"], "no stack named 'nowhere' found"],
      [["plan", "--from", "index.js"], "is no JSON document"],
    ] as const) {
      const { code, output } = await project.pulumiLync(...args);
      expect(code, output).not.toBe(0);
      expect(output).toContain(words);
      expect(output).not.toMatch(/^\s+at /m);
    }
    expect(existsSync(path.join(project.folder, "contoso.state.json"))).toBe(false);
  });
});
