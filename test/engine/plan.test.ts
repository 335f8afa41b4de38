import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { byPool } from "../support/writes";
import { enterprisePool, passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

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

async function loggingProject(): Promise<Project> {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  return project;
}

async function plan(project: Project, ...args: string[]): Promise<Planned> {
  const { code, output } = await project.pulumiLync("plan", "--format", "json", ...args);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as Planned;
}

/**
 * Makes a plan, runs up, and compares. For a pool, the plan must print the writes that up runs, in
 * the same order.
 */
async function planAndUp(project: Project): Promise<Planned> {
  const planned = await plan(project);
  const before = project.writes().length;
  await project.up();
  expect(byPool(planned.changes.flatMap(({ cmdlets }) => cmdlets))).toEqual(byPool(project.writes().slice(before)));
  return planned;
}

describe("the plan prints the writes that up runs, in the same order", () => {
  test("for a secret that changes, without its value", async () => {
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
  test("reads a preview from a file, prints nothing if nothing changes, and writes into a file", async () => {
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
    expect(readFileSync(path.join(project.folder, "plan.md"), "utf8")).toContain("Nothing changes; 2 collections are unchanged.");
  });

  test("prints what it can if the deployment cannot be read, and says why it cannot", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    project.write("preview.json", await project.expectSuccess("preview", "--json"));
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: elsewhere.json\n");
    const { changes, notes } = await plan(project, "--from", "preview.json");
    expect(changes.map(({ cmdlets, after }) => [cmdlets.length, after])).toEqual([
      [1, "passive"],
      [1, undefined],
    ]);
    expect(notes).toEqual([expect.stringContaining("The deployment could not be read")]);
    expect(notes[0]).toContain("elsewhere.json");
  });

  test("ends with 1 and the reasons if the preview fails, and with one sentence if it is called wrongly", async () => {
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
      [["plan", "--from", "index.js"], "is not a JSON document"],
    ] as const) {
      const { code, output } = await project.pulumiLync(...args);
      expect(code, output).not.toBe(0);
      expect(output).toContain(words);
      expect(output).not.toMatch(/^\s+at /m);
    }
    expect(existsSync(path.join(project.folder, "contoso.state.json"))).toBe(false);
    // Pulumi ends before its program reaches the engine. Its document then shows no changes.
    rmSync(path.join(project.folder, "node_modules"));
    const without = await project.pulumiLync("plan", "--skip-unchanged");
    expect(without.code).toBe(1);
    expect(without.output).toMatch(/^error: pulumi preview of the selected stack failed \(exit code \d+\)\. Pulumi said:\n/);
    expect(without.output).toContain("has no @pulumi/pulumi");
  });
});
