import { checkUnchanged } from "./check.mjs";
import { checkedUp } from "./checkedUp.mjs";
import { exponentOf, inMegabytes, inSeconds } from "./figures.mjs";
import { cpuSecondsOf, sessionsPerProvider } from "./processes.mjs";
import { BenchProject } from "./project.mjs";
import { BenchError } from "./benchError.mjs";

/**
 * An `up` with pulumi-lync and one with the no-op provider, at one size.
 * @typedef
 * {{ collections: number, lync: import("./project.mjs").Run, noop: import("./project.mjs").Run }}
 * Size
 * @typedef {{ refresh: number, preview: number, previewSeconds: number }} Cmdlets the number of
 * cmdlets in a refresh and in a preview with refresh, and the time of that preview
 * @typedef
 * {{ collections: number, outsideSeconds: number, lyncSeconds: number, noopSeconds: number }} Point
 */

/**
 * Runs `up` at one size with pulumi-lync and with the no-op provider. `look` gets the project with
 * pulumi-lync before it is removed.
 * @param {{ pulumi: string, collections: number, look?: (project: BenchProject) => Promise<void> }}
 * options
 * @returns {Promise<Size>}
 */
export async function runSize({ pulumi, collections, look = () => Promise.resolve() }) {
  const lync = await checkedUp(new BenchProject({ pulumi, kind: "lync", collections }), look);
  const noop = await checkedUp(new BenchProject({ pulumi, kind: "noop", collections }));
  return { collections, lync, noop };
}

/**
 * Counts the cmdlets of a refresh and of a preview with refresh, in a project that is up.
 * @param {BenchProject} project
 * @returns {Promise<Cmdlets>}
 */
export async function countCmdlets(project) {
  project.configure({ log: "cmdlets.jsonl" });
  checkUnchanged(project, await project.refresh());
  const refresh = project.cmdlets();
  if (refresh === 0) throw new BenchError("The refresh ran no cmdlet, so it did not read the deployment.");
  const preview = await project.preview();
  checkUnchanged(project, preview);
  return { refresh, preview: project.cmdlets() - refresh, previewSeconds: preview.seconds };
}

/**
 * The time outside the engine, for each size. It is the CPU time of provider and simulator, because
 * no other process works there and nothing waits. Their time for one collection is the time of
 * their start, so it is subtracted.
 * @param {readonly Size[]} sizes beginning with the size of one collection
 * @returns {Point[]}
 */
export function pointsOf([one, ...sizes]) {
  const start = cpuSecondsOf(one?.lync.processes ?? []);
  return sizes.map(({ collections, lync, noop }) => ({
    collections,
    outsideSeconds: cpuSecondsOf(lync.processes) - start,
    lyncSeconds: lync.seconds,
    noopSeconds: noop.seconds,
  }));
}

/**
 * @param {readonly Size[]} sizes beginning with the size of one collection
 * @param {Cmdlets} cmdlets of the largest size
 * @returns {import("./row.mjs").Row[]}
 */
export function growthRows(sizes, { refresh, preview }) {
  const points = pointsOf(sizes);
  const largest = sizes.at(-1);
  const many = largest?.collections ?? 0;
  return [
    {
      id: "PowerShell starts",
      what: `PowerShell starts in a provider process, 1 to ${many} resources`,
      against: "–",
      goal: { exactly: 1 },
      value: Math.max(...sizes.map(({ lync }) => sessionsPerProvider(lync.processes))),
      detail: `at ${sizes.map(({ collections }) => collections).join(", ")}`,
    },
    {
      id: "cmdlets of a refresh",
      what: `cmdlets run by a refresh of ${many} collections`,
      against: `one Get per resource: ${many}`,
      goal: { atMost: 4 },
      value: refresh,
      detail: "",
    },
    {
      id: "cmdlets of a preview",
      what: "cmdlets run by a preview of them, with refresh",
      against: `one Get per resource: ${many}`,
      value: preview,
      detail: "",
    },
    memoryRow(largest, many),
    {
      id: "growth",
      what: `growth: ${points.map(({ collections }) => collections).join(", ")} collections, time outside the engine`,
      against: "linear: exponent 1",
      goal: { atMost: 1.1 },
      value: exponentOf(points.map(({ collections, outsideSeconds }) => ({ x: collections, y: outsideSeconds }))),
      detail: points.map(({ outsideSeconds }) => inSeconds(outsideSeconds)).join(", "),
    },
  ];
}

/** @param {Size | undefined} size @param {number} collections @returns {import("./row.mjs").Row} */
function memoryRow(size, collections) {
  const bytesOf = (/** @type {import("./project.mjs").Run | undefined} */ run) =>
    run?.processes.find(({ kind }) => kind === "provider")?.residentBytes ?? Number.NaN;
  const [ours, theirs] = [bytesOf(size?.lync), bytesOf(size?.noop)];
  return {
    id: "memory / no-op",
    what: `provider's memory after ${collections} collections`,
    against: `no-op provider after ${collections}`,
    goal: { atMost: 1.25 },
    value: ours / theirs,
    detail: `${inMegabytes(ours)} : ${inMegabytes(theirs)}`,
  };
}
