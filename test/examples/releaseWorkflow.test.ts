import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { skippedOnWindows } from "../support/windows.js";
import { temporaryFolder } from "../tools/temporaryFolder.js";
import { ownWorkflows, triggersOf, type Job, type Step, type WorkflowFile } from "./workflows.js";

const workflows = ownWorkflows();
const jobs = workflows.flatMap(({ name, content }) =>
  Object.entries(content.jobs).flatMap(([id, job]) => ("steps" in job ? [{ name, id, job }] : [])),
);
const steps = jobs.flatMap(({ name, id, job }) => job.steps.map((step) => ({ name, id, step })));
const release = workflow("release.yml").content;
const onPosix = test.skipIf(skippedOnWindows("what the scripts of release.yml do, which are for Linux"));

describe("every workflow of this repository", () => {
  test("is tested here", () => {
    expect(workflows.map(({ name }) => name)).toEqual(["audit.yml", "release.yml", "test.yml", "versions.yml"]);
  });

  test.each(jobs)("$name: the job $id has a time limit", ({ job }) => {
    expect(job["timeout-minutes"]).toBeTypeOf("number");
  });

  test.each(steps.filter(({ step }) => step.run !== undefined))("$name: nothing is inserted into the text of $step.run", ({ step }) => {
    expect(step.run).not.toContain("${{");
  });

  test.each(steps.filter(({ step }) => step.uses !== undefined))(
    "$name: $step.uses names a major version and leaves no token behind",
    ({ step }) => {
      expect(step.uses).toMatch(/^actions\/[\w-]+@v\d+$/);
      if (step.uses?.startsWith("actions/checkout@") === true) expect(step.with?.["persist-credentials"]).toBe(false);
    },
  );

  test("uses no secret", () => {
    for (const { text } of workflows) expect(text).not.toMatch(/\bsecrets\b/);
  });
});

