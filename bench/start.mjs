import { inSeconds, least } from "./figures.mjs";
import { BenchProject } from "./project.mjs";
import { secondsToFirstAnswer } from "./providerProcess.mjs";

/**
 * Measures how long a provider process takes from its start to its first answer. pulumi-lync
 * answers offline here, because otherwise its first answer would also wait for PowerShell's start.
 * A separate row has the time with PowerShell.
 * @param {{ pulumi: string, rounds: number }} options
 * @returns {Promise<import("./row.mjs").Row[]>}
 */
export async function measureStart({ pulumi, rounds }) {
  const project = new BenchProject({ pulumi, kind: "lync", collections: 1 });
  const args = project.declared[0]?.args ?? {};
  const ask = (/** @type {string} */ module, /** @type {Record<string, string>} */ config = {}) =>
    secondsToFirstAnswer({
      folder: project.folder,
      project: "bench",
      config: { "lync:simulator": "deployment.json", ...config },
      news: { ...args, __provider: `exports.handler=()=>require("${module}/dynamic").webService` },
    });
  /** @type {{ ours: number[], noop: number[], withSession: number[] }} */
  const seconds = { ours: [], noop: [], withSession: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      seconds.ours.push(await ask("pulumi-lync", { "lync:offline": "true" }));
      seconds.noop.push(await ask("noop-module"));
      seconds.withSession.push(await ask("pulumi-lync"));
    }
  } finally {
    project.remove();
  }
  const [ours, noop, withSession] = [least(seconds.ours), least(seconds.noop), least(seconds.withSession)];
  const detail = (/** @type {number} */ value) => `${inSeconds(value)} : ${inSeconds(noop)}`;
  const common = { against: "no-op provider's" };
  return [
    {
      ...common,
      id: "start / no-op",
      what: "start of the provider process until its first answer",
      goal: { atMost: 1.15 },
      value: ours / noop,
      detail: detail(ours),
    },
    {
      ...common,
      id: "start with session / no-op",
      what: "the same, with the start of the simulator as PowerShell and its listing",
      value: withSession / noop,
      detail: detail(withSession),
    },
  ];
}
