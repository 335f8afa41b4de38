import { checkedUp } from "./checkedUp.mjs";
import { inSeconds } from "./figures.mjs";
import { BenchProject } from "./project.mjs";

/**
 * Measures an `up` with slow cmdlets, with one session and with four. It is compared with the lower
 * limit, which is the time of the cmdlets and of the engine.
 * @param {{ pulumi: string, pools: number, latencyMilliseconds: number }} options
 * @returns {Promise<import("./row.mjs").Row[]>}
 */
export async function measureLatency({ pulumi, pools, latencyMilliseconds }) {
  const collections = pools * 2;
  const { seconds: engineSeconds } = await checkedUp(new BenchProject({ pulumi, kind: "noop", collections }));
  const rows = [];
  for (const sessions of [1, 4]) {
    const project = new BenchProject({ pulumi, kind: "lync", collections, config: { log: "cmdlets.jsonl", sessions: String(sessions) } });
    project.write("deployment.faults.json", JSON.stringify([{ latencyMilliseconds }]));
    let cmdlets = 0;
    const { seconds } = await checkedUp(project, () => void (cmdlets = project.cmdlets()));
    const least = (cmdlets * latencyMilliseconds) / 1000 / sessions + engineSeconds;
    rows.push({
      id: `latency, ${sessions} sessions`,
      what: `up of ${pools} pools, ${latencyMilliseconds} ms per cmdlet, ${sessions === 1 ? "1 session" : `${sessions} sessions`}`,
      against: "cmdlets × latency ÷ sessions + the engine's own time",
      goal: { atMost: 1.1 },
      value: seconds / least,
      detail: `${inSeconds(seconds)} : ${inSeconds(least)} (${cmdlets} cmdlets; engine ${inSeconds(engineSeconds)})`,
    });
  }
  return rows;
}
