import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { lineSaying } from "../support/saying";
import { certificateAlone, enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project, pulumiLyncPath, type DeclaredResource } from "./project";

interface Report {
  stacks: { stack: string; outcome: string; stage?: string; reason?: string; changed?: number; verified?: number; replicas?: string[] }[];
}

const topology = {
  serverVersion: 2013,
  sites: [
    {
      name: "Redmond",
      pools: [
        // The first free scope, from which the server's defaults are read. The faults must affect
        // the other pool.
        { fqdn: "LyncPool00.contoso.com", role: "enterprisePool" },
        { fqdn: pool, role: "enterprisePool", computers: ["fe01.contoso.com", "fe02.contoso.com"] },
        { fqdn: "StandardServer01.contoso.com", role: "standardEdition" },
        // These are not waited for, because they have no replica.
        { fqdn: "sql01.contoso.com", role: "sqlServer" },
        { fqdn: "gateway01.contoso.com", role: "pstnGateway" },
      ],
    },
  ],
};

/** The computers with a replica, in the directory's order. */
const replicas = ["LyncPool00.contoso.com", "fe01.contoso.com", "fe02.contoso.com", "StandardServer01.contoso.com"];

/** A collection that every pool inherits, so that each of these replicas is waited for. */
const everywhere: DeclaredResource = {
  type: "WebServiceConfiguration",
  name: "everywhere",
  args: { identity: "Global", maxGroupSizeToExpand: 50, adopt: true },
};

/** A project with a stack for each name. Each stack has its own simulated deployment. */
async function stacked(...stacks: string[]): Promise<Project> {
  const project = await new Project().init();
  for (const stack of stacks) {
    project.write(`${stack}.json`, JSON.stringify(topology));
    project.write(`Pulumi.${stack}.yaml`, `config:\n  lync:simulator: ${stack}.json\n`);
    await project.expectSuccess("stack", "init", stack);
    project.write(`Pulumi.${stack}.yaml`, `config:\n  lync:simulator: ${stack}.json\n`);
  }
  await project.expectSuccess("stack", "select", "test");
  return project;
}

function fault(project: Project, stack: string, ...faults: object[]): void {
  project.write(`${stack}.faults.json`, JSON.stringify(faults));
}

function stored(project: Project, stack: string): Record<string, Record<string, object>> | undefined {
  const file = path.join(project.folder, `${stack}.state.json`);
  if (!existsSync(file)) return undefined;
  const { about: _, ...collections } = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, object>>;
  return collections;
}

async function rollout(project: Project, ...args: string[]): Promise<Report & { code: number; output: string }> {
  const { code, output } = await project.pulumiLync("rollout", "--json", ...args);
  // The document is on standard output. In `output` it comes before the progress from standard
  // error.
  const end = output.indexOf("\n}\n");
  if (!output.startsWith("{") || end < 0) throw new Error(output);
  return { ...(JSON.parse(output.slice(0, end + 2)) as Report), code, output };
}

test("rollout stops at the first stack that fails: the finished stack remains, the next is untouched, and the report says so", async () => {
  const project = await stacked("one", "two", "three");
  project.declare([everywhere, passive(pool, { startFrom: "inherited" }), certificateAlone("Registrar", pool, [`${pool}-web`])]);
  fault(project, "one", { cmdlet: "Get-CsManagementStoreReplicationStatus", lagSeconds: 10 });
  fault(project, "two", {
    cmdlet: "New-CsProxyConfiguration",
    identity: proxyIdentity,
    fail: { category: "PermissionDenied", id: "AccessDenied" },
  });
  const { code, stacks, output } = await rollout(project, "one", "two", "three");
  expect(code).toBe(1);
  expect(stacks).toEqual([
    { stack: "one", outcome: "rolled out", changed: 3, heldToPlan: true, verified: 3, replicas },
    { stack: "two", outcome: "failed", stage: "up", reason: expect.stringContaining("New-CsProxyConfiguration") },
    { stack: "three", outcome: "not begun" },
  ]);
  expect(output).toContain(`one: These computers do not have the changes yet: ${replicas.join(", ")}.\n`);
  expect(output).toContain("one: All 4 replicas have the changes.");
  expect(output).toMatch(/two +│ ! failed \(up\)/);
  expect(output).toMatch(/three +│ \. not begun +│ unchanged/);
  expect(Object.keys(stored(project, "one")?.CsProxyConfiguration ?? {})).toHaveLength(1);
  expect(Object.keys(stored(project, "two") ?? {})).toEqual(["CsWebServiceConfiguration"]);
  expect(stored(project, "three")).toBeUndefined();
  expect(await project.expectSuccess("stack", "--show-name")).toBe("test\n");

  // After the repair, the same command continues where it stopped.
  fault(project, "two");
  const again = await rollout(project, "one", "two", "three");
  expect(again.stacks.map(({ outcome, changed }) => [outcome, changed])).toEqual([
    ["rolled out", 0],
    ["rolled out", 1],
    ["rolled out", 3],
  ]);
  expect(again.code).toBe(0);
});

