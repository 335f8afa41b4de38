import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { ownWorkflows, problemsOf, triggersOf, workflowsIn, type WorkflowFile } from "./workflows.js";

const folder = path.join(checkoutFolder, "examples", "github-actions");
const examples = workflowsIn(folder);
const all = [...examples, ...ownWorkflows()];
const jobs = examples.flatMap((workflow) => Object.entries(workflow.content.jobs).map(([id, job]) => ({ ...workflow, id, job })));
const steps = jobs.flatMap((job) => job.job.steps.map((step) => ({ ...job, step })));
const scripts = steps.flatMap(({ name, step }) => [step.run, step.with?.["script"]].filter(isString).map((script) => ({ name, script })));

describe("GitHub accepts", () => {
  test.each(all)("$name", async ({ name, text }) => {
    expect(await problemsOf(name, text)).toEqual([]);
  });

  test.each([
    ["a misspelt key", "runs-on:", "runs-onn:", "Unexpected value 'runs-onn'"],
    ["a key in the wrong place", "timeout-minutes: 30", "timeout-minutes: 30\n    cron: daily", "Unexpected value 'cron'"],
    ["a context that does not exist", "${{ job.status }}", "${{ jobs.status }}", "Unrecognized named-value: 'jobs'"],
    ["secrets in a condition", "!cancelled()", "secrets.LYNC_PASSWORD", "Unrecognized named-value: 'secrets'"],
    ["a step that does nothing", "- run: npm ci", "- name: Install", "There's not enough info to determine what you meant"],
    ["a permission that does not exist", "contents: read", "contents: look", "Unexpected value 'look'"],
  ])("no workflow with %s", async (_, right, wrong, problem) => {
    const { text } = find("preview.yml");
    expect(text).toContain(right);
    expect((await problemsOf("broken.yml", text.replace(right, wrong))).join("\n")).toContain(problem);
  });
});

