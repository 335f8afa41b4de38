import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { connect } from "../../provider/src/deployment/connect";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { LogLine } from "../../provider/src/powershell/log";
import type { Fault } from "../../provider/src/simulator/faults";
import type { StackConfig } from "../../provider/src/stackConfig";
import { contoso } from "./contoso";
import { configuredPowerShell } from "./powershell";
import { quickPatience } from "./simulated";

export interface SimulatedProcess {
  deployment: Deployment;
  setFaults: (...faults: Fault[]) => void;
  /** The lines of the log. */
  log: () => LogLine[];
  folder: string;
}

/** A simulated deployment in a separate process, as a provider process uses it, with a log. */
export function simulateInProcess(config: Partial<StackConfig> = {}, topology: object = contoso): SimulatedProcess {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-process-"));
  const file = path.join(folder, "contoso.json");
  const log = path.join(folder, "cmdlets.jsonl");
  writeFileSync(file, JSON.stringify(topology));
  const simulator = { topology: file, name: "contoso.json" };
  const common = { simulator, ...configuredPowerShell(), timeoutSeconds: 20, sessions: 1, offline: false, log };
  const deployment = connect({ ...common, ...config }, quickPatience);
  onTestFinished(async () => {
    await deployment.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    deployment,
    setFaults: (...faults) => {
      writeFileSync(path.join(folder, "contoso.faults.json"), JSON.stringify(faults));
    },
    log: () =>
      existsSync(log)
        ? readFileSync(log, "utf8")
            .trim()
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => JSON.parse(line) as LogLine)
        : [],
    folder,
  };
}
