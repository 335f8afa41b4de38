import { checkUnchanged, checkUp } from "./check.mjs";
import { inMegabytes, inSeconds, least } from "./figures.mjs";
import { cpuSecondsOf } from "./processes.mjs";
import { BenchProject } from "./project.mjs";

/**
 * The runs of one kind at one size.
 * @typedef {object} Runs
 * @property {import("./project.mjs").Run[]} ups
 * @property {import("./project.mjs").Run[]} previews
 * @property {number} stateBytes
 * @typedef {Record<import("./programs.mjs").Kind, Runs>} SideBySide
 */

const kinds = /** @type {const} */ (["lync", "noop", "ordinary", "shared"]);

/**
 * Runs `up` and then an unchanged preview with refresh, for the same resources: with pulumi-lync,
 * with a provider that does nothing, and as ordinary dynamic resources. The kinds alternate, and
 * each round has another order.
 * @param {{ pulumi: string, collections: number, rounds: number }} options
 * @returns {Promise<SideBySide>}
 */
export async function runSideBySide({ pulumi, collections, rounds }) {
  const none = () => ({ ups: [], previews: [], stateBytes: 0 });
  /** @type {SideBySide} */
  const runs = { lync: none(), noop: none(), ordinary: none(), shared: none() };
  for (let round = 0; round < rounds; round++) {
    const order = [...kinds.slice(round % kinds.length), ...kinds.slice(0, round % kinds.length)];
    const projects = order.map((kind) => new BenchProject({ pulumi, kind, collections }));
    try {
      for (const project of projects) {
        await project.init();
        runs[project.kind].ups.push(await project.up());
        checkUp(project);
        runs[project.kind].stateBytes = project.stateBytes;
      }
      for (const project of projects) {
        const preview = await project.preview();
        checkUnchanged(project, preview);
        runs[project.kind].previews.push(preview);
      }
    } finally {
      for (const project of projects) project.remove();
    }
  }
  return runs;
}

/**
 * @param {SideBySide} runs
 * @param {number} collections
 * @returns {import("./row.mjs").Row[]}
 */
export function sideBySideRows({ lync, noop, ordinary, shared }, collections) {
  const up = `up of ${collections} collections`;
  const preview = `preview of the ${collections}, unchanged, with refresh`;
  const short = "no-op with a __provider of the same length";
  const long = "no-op pulumi.dynamic.Resource";
  const once = "the same, one provider object for all";
  return [
    timeRow({ id: "up / no-op", what: up, against: short, goal: 1.15 }, lync.ups, noop.ups),
    timeRow({ id: "preview / no-op", what: preview, against: short, goal: 1.2 }, lync.previews, noop.previews),
    timeRow({ id: "up / ordinary", what: up, against: long, goal: 0.55 }, lync.ups, ordinary.ups),
    timeRow({ id: "preview / ordinary", what: preview, against: long, goal: 0.65 }, lync.previews, ordinary.previews),
    timeRow({ id: "up / shared", what: up, against: once }, lync.ups, shared.ups),
    timeRow({ id: "preview / shared", what: preview, against: once }, lync.previews, shared.previews),
    {
      id: "state / ordinary",
      what: "state file",
      against: long,
      goal: { atMost: 0.48 },
      value: lync.stateBytes / ordinary.stateBytes,
      detail: `${inMegabytes(lync.stateBytes)} : ${inMegabytes(ordinary.stateBytes)}`,
    },
    cpuRow(lync, noop, collections),
  ];
}

/**
 * @param {{ id: string, what: string, against: string, goal?: number }} row
 * @param {readonly { seconds: number }[]} ours
 * @param {readonly { seconds: number }[]} theirs
 * @returns {import("./row.mjs").Row}
 */
function timeRow({ goal, ...row }, ours, theirs) {
  const [one, other] = [ours, theirs].map((runs) => least(runs.map(({ seconds }) => seconds)));
  return {
    ...row,
    ...(goal === undefined ? {} : { goal: { atMost: goal } }),
    value: (one ?? 0) / (other ?? 0),
    detail: `${inSeconds(one ?? 0)} : ${inSeconds(other ?? 0)}`,
  };
}

/**
 * @param {Runs} lync
 * @param {Runs} noop
 * @param {number} collections
 * @returns {import("./row.mjs").Row}
 */
function cpuRow(lync, noop, collections) {
  const cpuOf = (/** @type {Runs} */ { ups }) => least(ups.map(({ processes }) => cpuSecondsOf(processes))) / collections;
  const ofProvider = least(lync.ups.map(({ processes }) => cpuSecondsOf(processes, "provider"))) / collections;
  const inMilliseconds = (/** @type {number} */ seconds) => `${(seconds * 1000).toFixed(1)} ms`;
  return {
    id: "CPU / no-op",
    what: "CPU time of provider and simulator, per resource of that up",
    against: "no-op provider",
    goal: { atMost: 2 },
    value: cpuOf(lync) / cpuOf(noop),
    detail: `${inMilliseconds(cpuOf(lync))} (provider ${inMilliseconds(ofProvider)}) : ${inMilliseconds(cpuOf(noop))}`,
  };
}