describe("a release", () => {
  test("starts with a tag, and is never interrupted by another release", () => {
    expect(triggersOf(release)).toEqual({ push: { tags: ["v*"] } });
    expect(release.concurrency).toEqual({ group: "release", "cancel-in-progress": false });
  });

  test("gives each job the permissions it needs, and only the approved job the right to sign", () => {
    expect(release.permissions).toEqual({});
    const rights = Object.entries(release.jobs).map(([id, { permissions, environment }]) => ({ id, permissions, environment }));
    expect(rights).toEqual([
      { id: "test", permissions: { contents: "read" }, environment: undefined },
      { id: "build", permissions: { contents: "read" }, environment: undefined },
      { id: "publish", permissions: { "id-token": "write" }, environment: "npm" },
      { id: "announce", permissions: { contents: "write" }, environment: undefined },
    ]);
  });

  test("waits for all tests and for the build", () => {
    expect(job("test").uses).toBe("./.github/workflows/test.yml");
    expect(triggersOf(workflow("test.yml").content)).toHaveProperty("workflow_call");
    expect(commandsOf(workflow("test.yml").content.jobs["test"])).toEqual(expect.arrayContaining(["npm test", "npm run test:powershell"]));
    expect(job("publish").needs).toEqual(["test", "build"]);
    expect(job("announce").needs).toEqual(["build", "publish"]);
  });

  test("checks for known vulnerabilities and signatures before it makes a file, and runs no package's install script", () => {
    const [sums, ...others] = commandsOf(job("build")).reverse();
    expect(others.reverse()).toEqual([
      "npm ci --ignore-scripts",
      "npm audit --omit=dev",
      "npm audit signatures",
      'npm run release -- --tag "$GITHUB_REF_NAME"',
    ]);
    expect(sums).toContain("sha256sum");
  });

  test("installs and builds nothing in a job that can sign, and takes nothing from a cache", () => {
    for (const id of ["publish", "announce"]) {
      expect(actionsOf(job(id))).not.toContain("actions/checkout");
      expect(commandsOf(job(id)).join("\n")).not.toMatch(/npm (ci|install|i|run|exec)\b|npx/);
    }
    for (const { step } of steps.filter(({ name }) => name === "release.yml")) expect(step.with ?? {}).not.toHaveProperty("cache");
  });

  test("passes on the built files, and their checksum separately", () => {
    const upload = stepOf("build", ({ uses }) => uses?.startsWith("actions/upload-artifact@") === true);
    expect(upload.with).toEqual({ name: "release", path: "release", "if-no-files-found": "error" });
    expect(job("build").outputs).toEqual({ sum: "${{ steps.sum.outputs.sum }}" });
    for (const id of ["publish", "announce"]) {
      const download = stepOf(id, ({ uses }) => uses?.startsWith("actions/download-artifact@") === true);
      expect(download.with).toEqual({ name: "release", path: "release" });
      expect(checkOf(id).env).toEqual({ SUM: "${{ needs.build.outputs.sum }}" });
      const order = job(id).steps.map(({ name, uses }) => name ?? uses?.replace(/@.*/, ""));
      expect(order.indexOf("Check the files")).toBeGreaterThan(order.indexOf("actions/download-artifact"));
      expect(order.indexOf("Check the files")).toBeLessThan(order.length - 1);
    }
  });

  onPosix.each(["publish", "announce"])("continues in the job %s with the built files", (id) => {
    const { root, sum } = built();
    expect(run(checkOf(id), { root, env: { SUM: sum } })).toMatchObject({ status: 0 });
  });

  onPosix.each(["publish", "announce"])("ends in the job %s if the package was replaced", (id) => {
    const { root, folder, sum } = built();
    writeFileSync(path.join(folder, "pulumi-lync-0.1.0.tgz"), "another");
    expect(run(checkOf(id), { root, env: { SUM: sum } }).status).not.toBe(0);
    // Also if its checksum was replaced, too.
    writeSums(folder);
    expect(run(checkOf(id), { root, env: { SUM: sum } }).status).not.toBe(0);
  });

  onPosix("publishes the package of the tag with provenance, and runs none of its scripts", () => {
    const { root, folder } = built();
    const publish = stepOf("publish", ({ name }) => name === "Publish");
    const { status, calls } = run(publish, { root, env: { GITHUB_REF_NAME: "v0.1.0" } });
    expect(status).toBe(0);
    expect(calls).toEqual([`npm publish ./pulumi-lync-0.1.0.tgz --provenance --access public --ignore-scripts`]);
    expect(existsSync(path.join(folder, "pulumi-lync-0.1.0.tgz"))).toBe(true);
  });

  onPosix.each([
    ["10.9.4", 1],
    ["11.5.0", 1],
    ["11.5.1", 0],
    ["11.19.1", 0],
    ["12.0.0", 0],
  ])("checks npm %s before publishing, with exit code %i", (version, status) => {
    const { root } = built();
    const check = stepOf("publish", ({ name }) => name === "Check npm");
    const result = run(check, { root, env: { FAKE_VERSION: version } });
    expect(result.status).toBe(status);
    expect(result.output).toContain(status === 0 ? "" : `npm is ${version}. Trusted publishing needs 11.5.1 or later.`);
  });

  onPosix("is announced with its notes, the package, its bills of materials and the checksums", () => {
    const { root } = built();
    const announce = stepOf("announce", ({ name }) => name === "Announce");
    expect(announce.env).toEqual({ GH_TOKEN: "${{ github.token }}", GH_REPO: "${{ github.repository }}" });
    const { status, calls } = run(announce, { root, env: { GITHUB_REF_NAME: "v0.1.0" } });
    expect(status).toBe(0);
    expect(calls).toEqual([
      "gh release create v0.1.0 --verify-tag --title v0.1.0 --notes-file release-notes.md " +
        "SHA256SUMS pulumi-lync-0.1.0.cdx.json pulumi-lync-0.1.0.spdx.json pulumi-lync-0.1.0.tgz",
    ]);
  });

  onPosix("passes the checksum of SHA256SUMS to the jobs after the build", () => {
    const { root, sum } = built();
    const outputs = path.join(root, "outputs");
    expect(
      run(
        stepOf("build", ({ id }) => id === "sum"),
        { root, env: { GITHUB_OUTPUT: outputs } },
      ),
    ).toMatchObject({ status: 0 });
    expect(readFileSync(outputs, "utf8")).toBe(`sum=${sum}\n`);
  });
});

