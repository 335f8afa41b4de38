import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ErrorKind } from "../../provider/src/errors";
import { chooseExecutable } from "../../provider/src/powershell/executable";
import { Session } from "../../provider/src/powershell/session";
import { isAlive, isReaped, recordingStarts, startedIn, type Started } from "../support/processes";

const fixtures = path.resolve(import.meta.dirname, "..", "fixtures", "powershell");
const call = { cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"] };

/** A session with a program that misbehaves once. */
function openSession(program: string, timeoutSeconds = 20): { session: Session; started: () => Started[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-fault-"));
  const starts = path.join(folder, "starts.jsonl");
  const chosen = chooseExecutable({ powershell: program });
  const environment = { ...chosen.environment, ...recordingStarts(starts), FIXTURE_MARK: path.join(folder, "mark") };
  const session = new Session({ executable: { ...chosen, environment }, timeoutSeconds, startTimeoutSeconds: 20 });
  onTestFinished(async () => {
    await session.close();
    await vi.waitFor(() => expect(startedIn(starts).filter(isAlive)).toEqual([]), { timeout: 5000 });
    rmSync(folder, { recursive: true, force: true });
  });
  return { session, started: () => startedIn(starts) };
}

/** What a session makes of each program's fault: a kind of error, or the right answer all the same. */
const table: [fixture: string, outcome: ErrorKind | "success"][] = [
  ["diesAtStart.cjs", "cannotStart"],
  ["diesInCall.cjs", "sessionLost"],
  ["leavesOneBehind.cjs", "sessionLost"],
  ["exitsWithZero.cjs", "sessionLost"],
  ["hangs.cjs", "timedOut"],
  ["startsAnother.cjs", "timedOut"],
  ["answersLate.cjs", "timedOut"],
  ["halfAFrame.cjs", "badAnswer"],
  ["twoFrames.cjs", "badAnswer"],
  ["notUtf8Inside.cjs", "badAnswer"],
  ["saysNothing.cjs", "badAnswer"],
  ["closesInput.cjs", "timedOut"],
  ["noise.cjs", "success"],
  ["standardError.cjs", "success"],
  ["notUtf8.cjs", "success"],
  ["largeAnswer.cjs", "success"],
];

// Elsewhere no process tells its environment.
const here = process.platform === "linux" ? table : table.filter(([fixture]) => fixture !== "leavesOneBehind.cjs");

describe.skipIf(process.platform === "win32")("a program in PowerShell's place", () => {
  test.each(here)("%s: %s; the next call works, and nothing is left running", async (fixture, outcome) => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", note);
    onTestFinished(() => void process.off("unhandledRejection", note));

    const { session, started } = openSession(path.join(fixtures, fixture), outcome === "timedOut" ? 0.7 : 20);
    const first = session.run([call]);
    if (outcome === "success") {
      expect((await first)[0]).toMatchObject({ objects: [{ Identity: "Global" }], error: null });
    } else {
      await expect(first).rejects.toMatchObject({ name: "LyncError", kind: outcome });
      // What it started before is gone before the next begins.
      expect(started().filter(isAlive)).toEqual([]);
    }
    expect(await session.run([call])).toMatchObject([{ objects: [{ Identity: "Global" }], error: null }]);
    expect(rejections).toEqual([]);
  });

  test("what was started is ended without any program to list it", async () => {
    const { session, started } = openSession(path.join(fixtures, "startsAnother.cjs"), 0.7);
    vi.stubEnv("PATH", "/nowhere");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await expect(session.run([call])).rejects.toMatchObject({ kind: "timedOut" });
    expect(started()).toHaveLength(2);
    expect(started().filter(isAlive)).toEqual([]);
  });

  test("diesIdle.cjs: a session that died while nobody used it is replaced without anyone noticing", async () => {
    const { session, started } = openSession(path.join(fixtures, "diesIdle.cjs"));
    expect(await session.run([call])).toHaveLength(1);
    await vi.waitFor(() => expect(started().every(isReaped)).toBe(true), { timeout: 5000 });
    expect(await session.run([call])).toMatchObject([{ error: null }]);
    expect(started()).toHaveLength(2);
  });

  test.each([
    ["a program that is not there", "/nowhere/pwsh", "there is no such program"],
    ["a file that is no program", path.join(fixtures, "console.cjs"), "EACCES"],
  ])("%s cannot be started", async (_what, program, why) => {
    const { session } = openSession(program);
    await expect(session.run([call])).rejects.toMatchObject({ kind: "cannotStart", message: expect.stringContaining(why) });
    await expect(session.run([call])).rejects.toMatchObject({ kind: "cannotStart" });
  });
});
