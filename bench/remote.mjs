import { fileURLToPath } from "node:url";
import { findPowerShell } from "../tools/powerShell.mjs";
import { excerpt, runQuietly } from "../tools/processes.mjs";
import { BenchError } from "./benchError.mjs";
import { noPowerShell } from "./powershell.mjs";

const script = fileURLToPath(new URL("fixtures/remoteCalls.ps1", import.meta.url));
const row = {
  id: "remote call: proxy / direct",
  what: "a remote call through a proxy of Import-PSSession",
  against: "the remote cmdlet called directly, as the agent does",
  goal: { atLeast: 2 },
};

/**
 * Measures a call over PowerShell's own remoting to a process on this machine.
 * @returns {Promise<import("./row.mjs").Row>}
 */
export async function measureRemoteCall() {
  const powershell = findPowerShell();
  if (powershell === undefined) return { ...row, detail: noPowerShell };
  const end = await runQuietly([powershell, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script], {
    env: { ...process.env, TERM: "dumb", NO_COLOR: "1" },
  });
  if (end.code !== 0) throw new BenchError(`The remote calls failed: ${excerpt(end)}`);
  const parse = /** @type {(text: string) => { proxy: number, direct: number, imported: number }} */ (JSON.parse);
  const { proxy, direct, imported } = parse(end.stdout);
  return {
    ...row,
    value: proxy / direct,
    detail: `${proxy.toFixed(1)} ms : ${direct.toFixed(1)} ms (and the import, once: ${imported.toFixed(0)} ms)`,
  };
}