describe("known vulnerabilities", () => {
  const audit = workflow("audit.yml").content;

  test("are looked for each day, and by a pull request only if it changes packages", () => {
    expect(triggersOf(audit)).toEqual({
      schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }],
      workflow_dispatch: null,
      pull_request: { paths: ["package-lock.json"] },
    });
    expect(audit.permissions).toEqual({ contents: "read" });
    expect(commandsOf(audit.jobs["audit"])).toEqual(["npm ci --ignore-scripts", "npm audit --omit=dev", "npm audit signatures"]);
  });

  test("are not looked for by the tests, which need no registry", () => {
    expect(workflow("test.yml").text).not.toMatch(/npm audit/);
  });
});

function workflow(wanted: string): WorkflowFile {
  return workflows.find(({ name }) => name === wanted)!;
}

function job(id: string): Job {
  return release.jobs[id]!;
}

function commandsOf(it: Job | undefined): string[] {
  return it!.steps.flatMap(({ run: script }) => script ?? []);
}

function actionsOf(it: Job): string[] {
  return it.steps.flatMap(({ uses }) => uses?.replace(/@.*/, "") ?? []);
}

function stepOf(id: string, isWanted: (step: Step) => boolean): Step {
  const found = job(id).steps.filter(isWanted);
  expect(found).toHaveLength(1);
  return found[0]!;
}

function checkOf(id: string): Step {
  return stepOf(id, ({ name }) => name === "Check the files");
}

/** A folder as the build leaves it, and the checksum that it passes on. */
function built(): { root: string; folder: string; sum: string } {
  const root = temporaryFolder();
  const folder = path.join(root, "release");
  mkdirSync(folder);
  for (const name of ["pulumi-lync-0.1.0.tgz", "pulumi-lync-0.1.0.cdx.json", "pulumi-lync-0.1.0.spdx.json", "release-notes.md"]) {
    writeFileSync(path.join(folder, name), name);
  }
  return { root, folder, sum: writeSums(folder) };
}

function writeSums(folder: string): string {
  const names = ["pulumi-lync-0.1.0.cdx.json", "pulumi-lync-0.1.0.spdx.json", "pulumi-lync-0.1.0.tgz", "release-notes.md"];
  const text = names.map((name) => `${sumOf(readFileSync(path.join(folder, name)))}  ${name}\n`).join("");
  writeFileSync(path.join(folder, "SHA256SUMS"), text);
  return sumOf(text);
}

function sumOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Runs a step's script as GitHub does, with an npm and a gh that record their calls. */
function run(
  step: Step,
  { root, env }: { root: string; env: NodeJS.ProcessEnv },
): { status: number | null; output: string; calls: string[] } {
  const log = path.join(root, "calls");
  const programs = path.join(root, "programs");
  mkdirSync(programs, { recursive: true });
  for (const name of ["npm", "gh"]) {
    const file = path.join(programs, name);
    writeFileSync(file, `#!/bin/sh\nif [ "$1" = --version ]; then echo "$FAKE_VERSION"; else echo "${name} $*" >> "${log}"; fi\n`);
    chmodSync(file, 0o755);
  }
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run!], {
    cwd: path.join(root, step["working-directory"] ?? "."),
    env: { PATH: `${programs}:${process.env["PATH"]}`, ...env },
    encoding: "utf8",
  });
  const calls = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  return { status, output: stdout + stderr, calls };
}
