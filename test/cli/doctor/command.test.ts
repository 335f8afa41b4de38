import { execFile } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Examination } from "../../../provider/src/cli/doctor/examination";
import { contoso } from "../../support/contoso";
import { programFolder, putProgram } from "../../support/programs";
import { skippedOnWindows } from "../../support/windows";

const bin = path.resolve(import.meta.dirname, "..", "..", "..", "provider", "bin", "pulumi-lync");

interface Ended {
  code: number;
  stdout: string;
  /** What was printed on standard error, without the progress that a busy machine prints. */
  stderr: string;
}

/**
 * Runs the built command in a folder. That folder is the only one on PATH that may hold a pulumi.
 */
function doctor(folder: string, ...args: string[]): Promise<Ended> {
  const windows = path.join(process.env.SystemRoot ?? "", "System32");
  const system = process.platform === "win32" ? [windows, path.join(windows, "WindowsPowerShell", "v1.0")] : [];
  const env = { ...process.env, PATH: [folder, ...system].join(path.delimiter) };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, "doctor", ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr: stderr.replace(/^Checking: .*\n/gm, "") });
    });
  });
}

/** A folder with a simulated deployment, its state, and programs with these names. */
function machine(programs: Record<string, string> = {}): string {
  const folder = programFolder(programs);
  writeFileSync(path.join(folder, "contoso.json"), JSON.stringify(contoso));
  writeFileSync(path.join(folder, "contoso.state.json"), '{ "CsProxyConfiguration": {} }\n');
  // The simulator's program looks for Node.js on PATH.
  if (process.platform !== "win32") symlinkSync(process.execPath, path.join(folder, "node"));
  return folder;
}

const whole = { pulumi: "v3.230.0", "pulumi-language-nodejs": "" };

describe("pulumi-lync doctor, as a process", () => {
  test("ends with 0 if all is fine, prints only the result, and does not change the deployment", async () => {
    const folder = machine(whole);
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await doctor(folder, "--simulator", "contoso.json");
    expect(stdout).toMatch(/^Deployment: simulator:contoso\.json\n\nNode\.js\n {2}fine /);
    expect(stdout).toMatch(/\n\nNo findings, 1 note, \d+ fine, \d+ not checked\.\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(path.join(folder, "contoso.state.json"), "utf8")).toBe('{ "CsProxyConfiguration": {} }\n');
  });

  test("ends with 1 without a Pulumi CLI, but runs the other checks", async () => {
    const { code, stdout, stderr } = await doctor(machine(), "--simulator", "contoso.json", "--json");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const { version, deployment, stacks, examinedAt, results } = JSON.parse(stdout) as Examination;
    expect({ version, deployment, stacks }).toEqual({ version: 1, deployment: "simulator:contoso.json", stacks: [] });
    expect(new Date(examinedAt).toISOString()).toBe(examinedAt);
    expect(results.filter(({ status }) => status === "finding")).toMatchObject([{ check: "Pulumi CLI", code: "pulumiMissing" }]);
    expect(results.map(({ check }) => check)).toEqual(
      expect.arrayContaining(["Node.js", "Connection", "PowerShell", "Cmdlets", "Account"]),
    );
  });

  test("ends with 2 if it could not tell, for example because of bad arguments", async () => {
    const folder = machine(whole);
    const [option, format, both, formats, missing] = await Promise.all([
      doctor(folder, "--colour"),
      doctor(folder, "--format", "html"),
      doctor(folder, "--stack", "prod", "--simulator", "contoso.json"),
      doctor(folder, "--json", "--format", "text"),
      doctor(folder, "--simulator", "absent.json"),
    ]);
    expect([option, format, both, formats, missing].map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect([option, format, both, formats].map(({ stdout }) => stdout)).toEqual(["", "", "", ""]);
    expect(option.stderr).toContain("unknown option '--colour'");
    expect(format.stderr).toContain("Allowed choices are text, json.");
    expect(formats.stderr).toContain("--json is short for --format json, but --format is text.");
    expect(missing.stdout.replace(/\s+/g, " ")).toContain('--simulator is "absent.json", but there is no file');
    expect(missing.stdout).toMatch(/\n\nNo findings, 1 unknown \(invalidParameter\), 3 fine\.\n$/);
  });

  test.skipIf(skippedOnWindows("a program in pulumi's place"))("ends with 2 if a project cannot be read, and says why", async () => {
    const folder = machine(whole);
    putProgram(folder, "pulumi", [
      '[ "$1" = version ] && echo v3.230.0 && exit 0',
      'echo "error: no Pulumi.yaml project file found" >&2',
      "exit 255",
    ]);
    const { code, stdout, stderr } = await doctor(folder, "--stack", "prod", "--json");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect((JSON.parse(stdout) as Examination).results.at(-1)).toMatchObject({
      check: "Configuration",
      status: "unknown",
      asked: "pulumi config --stack prod",
      found: "Cannot read the configuration of the stack prod: no Pulumi.yaml project file found.",
    });
  });

  test("ends with 2 if a project needs the folder for temporary files, but that does not exist", async () => {
    const folder = machine(whole);
    vi.stubEnv(process.platform === "win32" ? "TEMP" : "TMPDIR", path.join(folder, "gone"));
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { code, stdout, stderr } = await doctor(folder, "--stack", "prod", "--json");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect((JSON.parse(stdout) as Examination).results.at(-1)).toMatchObject({
      check: "Configuration",
      code: "unsupported",
      found: expect.stringContaining("The folder for temporary files,"),
    });
  });

  test("writes the result into a file, and nothing to standard output", async () => {
    const folder = machine(whole);
    const { code, stdout, stderr } = await doctor(folder, "--simulator", "contoso.json", "--json", "--output", "result.json");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8"))).toMatchObject({ version: 1 });
  });
});
