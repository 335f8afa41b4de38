import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startSimulator } from "pulumi-lync/simulator";
import { withUpdatePlan } from "../../provider/src/cli/rollout/updatePlan";

const command = path.resolve(import.meta.dirname, "..", "..", "provider", "bin", "pulumi-lync");
const gone = path.join(tmpdir(), "pulumi-lync-gone");
const variable = process.platform === "win32" ? "TEMP" : "TMPDIR";

/**
 * Runs `pulumi-lync` in a folder without a project. Returns its exit code and its standard error.
 */
async function fails(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<{ code: unknown; stderr: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-folders-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const stack = { op: "same", urn: "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev" };
  writeFileSync(path.join(folder, "preview.json"), JSON.stringify({ steps: [stack] }));
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, ...environment } };
    execFile(process.execPath, [command, ...args], options, (error, _stdout, stderr) => {
      resolve({ code: error?.code, stderr });
    });
  });
}

describe("a folder that cannot be written to gives one line, which says its purpose and how to use another:", () => {
  const words = `The folder for temporary files, "${gone}", cannot be written to (ENOENT: no such file or directory, mkdtemp '`;

  test.each([["plan"], ["rollout", "dev"]])("the folder for temporary files: pulumi-lync %s", async (...args) => {
    const { code, stderr } = await fails(args, { [variable]: gone });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toContain(words);
    expect(stderr).toContain(`). Pulumi needs it. Name another folder in the environment variable ${variable}.`);
  });

  test("the folder for an update plan, and the folder for a simulated deployment", async () => {
    vi.stubEnv(variable, gone);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await expect(withUpdatePlan(() => Promise.resolve())).rejects.toThrow(
      expect.objectContaining({
        name: "LyncError",
        message: expect.stringContaining("). The update plan is kept in this folder. Name another folder in"),
      }),
    );
    expect(() => startSimulator({ serverVersion: 2013, sites: [] })).toThrow(
      "). A simulated deployment is kept there. Name another folder in",
    );
  });

  test("the folder in --output", async () => {
    const output = path.join(gone, "plan.md");
    const { code, stderr } = await fails(["plan", "--from", "preview.json", "--output", output]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toContain(`The result cannot be written to "${output}": ENOENT: `);
    expect(stderr).toContain("Name another file in --output, or leave it out for standard output.");
  });
});
