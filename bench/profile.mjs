import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runCommand } from "../tools/command.mjs";
import { readJson } from "../tools/json.mjs";
import { ensureReady } from "../tools/setup.mjs";

/**
 * The profile that V8 writes.
 * @typedef {{ functionName: string, url: string, lineNumber: number }} CallFrame
 * @typedef {{ id: number, callFrame: CallFrame, children?: number[] }} Node
 * @typedef {{ nodes: Node[], samples: number[], timeDeltas: number[] }} Profile
 */

const shown = 25;

await runCommand(profile);

/**
 * node bench/profile.mjs [collections] [lync | noop]: runs an `up` and an unchanged preview with
 * refresh, and prints where the program, the provider process and the simulator spent their time.
 * The time of a function includes the functions that it called. The profiles are kept for a
 * browser's viewer.
 */
async function profile() {
  const { pulumi } = await ensureReady();
  const { BenchProject } = await import("./project.mjs");
  const [collections = "300", kind = "lync"] = process.argv.slice(2);
  const project = new BenchProject({ pulumi, kind: kind === "noop" ? "noop" : "lync", collections: Number(collections) });
  try {
    await project.init();
    for (const verb of /** @type {const} */ (["up", "preview"])) {
      const folder = mkdtempSync(join(tmpdir(), `pulumi-lync-profile-${verb}-`));
      project.profiles = folder;
      const { seconds } = await project[verb]();
      console.log(`\n${verb} of ${collections} collections (${kind}): ${seconds.toFixed(1)} s. The profiles are in ${folder}`);
      for (const file of readdirSync(folder)) printTop(join(folder, file));
    }
  } finally {
    project.remove();
  }
  return 0;
}

/** @param {string} file */
function printTop(file) {
  const { nodes, samples, timeDeltas } = /** @type {Profile} */ (readJson(file));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  /** @type {Map<string, number>} */
  const times = new Map();
  let busy = 0;
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0;
    if (byId.get(id)?.callFrame.functionName === "(idle)") return;
    busy += delta;
    for (const name of callersOf(id)) times.set(name, (times.get(name) ?? 0) + delta);
  });
  console.log(`${basename(file)}: busy for ${Math.round(busy / 1000)} ms`);
  const top = [...times].sort(([, one], [, other]) => other - one).slice(0, shown);
  for (const [name, time] of top) console.log(`${String(Math.round(time / 1000)).padStart(8)} ms  ${name}`);

  /** A function and all its direct and indirect callers, each once. @param {number} id */
  function callersOf(id) {
    /** @type {Set<string>} */
    const names = new Set();
    for (let at = /** @type {number | undefined} */ (id); at !== undefined; at = parents.get(at)) {
      const { functionName, url, lineNumber } = byId.get(at)?.callFrame ?? { functionName: "", url: "", lineNumber: 0 };
      const place = url.replace(/^.*\/(node_modules|provider\/dist)\//, "");
      // The time in which Node.js loads a module counts as the module's time.
      if (!url.startsWith("node:")) names.add(`${functionName || "(module)"} ${place}:${lineNumber + 1}`);
    }
    return names;
  }
}