describe("every example", () => {
  test("is tested here", () => {
    expect(examples.map(({ name }) => name)).toEqual(["drift.yml", "preview-simulated.yml", "preview.yml", "rollout.yml"]);
  });

  test.each(examples)("$name runs the program, has only the permissions that it needs, and runs in bash", ({ content }) => {
    expect(content.env["PULUMI_RUN_PROGRAM"]).toBe("true");
    expect(content.defaults.run.shell).toBe("bash");
    const comments = "pull_request" in triggersOf(content);
    expect(content.permissions).toEqual({ contents: "read", ...(comments ? { "pull-requests": "write" } : {}) });
    expect(triggersOf(content)).not.toHaveProperty("pull_request_target");
  });

  test.each(jobs)("$name: the job $id has a time limit", ({ job }) => {
    expect(job["timeout-minutes"]).toBeTypeOf("number");
  });

  test.each(scripts)("$name inserts nothing into the text of $script", ({ script }) => {
    expect(script).not.toContain("${{");
    expect(script).not.toMatch(/set -\w*x|--show-secrets/);
  });

  test("has secrets only in the environment of the one step that needs them", () => {
    const places = examples.flatMap(({ name, content }) => findSecrets(content).map((place) => `${name} ${place}`));
    expect(places).not.toEqual([]);
    for (const place of places) expect(place).toMatch(/^[\w-]+\.yml jobs\.\w+\.steps\.\d+\.env\.[A-Z_]+$/);
    for (const { job } of jobs) expect(job.steps.filter((step) => findSecrets(step).length > 0).length).toBeLessThanOrEqual(1);
  });

  test.each(steps.filter(({ step }) => step.uses !== undefined))(
    "$name: $step.uses names a major version and leaves no token behind",
    ({ step }) => {
      expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      if (step.uses?.startsWith("actions/checkout@") === true) expect(step.with?.["persist-credentials"]).toBe(false);
    },
  );

  test("comments only through comment.cjs", () => {
    expect(scripts.filter(({ script }) => /createComment|gh (pr|issue) comment/.test(script))).toEqual([]);
    expect(steps.filter(({ step }) => step.uses?.startsWith("actions/github-script@") === true).map(({ name }) => name)).toEqual([
      "preview-simulated.yml",
      "preview.yml",
    ]);
    for (const { script } of scripts.filter(({ script }) => script.includes("comment"))) {
      expect(script).toContain('require("./.github/workflows/comment.cjs")');
    }
    expect(readFileSync(path.join(folder, "comment.cjs"), "utf8").match(/createComment\(/g)).toHaveLength(1);
  });
});

test("a pull request that violates a policy fails after its plan is written, with the pack and the configuration of this repository", () => {
  const commands = steps.filter(({ name }) => name === "preview.yml").flatMap(({ step }) => step.run?.trim().split("\n") ?? []);
  const [plan, policies] = [/ > plan\.md$/, /--policy-pack /].map((pattern) => commands.findIndex((command) => pattern.test(command)));
  expect(plan).toBeGreaterThan(0);
  expect(policies).toBe(plan! + 1);
  const [, pack = "", configuration = ""] = /--policy-pack (\S+) --policy-pack-config (\S+) /.exec(commands[policies!]!) ?? [];
  expect(existsSync(path.join(checkoutFolder, pack, "PulumiPolicy.yaml"))).toBe(true);
  expect(readJson(path.join(checkoutFolder, configuration))).toEqual({
    "metadata-uri-in-allowed-domains": { allowedDomains: ["contoso.com"] },
  });
});

describe("a real deployment", () => {
  const real = jobs.filter(({ name }) => name !== "preview-simulated.yml");

  test.each(real)("is reached by $name's job $id from a self-hosted Windows runner", ({ job, text, content }) => {
    expect(job["runs-on"]).toEqual(["self-hosted", "windows", expect.stringMatching(/^lync-/)]);
    expect(job.environment).toBeTypeOf("string");
    expect(text).toContain("WSMan");
    expect(content.env["MSYS2_ENV_CONV_EXCL"]).toBe("PULUMI_;LYNC_");
  });

  test("is not reached by a pull request from a fork", () => {
    for (const { job } of jobs.filter(({ content }) => "pull_request" in triggersOf(content))) {
      expect(job.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    }
    expect(find("preview.yml").content.jobs["preview"]!.if).toContain("&& github.event.pull_request.user.login != 'dependabot[bot]'");
  });

  test("is rolled out after the previous one, with its own approval, and never by two runs at once", () => {
    const { content } = find("rollout.yml");
    expect(Object.entries(content.jobs).map(([id, { needs, environment, env }]) => ({ id, needs, environment, ...env }))).toEqual([
      { id: "dev", needs: undefined, environment: "dev", STACK: "dev" },
      { id: "staging", needs: "dev", environment: "staging", STACK: "staging" },
      { id: "prod", needs: "staging", environment: "prod", STACK: "prod" },
    ]);
    expect(content.concurrency).toEqual({ group: "lync-rollout", "cancel-in-progress": false });
  });

  test("is read, but not changed, by the drift check", () => {
    const commands = steps.filter(({ name }) => name === "drift.yml").flatMap(({ step }) => step.run ?? []);
    expect(commands).toEqual(["npm ci", 'pulumi preview --refresh --expect-no-changes --diff --non-interactive --stack "$STACK"']);
  });

  test("that is simulated needs neither a secret nor a runner", () => {
    const { content } = find("preview-simulated.yml");
    expect(findSecrets(content)).toEqual([]);
    expect(content.jobs["preview"]!["runs-on"]).toBe("ubuntu-latest");
  });
});

function find(wanted: string): WorkflowFile {
  return examples.find(({ name }) => name === wanted)!;
}

/** The paths of the values that name a secret. */
function findSecrets(value: unknown, at: string[] = []): string[] {
  if (typeof value === "string") return /\bsecrets\b/.test(value) ? [at.join(".")] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => findSecrets(each, [...at, key]));
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
