import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, onTestFinished, test } from "vitest";
import { chooseExecutable } from "../../provider/src/powershell/executable";
import { Sessions } from "../../provider/src/powershell/sessions";
import { contoso } from "../support/contoso";
import { recordingStarts, startedIn } from "../support/processes";
import { skippedOnWindows } from "../support/windows";

const call = { cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"] };

function openSessions(count: number, arrival?: string): { sessions: Sessions; starts: () => number } {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-endurance-"));
  const topology = path.join(folder, "contoso.json");
  writeFileSync(topology, JSON.stringify(contoso));
  writeFileSync(path.join(folder, "contoso.faults.json"), count === 1 ? "[]" : JSON.stringify([{ latencyMilliseconds: 50 }]));
  const chosen = chooseExecutable({ simulator: { topology, name: "contoso.json" } });
  const starts = path.join(folder, "starts.jsonl");
  const environment = { ...chosen.environment, ...recordingStarts(starts) };
  const reshaped = {
    path: path.resolve(import.meta.dirname, "..", "fixtures", "powershell", "throughOutput.cjs"),
    environment: { ...environment, FIXTURE_PROGRAM: chosen.path, FIXTURE_OUTPUT: arrival },
  };
  const executable = { ...chosen, environment, ...(arrival === undefined ? {} : reshaped) };
  const sessions = new Sessions(count, { executable, timeoutSeconds: 60 });
  onTestFinished(async () => {
    await sessions.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { sessions, starts: () => startedIn(starts, /simulator/).length };
}

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

describe.skipIf(skippedOnWindows("many calls through one session"))("many calls through one session leave less than 20 MB behind", () => {
  test.each([
    ["lf", 10_000],
    ["crlf", 10_000],
    ["crlf bytes", 10_000],
    ["crlf behind", 10_000],
    // Here each answer takes 50 ms.
    ["collected", 200],
    ["crlf collected behind", 200],
  ])("with output that arrives as %s, after %d calls", async (arrival, calls) => {
    const { sessions, starts } = openSessions(1, arrival);
    const run = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done += 100) await Promise.all(Array.from({ length: 100 }, () => sessions.run([call])));
    };
    await run(Math.min(500, calls / 2));
    const before = heapUsed();
    await run(calls);
    expect(heapUsed() - before).toBeLessThan(20 * 1024 * 1024);
    expect(starts()).toBe(1);
  });
});

test.skipIf(skippedOnWindows("sessions side by side"))(
  "parallel sessions share the calls, and only as many are started as are needed",
  async () => {
    const { sessions, starts } = openSessions(4);
    await sessions.run([call]);
    expect(starts()).toBe(1);
    const answers = await Promise.all(Array.from({ length: 12 }, () => sessions.run([call])));
    expect(answers.every(([result]) => result?.error === null)).toBe(true);
    expect(starts()).toBe(4);
  },
);
