import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { simulatedEnvironment } from "../../tools/environment.mjs";
import { contoso } from "../support/contoso";
import { configuredPowerShell } from "../support/powershell";
import { isWrite } from "../support/writes";
import { isAlive, recordingStarts, startedIn } from "../support/processes";

const checkout = path.resolve(import.meta.dirname, "..", "..");

export interface DeclaredResource {
  type: "WebServiceConfiguration" | "ProxyConfiguration";
  name: string;
  args: Record<string, unknown>;
  dependsOn?: string[];
  options?: Record<string, unknown>;
}

export interface Run {
  code: number;
  /** Standard output, followed by standard error. */
  output: string;
}

export interface State {
  resources: { type: string; id?: string; inputs: Record<string, unknown>; outputs: Record<string, unknown>; initErrors?: string[] }[];
}

/**
 * The program of every test. It declares what `resources.json` lists, and exports the sign-in
 * methods of those resources.
 */
const program = `
const lync = require("pulumi-lync");
const made = {};
for (const { type, name, args, dependsOn = [], options = {} } of require("./resources.json")) {
  made[name] = new lync[type](name, args, { ...options, dependsOn: dependsOn.map((other) => made[other]) });
}
exports.signInMethods = Object.fromEntries(Object.entries(made).map(([name, resource]) => [name, resource.signInMethods]));
`;

export interface ProjectOptions {
  topology?: object;
  environment?: NodeJS.ProcessEnv;
  /**
   * The PowerShell that runs the simulator's module.
   * @default the run's own choice
   */
  powershell?: string;
  /** The time limit for one cmdlet. A hanging write continues this long after its engine ends. */
  timeoutSeconds?: number;
}

/** A Pulumi project in the test's own folder, with a simulated deployment and the real `pulumi`. */
export class Project {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The file in which every Node.js process of the project's runs records its start. */
  readonly starts: string;

  readonly #powershell: string | undefined;

  constructor({
    topology = contoso,
    environment = {},
    powershell = configuredPowerShell().powershell,
    timeoutSeconds,
  }: ProjectOptions = {}) {
    this.#powershell = powershell;
    this.folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-engine-"));
    onTestFinished(() => {
      for (const { pid } of startedIn(this.starts).filter(isAlive)) process.kill(pid);
      rmSync(this.folder, { recursive: true, force: true });
    });
    const state = path.join(this.folder, "backend");
    mkdirSync(state);
    this.environment = { ...simulatedEnvironment({ pulumi: pulumiPath(), state }), ...environment };
    this.starts = path.join(this.folder, "starts.jsonl");
    Object.assign(this.environment, recordingStarts(this.starts, "lateSerializer.cjs"));
    symlinkSync(path.join(checkout, "node_modules"), path.join(this.folder, "node_modules"), "junction");
    this.write("Pulumi.yaml", "name: test\nruntime:\n  name: nodejs\n  options: { typescript: false }\noptions: { refresh: always }\n");
    const limit = timeoutSeconds === undefined ? "" : `  lync:timeoutSeconds: ${String(timeoutSeconds)}\n`;
    this.write("Pulumi.test.yaml", `config:\n  lync:simulator: contoso.json\n${limit}`);
    this.write("package.json", JSON.stringify({ name: "test", main: "index.js" }));
    this.write("index.js", program);
    this.write("contoso.json", JSON.stringify(topology));
    this.declare([]);
  }

  /** Selects the stack. After that, the project can be used. */
  async init(): Promise<this> {
    await this.expectSuccess("stack", "init", "test");
    return this;
  }

  declare(resources: DeclaredResource[]): void {
    this.write("resources.json", JSON.stringify(resources));
  }

