import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulatedEnvironment } from "../tools/environment.mjs";
import { readJson } from "../tools/json.mjs";
import { checkoutFolder } from "../tools/paths.mjs";
import { excerpt, runQuietly } from "../tools/processes.mjs";
import { BenchError } from "./benchError.mjs";
import { declaredCollections, topologyOf } from "./declared.mjs";
import { readProcesses } from "./processes.mjs";
import { programs } from "./programs.mjs";

const fixtures = join(checkoutFolder, "bench", "fixtures");

/** @typedef {import("./programs.mjs").Kind} Kind */
/**
 * @typedef {{ seconds: number, output: string, processes: import("./processes.mjs").Ended[] }} Run
 */

/**
 * A Pulumi project in its own folder, with its own backend, a simulated deployment and the real
 * engine.
 */
export class BenchProject {
  /**
   * @param {object} options
   * @param {string} options.pulumi the CLI's path
   * @param {Kind} options.kind
   * @param {number} options.collections
   * @param {Record<string, string>} [options.config] pulumi-lync's configuration, without its
   * namespace
   * @param {string} [options.profiles] the folder for profiles of the processes; no profiles by
   * default
   */
  constructor({ pulumi, kind, collections, config = {}, profiles }) {
    this.pulumi = pulumi;
    this.kind = kind;
    this.profiles = profiles;
    this.declared = declaredCollections(collections);
    this.folder = mkdtempSync(join(tmpdir(), "pulumi-lync-bench-"));
    this.backend = join(this.folder, "backend");
    this.topologyFile = join(this.folder, "deployment.json");
    mkdirSync(this.backend);
    installPackages(this.folder);
    this.write("Pulumi.yaml", "name: bench\nruntime:\n  name: nodejs\n  options: { typescript: false }\n");
    this.configure(config);
    this.write("package.json", JSON.stringify({ name: "bench", main: "index.js" }));
    this.write("index.js", programs[kind]);
    this.write("resources.json", JSON.stringify(this.declared));
    this.write("deployment.json", JSON.stringify(topologyOf(collections)));
  }

  /** The file with the stack's state in the backend. */
  get stateFile() {
    return join(this.backend, ".pulumi", "stacks", "bench", "bench.json");
  }

  get stateBytes() {
    return statSync(this.stateFile).size;
  }

  /** Sets pulumi-lync's configuration of the stack. @param {Record<string, string>} config */
  configure(config) {
    const settings = Object.entries({ simulator: "deployment.json", ...config }).map(([key, value]) => `  lync:${key}: "${value}"\n`);
    this.write("Pulumi.bench.yaml", `config:\n${settings.join("")}`);
  }

  /** @param {string} file @param {string} text */
  write(file, text) {
    writeFileSync(join(this.folder, file), text);
  }

  /** The number of cmdlets so far. It needs the configuration `log: cmdlets.jsonl`. */
  cmdlets() {
    const file = join(this.folder, "cmdlets.jsonl");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
  }

  /** @returns {import("./check.mjs").Checkpoint} */
  checkpoint() {
    return /** @type {import("./check.mjs").Checkpoint} */ (readJson(this.stateFile));
  }

  init() {
    return this.run("stack", "init", "bench");
  }

  up() {
    return this.run("up", "--yes", "--skip-preview");
  }

  /** Runs a preview that first reads the deployment. */
  preview() {
    return this.run("preview", "--refresh", "--expect-no-changes");
  }

  refresh() {
    return this.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  }

  /**
   * Runs Pulumi and measures it.
   * @param {...string} args
   * @returns {Promise<Run>}
   * @throws BenchError if it fails
   */
  async run(...args) {
    const record = join(this.folder, "processes.jsonl");
    rmSync(record, { force: true });
    const hooks = this.profiles === undefined ? ["recordEnd.cjs"] : ["recordEnd.cjs", "profile.cjs"];
    const env = {
      ...simulatedEnvironment({ pulumi: this.pulumi, state: this.backend }),
      RECORDED_PROCESSES: record,
      NODE_OPTIONS: hooks.map((hook) => `--require ${JSON.stringify(join(fixtures, hook))}`).join(" "),
      ...(this.profiles === undefined ? {} : { PROFILES: this.profiles }),
    };
    const start = performance.now();
    const { code, stdout, stderr } = await runQuietly([this.pulumi, ...args, "--non-interactive", "--color", "never"], {
      cwd: this.folder,
      env,
    });
    const seconds = (performance.now() - start) / 1000;
    if (code !== 0) {
      throw new BenchError(
        `pulumi ${args.join(" ")} of ${this.declared.length} resources (${this.kind}) ended with ${code}: ${excerpt({ stdout: "", stderr: stdout + stderr })}`,
      );
    }
    return { seconds, output: stdout + stderr, processes: await readProcesses(record) };
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Makes links to the packages that the programs and their providers require. They must be in the
 * project's folder, because a provider's text is resolved there by name.
 * @param {string} folder
 */
function installPackages(folder) {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  mkdirSync(join(modules, "noop-module"));
  symlinkSync(join(checkoutFolder, "node_modules", "@pulumi", "pulumi"), join(modules, "@pulumi", "pulumi"), "junction");
  symlinkSync(join(checkoutFolder, "provider"), join(modules, "pulumi-lync"), "junction");
  copyFileSync(join(fixtures, "noop.cjs"), join(modules, "noop-module", "dynamic.js"));
  writeFileSync(join(modules, "noop-module", "package.json"), JSON.stringify({ name: "noop-module", version: "1.0.0" }));
}