test("rollout refuses a guard's warning, a replacement and a deletion unless they are allowed", async () => {
  const project = await stacked("one");
  project.declare([passive(pool, { usePinAuth: true })]);
  const warned = await rollout(project, "one", "--allow", "deletions,replacements");
  expect(warned.stacks[0]).toMatchObject({
    outcome: "failed",
    stage: "gate",
    reason: expect.stringContaining("--allow warnings lets it pass"),
  });
  expect(warned.stacks[0]?.reason).toMatch(lineSaying("otherMethodLeft", webIdentity, "usePinAuth"));
  expect(stored(project, "one")).toBeUndefined();
  expect((await rollout(project, "one", "--allow", "warnings", "--no-wait")).code).toBe(0);

  project.declare([{ ...passive("StandardServer01.contoso.com"), name: `${pool}-web` }]);
  expect((await rollout(project, "one", "--allow", "warnings")).stacks[0]).toMatchObject({
    stage: "gate",
    reason: `Stopped by 1 replacement (--allow replacements lets it pass): ${pool}-web.`,
  });
  expect((await rollout(project, "one", "--allow", "warnings,replacements", "--no-wait")).code).toBe(0);
  expect(Object.keys(stored(project, "one")?.CsWebServiceConfiguration ?? {})).toEqual(["Service:WebServer:StandardServer01.contoso.com"]);
  project.declare([]);
  expect((await rollout(project, "one", "--allow", "warnings")).stacks[0]).toMatchObject({
    stage: "gate",
    reason: `Stopped by 1 deletion (--allow deletions lets it pass): ${pool}-web.`,
  });
  expect((await rollout(project, "one", "--allow", "deletions, warnings")).code).toBe(0);
  expect(stored(project, "one")).toBeUndefined();
});

test("rollout writes only what the preview saw, and names the computers that still use the earlier values when the time is over", async () => {
  const project = await stacked("one");
  // Each run of the program declares a different value.
  project.write(
    "index.js",
    `const fs = require("node:fs");
const lync = require("pulumi-lync");
fs.appendFileSync("runs", ".");
new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, maxGroupSizeToExpand: fs.readFileSync("runs").length });`,
  );
  const other = await rollout(project, "one");
  expect(other.output).toContain("one: The update is held to what the preview saw (pulumi up --plan, which is experimental).");
  expect(other.stacks[0]).toMatchObject({ outcome: "failed", stage: "up" });
  expect(other.stacks[0]?.reason).toMatch(/violates plan[^]*The update would do something that the preview did not show[^]*--no-plan/);
  expect(stored(project, "one")).toBeUndefined();

  fault(project, "one", { cmdlet: "Get-CsManagementStoreReplicationStatus", lagSeconds: 3600 });
  const late = await rollout(project, "one", "--wait-minutes", "0.02", "--no-plan");
  expect(late.output).toContain("one: The update is not held to what the preview saw: --no-plan was given.");
  expect(late.code).toBe(1);
  expect(late.stacks[0]).toMatchObject({
    outcome: "failed",
    stage: "wait",
    reason: expect.stringContaining("fe01.contoso.com, fe02.contoso.com"),
  });
  expect(Object.keys(stored(project, "one") ?? {})).toEqual(["CsWebServiceConfiguration"]);
});

test("an interrupted rollout finishes the stack in progress, starts no other stack, and leaves no lock", async () => {
  const project = await stacked("one", "two");
  project.declare(enterprisePool);
  fault(project, "one", { cmdlet: "New-CsWebServiceConfiguration", identity: webIdentity, latencyMilliseconds: 1500 });
  const process_ = spawn(process.execPath, [pulumiLyncPath, "rollout", "one", "two"], {
    cwd: project.folder,
    env: project.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  process_.stdout.on("data", (text: Buffer) => (output += text.toString()));
  process_.stderr.on("data", (text: Buffer) => (output += text.toString()));
  const ended = once(process_, "exit");
  await vi.waitFor(() => expect(output).toMatch(/WebServiceConfiguration LyncPool01.contoso.com-web creating/), {
    timeout: 120_000,
    interval: 20,
  });
  process_.kill("SIGINT");
  expect(await ended).toEqual([1, null]);
  expect(output).toContain("Interrupted. The rollout finishes the step that is running");
  expect(output).toMatch(/two +│ \. not begun/);
  expect(Object.keys(stored(project, "one")?.CsWebServiceConfiguration ?? {})).toEqual([webIdentity]);
  expect(stored(project, "two")).toBeUndefined();
  fault(project, "one");
  expect(await project.expectSuccess("up", "--yes", "--skip-preview", "--stack", "one")).not.toContain("locked");
  expect(Object.keys(stored(project, "one") ?? {})).toEqual(["CsProxyConfiguration", "CsWebServiceConfiguration"]);
});

test("a rollout that is called wrongly says so in one sentence and starts nothing", async () => {
  const project = await stacked("one");
  for (const [args, words] of [
    [["rollout"], "missing required argument 'stacks'"],
    [["rollout", "one", "--allow", "everything"], 'error: --allow has "everything". Allowed: warnings, replacements, deletions, drift.'],
    [["rollout", "one", "one"], "error: The stack one is named twice. Name it once."],
    [["rollout", "one", "--wait-minutes", "soon"], 'error: --wait-minutes is "soon". Allowed: a number of minutes'],
    [["rollout", "nowhere"], "no stack named 'nowhere' found"],
  ] as const) {
    const { code, output } = await project.pulumiLync(...args);
    expect(code, output).toBe(1);
    expect(output).toContain(words);
    expect(output).not.toMatch(/^\s+at /m);
  }
});