  /**
   * Writes a file. If the run uses a certain PowerShell, a stack's configuration also gets it for
   * the simulated deployment.
   */
  write(file: string, text: string): void {
    const isSimulated = /^Pulumi\..+\.yaml$/.test(file) && text.includes("\n  lync:simulator: ");
    const shell = isSimulated && this.#powershell !== undefined ? `  lync:powershell: ${JSON.stringify(this.#powershell)}\n` : "";
    writeFileSync(path.join(this.folder, file), text + shell);
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  exists(file: string): boolean {
    return existsSync(path.join(this.folder, file));
  }

  /** The simulated deployment's state file; undefined if there is none. */
  deployment(): string | undefined {
    const file = path.join(this.folder, "contoso.state.json");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** The stored values of a collection, by parameter. */
  stored(noun: string, identity: string): Record<string, unknown> | undefined {
    const state = JSON.parse(this.deployment() ?? "{}") as Record<string, Record<string, Record<string, unknown>>>;
    return state[noun]?.[identity];
  }

  /** Changes the deployment outside of Pulumi. */
  edit(change: (state: Record<string, Record<string, Record<string, unknown>>>) => void): void {
    const state = JSON.parse(this.deployment() ?? "{}") as Record<string, Record<string, Record<string, unknown>>>;
    change(state);
    this.write("contoso.state.json", `${JSON.stringify(state, undefined, 2)}\n`);
  }

  /** The commands in the log, which `lync:log: cmdlets.jsonl` turns on. */
  cmdlets(): string[] {
    const file = path.join(this.folder, "cmdlets.jsonl");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.filter((line) => line !== "").map((line) => (JSON.parse(line) as { command: string }).command);
  }

  /** Those commands that write. A New with -InMemory stores nothing. */
  writes(): string[] {
    return this.cmdlets().filter(isWrite);
  }

  pulumi(...args: string[]): Promise<Run> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: this.environment, maxBuffer: 64 * 1024 * 1024 };
      execFile(pulumiPath(), [...args, "--non-interactive"], options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }

  /** Runs the command pulumi-lync in the project's folder, with the tests' `pulumi` on PATH. */
  pulumiLync(...args: string[]): Promise<Run> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: this.environment, maxBuffer: 64 * 1024 * 1024 };
      execFile(process.execPath, [pulumiLyncPath, ...args], options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }

  start(...args: string[]): ChildProcess {
    return spawn(pulumiPath(), [...args, "--non-interactive"], { cwd: this.folder, env: this.environment, stdio: "ignore" });
  }

  /** The faults that have not been used yet. */
  faultsLeft(): unknown {
    return JSON.parse(readFileSync(path.join(this.folder, "contoso.faults.json"), "utf8"));
  }

  async killOnceFaultsAreUsed(...args: string[]): Promise<void> {
    const cli = this.start(...args);
    const ended = once(cli, "exit");
    await vi.waitFor(() => expect(this.faultsLeft()).toEqual([]), { timeout: 60_000, interval: 20 });
    cli.kill("SIGKILL");
    await ended;
    // Our sessions, and the providers that have one, end when their input ends. A provider process
    // that was never called has loaded none of our code.
    const sessions = startedIn(this.starts, /pulumi-lync-simulator$/);
    const providers = startedIn(this.starts).filter(({ pid }) => sessions.some(({ parent }) => parent === pid));
    await vi.waitFor(() => expect([...sessions, ...providers].filter(isAlive)).toEqual([]), { timeout: 30_000, interval: 50 });
  }

  /**
   * Makes the machine die: kills CLI, providers and sessions at once, as soon as all faults have
   * been used and `expected` holds.
   */
  async dieOnce(expected: () => void, ...args: string[]): Promise<void> {
    const cli = this.start(...args);
    const ended = once(cli, "exit");
    await vi.waitFor(
      () => {
        expect(this.faultsLeft()).toEqual([]);
        expected();
      },
      { timeout: 60_000, interval: 20 },
    );
    const sessions = startedIn(this.starts, /pulumi-lync-simulator$/);
    const providers = startedIn(this.starts).filter(({ pid }) => sessions.some(({ parent }) => parent === pid));
    cli.kill("SIGKILL");
    // Otherwise a provider would first finish its write.
    for (const { pid } of [...providers, ...sessions].filter(isAlive)) process.kill(pid, "SIGKILL");
    await ended;
    await vi.waitFor(() => expect([...sessions, ...providers].filter(isAlive)).toEqual([]), { timeout: 15_000, interval: 50 });
  }

  async expectSuccess(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${output}`);
    return output;
  }

  up(): Promise<string> {
    return this.expectSuccess("up", "--yes", "--skip-preview");
  }

  async state(): Promise<State> {
    const { deployment } = JSON.parse(await this.expectSuccess("stack", "export")) as { deployment: Partial<State> };
    return { resources: deployment.resources ?? [] };
  }

  /** The resources in the state that belong to pulumi-lync. */
  async ours(): Promise<State["resources"]> {
    return (await this.state()).resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
  }
}

export const pulumiLyncPath = path.join(checkout, "provider", "bin", "pulumi-lync");

function pulumiPath(): string {
  const given = process.env.LYNC_TEST_PULUMI;
  if (given === undefined) throw new Error("LYNC_TEST_PULUMI is not set: the tests' global set-up did not run");
  return given;
}
