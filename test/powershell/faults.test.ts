import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ErrorKind } from "../../provider/src/errors";
import { chooseExecutable, type ExecutableChoice } from "../../provider/src/powershell/executable";
import { mayPass } from "../../provider/src/deployment/retries";
import { Session } from "../../provider/src/powershell/session";
import { Sessions } from "../../provider/src/powershell/sessions";
import { isAlive, isReaped, recordingStarts, startedIn, type Started } from "../support/processes";
import { skippedOnWindows } from "../support/windows";

const fixtures = path.resolve(import.meta.dirname, "..", "fixtures", "powershell");
const call = { cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"] };

type Options = Partial<ExecutableChoice> & { environment?: NodeJS.ProcessEnv; startTimeoutSeconds?: number };

/** A session with a program that misbehaves once. */
function openSession(
  program: string,
  timeoutSeconds = 20,
  { environment: given = {}, startTimeoutSeconds = 20, ...choice }: Options = {},
): { session: Session; started: () => Started[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-fault-"));
  const starts = path.join(folder, "starts.jsonl");
  const chosen = chooseExecutable({ powershell: program, ...choice });
  const environment = { ...chosen.environment, ...recordingStarts(starts), FIXTURE_MARK: path.join(folder, "mark"), ...given };
  const session = new Session({ executable: { ...chosen, environment }, timeoutSeconds, startTimeoutSeconds });
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

describe.skipIf(skippedOnWindows("programs that misbehave in PowerShell's place"))("a program in PowerShell's place", () => {
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

  test("hangsAtStart.cjs: a start that takes too long cannot be made, and is not to be tried again", async () => {
    const { session, started } = openSession(path.join(fixtures, "hangsAtStart.cjs"), 20, { startTimeoutSeconds: 0.7 });
    const failure = await session.run([call]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "cannotStart", message: expect.stringContaining("did not start within 0.7 seconds") });
    expect(mayPass(failure)).toBe(false);
    expect(started().filter(isAlive)).toEqual([]);
  });

  test("hangsAtStart.cjs: a session that is closed while it starts is ended at once", async () => {
    const { session, started } = openSession(path.join(fixtures, "hangsAtStart.cjs"));
    const run = session.run([call]).catch((error: unknown) => error);
    await vi.waitFor(() => expect(started()).toHaveLength(1));
    await session.close();
    expect(started().filter(isAlive)).toEqual([]);
    expect(await run).toMatchObject({ kind: "cannotStart" });
  });

  const connectionUri = "https://pool.contoso.com/OcsPowershell";
  const remote = { connectionUri, authentication: "Default", username: "admin", password: "wrong" };

  /** What an opening failed with, whether it is the remote endpoint's, and what the session makes of it. */
  const openings: [category: string, id: string, where: Partial<ExecutableChoice>, kind: ErrorKind, words: string][] = [
    [
      "ObjectNotFound",
      "LyncModuleMissing",
      {},
      "moduleMissing",
      'has no module "SkypeForBusiness" or "Lync": Why. Install the administrative tools',
    ],
    [
      "InvalidOperation",
      "FormatXmlUpdateException,Import-Module",
      {},
      "cannotStart",
      "cannot import the module of the administrative tools: Why",
    ],
    [
      "OpenError",
      "AccessDenied,PSSessionOpenFailed",
      { remote },
      "accessDenied",
      `${connectionUri} refused the sign-in: Why. Check lync:username`,
    ],
    ["OpenError", "LogonFailure,PSSessionOpenFailed", { remote }, "accessDenied", "refused the sign-in"],
    ["OpenError", "1326,PSSessionOpenFailed", { remote }, "accessDenied", "refused the sign-in"],
    ["AuthenticationError", "Other,PSSessionOpenFailed", { remote }, "accessDenied", "refused the sign-in"],
    ["OpenError", "CannotConnect,PSSessionOpenFailed", { remote }, "unreachable", `Cannot open a session at ${connectionUri}: Why`],
    ["ObjectNotFound", "LyncModuleMissing", { remote }, "moduleMissing", "Give the account a role that has them"],
  ];

  test.each(openings)("cannotOpen.cjs: %s, %s, at %j: %s", async (category, id, where, kind, words) => {
    const environment = { FIXTURE_OPENING_ERROR: JSON.stringify([category, id, "Why"]) };
    const { session, started } = openSession(path.join(fixtures, "cannotOpen.cjs"), 20, { ...where, environment });
    const failure = await session.run([call]).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      kind,
      category,
      errorId: id,
      target: "the target",
      milliseconds: 7,
      message: expect.stringContaining(words),
    });
    expect(mayPass(failure)).toBe(kind === "unreachable");
    await expect(session.run([call])).rejects.toMatchObject({ kind });
    // A sign-in that was refused is not tried again, whoever asks.
    expect(started()).toHaveLength(kind === "accessDenied" ? 1 : 2);
  });

  test("cannotOpen.cjs: of several sessions one alone tries a sign-in that is refused", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-fault-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const starts = path.join(folder, "starts.jsonl");
    const chosen = chooseExecutable({ powershell: path.join(fixtures, "cannotOpen.cjs"), remote });
    const denied = { FIXTURE_OPENING_ERROR: JSON.stringify(["OpenError", "AccessDenied,PSSessionOpenFailed", "Why"]) };
    const environment = { ...chosen.environment, ...recordingStarts(starts), ...denied, FIXTURE_MARK: path.join(folder, "mark") };
    const sessions = new Sessions(4, { executable: { ...chosen, environment }, timeoutSeconds: 20 });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => sessions.run([call])));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => "rejected"));
    expect(startedIn(starts)).toHaveLength(1);
  });
});
