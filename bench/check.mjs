import { isDeepStrictEqual } from "node:util";
import { startSimulator } from "pulumi-lync/simulator";
import { parametersOf } from "../provider/dist/configurations/noun.js";
import { proxy } from "../provider/dist/configurations/proxy.js";
import { webService } from "../provider/dist/configurations/webService.js";
import { BenchError } from "./benchError.mjs";
import { topologyOf } from "./declared.mjs";

/**
 * The parts of the engine's state that are checked.
 * @typedef
 * {{ type: string, urn: string, outputs?: Record<string, unknown>, initErrors?: string[] }}
 * StateResource
 * @typedef
 * {{ checkpoint: { latest?: { resources?: StateResource[], pending_operations?: unknown[] } } }}
 * Checkpoint
 * @typedef
 * {Pick<import("./project.mjs").BenchProject, "kind" | "folder" | "declared" | "checkpoint">}
 * Checked
 */

const nouns = { WebServiceConfiguration: webService, ProxyConfiguration: proxy };

/**
 * Checks that an `up` did its work: the state has exactly the declared resources, all complete, and
 * the deployment is as declared.
 * @param {Checked} project
 * @throws BenchError saying what is missing or wrong
 */
export function checkUp(project) {
  checkState(project);
  if (project.kind === "lync") checkDeployment(project);
}

/**
 * Checks that a preview or refresh read every declared resource and found it unchanged.
 * @param {Pick<Checked, "kind" | "declared">} project
 * @param {{ output: string }} run
 * @throws BenchError
 */
export function checkUnchanged({ kind, declared }, { output }) {
  // The count includes the stack itself.
  const unchanged = Number(/(\d+) unchanged/.exec(output)?.[1] ?? 0) - 1;
  if (unchanged !== declared.length)
    throw new BenchError(`${kind}: ${declared.length} resources should be unchanged, but ${unchanged} are:\n${output}`);
}

/** @param {Checked} project */
function checkState(project) {
  const { kind, declared } = project;
  const { resources = [], pending_operations: pending = [] } = project.checkpoint().checkpoint.latest ?? {};
  const made = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
  if (made.length !== declared.length)
    throw new BenchError(`${kind}: the state has ${made.length} resources, but ${declared.length} are declared.`);
  if (pending.length > 0) throw new BenchError(`${kind}: the state has ${pending.length} pending operations.`);
  const byName = new Map(made.map((resource) => [resource.urn.split("::").at(-1), resource]));
  for (const { name, args } of declared) {
    const { outputs = {}, initErrors = [] } = byName.get(name) ?? {};
    if (initErrors.length > 0) throw new BenchError(`${kind}: "${name}" was created, but with errors: ${initErrors.join("; ")}`);
    requireSame(`${kind}: the state of "${name}"`, args, outputs);
  }
}

/** @param {Checked} project */
function checkDeployment({ folder, declared }) {
  const simulator = startSimulator(topologyOf(declared.length), folder);
  for (const [type, noun] of Object.entries(nouns)) {
    const found = new Map(simulator.run(`Get-${noun.cs}`).map((object) => [object["Identity"], object]));
    const names = parametersOf(noun);
    const wanted = declared.filter((one) => one.type === type);
    // The global collection always exists.
    if (found.size - 1 !== wanted.length)
      throw new BenchError(`The deployment has ${found.size - 1} ${noun.cs}, but ${wanted.length} are declared.`);
    for (const { args } of wanted) {
      const settings = Object.entries(args).filter(([property]) => names.has(property));
      const expected = Object.fromEntries(settings.map(([property, value]) => [names.get(property) ?? property, value]));
      requireSame(`The deployment's ${noun.cs} of "${args.identity}"`, expected, found.get(args.identity) ?? {});
    }
  }
}

/**
 * @param {string} what
 * @param {Record<string, unknown>} wanted
 * @param {Record<string, unknown>} found
 */
function requireSame(what, wanted, found) {
  for (const [name, value] of Object.entries(wanted)) {
    if (isDeepStrictEqual(found[name], value)) continue;
    throw new BenchError(
      `${what} is not as declared: ${name} is ${JSON.stringify(found[name])}, but ${JSON.stringify(value)} is declared.`,
    );
  }
}
