import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ErrorKind } from "../../provider/src/errors";
import { chooseExecutable, type ExecutableChoice } from "../../provider/src/powershell/executable";
import { mayPass } from "../../provider/src/deployment/retries";
import { Session } from "../../provider/src/powershell/session";
import { SignIns } from "../../provider/src/powershell/signIns";
import { Sessions } from "../../provider/src/powershell/sessions";
import { isAlive, isReaped, recordingStarts, startedIn, type Started } from "../support/processes";
import { skippedOnWindows } from "../support/windows";

const fixtures = path.resolve(import.meta.dirname, "..", "fixtures", "powershell");
const call = { cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"], neverEmpty: true };

type Options = Partial<ExecutableChoice> & {
  environment?: NodeJS.ProcessEnv;
  startTimeoutSeconds?: number;
  conversionSeconds?: number;
  signIns?: SignIns;
  /**
   * The function of the test's own context. Parallel tests need it, because the global one knows
   * only the test that began last.
   */
  onFinished?: typeof onTestFinished;
};

/** A session of a program that misbehaves once. */
function openSession(
  program: string,
  timeoutSeconds = 20,
  {
    environment: given = {},
    startTimeoutSeconds = 20,
    conversionSeconds = 20,
    signIns = new SignIns(),
    onFinished = onTestFinished,
    ...choice
  }: Options = {},
): { session: Session; started: () => Started[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-fault-"));
  const starts = path.join(folder, "starts.jsonl");
  const chosen = chooseExecutable({ powershell: program, ...choice });
  const environment = { ...chosen.environment, ...recordingStarts(starts), FIXTURE_MARK: path.join(folder, "mark"), ...given };
  const session = new Session({ executable: { ...chosen, environment }, timeoutSeconds, startTimeoutSeconds, conversionSeconds, signIns });
  onFinished(async () => {
    await session.close();
    await vi.waitFor(() => expect(startedIn(starts).filter(isAlive)).toEqual([]), { timeout: 5000 });
    rmSync(folder, { recursive: true, force: true });
  });
  return { session, started: () => startedIn(starts) };
}

const connectionUri = "https://pool.contoso.com/OcsPowershell";

/** The outcome of each program's fault: a kind of error, or the right answer in spite of it. */
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

// Other systems do not show the environment of a process.
const here = process.platform === "linux" ? table : table.filter(([fixture]) => fixture !== "leavesOneBehind.cjs");

/**
 * The ways in which the output arrives (test/fixtures/powershell/output.cjs), and whether this
 * process is too busy to read it at once.
 */
const arrivals = [
  "lf",
  "crlf",
  "bytes",
  "crlf bytes",
  "collected",
  "crlf collected",
  "crlf behind",
  "collected behind busy",
  "crlf collected behind busy",
];

/** Repeatedly keeps this process from reading anything for a while, until the work is done. */
async function whileBusy<T>(work: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const done = (): void => void (state.isDone = true);
  work.then(done, done);
  while (!state.isDone) {
    const until = performance.now() + 80;
    while (performance.now() < until);
    await new Promise(setImmediate);
  }
  return work;
}

describe.skipIf(skippedOnWindows("programs that misbehave in PowerShell's place"))("with a program instead of PowerShell,", () => {
  describe.each(arrivals)("whose output arrives as %s,", (arrival) => {
    test.concurrent.for(here)("%s ends in %s; the next call works, and nothing is left running", async ([fixture, outcome], context) => {
      const onFinished = context.onTestFinished;
      const rejections: unknown[] = [];
      const note = (reason: unknown): void => void rejections.push(reason);
      process.on("unhandledRejection", note);
      onFinished(() => void process.off("unhandledRejection", note));

      const { session, started } = openSession(path.join(fixtures, fixture), outcome === "timedOut" ? 0.7 : 20, {
        environment: { FIXTURE_OUTPUT: arrival },
        onFinished,
      });
      const run = session.run([call]);
      const first = arrival.includes("busy") ? whileBusy(run) : run;
      if (outcome === "success") {
        expect((await first)[0]).toMatchObject({ objects: [{ Identity: "Global" }], error: null });
      } else {
        await expect(first).rejects.toMatchObject({ name: "LyncError", kind: outcome });
        // The processes that it started have ended before the next call begins.
        expect(started().filter(isAlive)).toEqual([]);
      }
      expect(await session.run([call])).toMatchObject([{ objects: [{ Identity: "Global" }], error: null }]);
      expect(rejections).toEqual([]);
    });
  });

  /** The outcomes of the fixtures whose fault is not in one call. */
  const others: [fixture: string, options: Options, outcome: ErrorKind | "success"][] = [
    ["diesIdle.cjs", {}, "success"],
    ["breaksAtServer.cjs", { remote: { connectionUri, authentication: "Default" } }, "success"],
    ["brokenWithErrors.cjs", { environment: { FIXTURE_SAYS: "no" } }, "badAnswer"],
    ["cannotOpen.cjs", { environment: { FIXTURE_OPENING_ERROR: '["ObjectNotFound","LyncModuleMissing","Why"]' } }, "moduleMissing"],
    ["hangsAtStart.cjs", { startTimeoutSeconds: 1 }, "cannotStart"],
    ["hangsOpening.cjs", { startTimeoutSeconds: 1 }, "cannotStart"],
    ["hangsConverting.cjs", { environment: { FIXTURE_CONVERTS: "300" } }, "success"],
  ];

  describe.each(arrivals)("whose output arrives as %s,", (arrival) => {
    test.concurrent.for(others)("%s with %j ends in %s", async ([fixture, { environment, ...options }, outcome], context) => {
      const { session } = openSession(path.join(fixtures, fixture), 20, {
        ...options,
        onFinished: context.onTestFinished,
        environment: { ...environment, FIXTURE_OUTPUT: arrival },
      });
      const run = session.run([call]);
      const first = arrival.includes("busy") ? whileBusy(run) : run;
      if (outcome === "success") expect(await first).toMatchObject([{ objects: [{ Identity: "Global" }], error: null }]);
      else await expect(first).rejects.toMatchObject({ name: "LyncError", kind: outcome });
    });
  });

  test("a PowerShell that is too old is ended before it receives the agent's first request", async () => {
    const { session, started } = openSession(path.join(fixtures, "hangsOpening.cjs"), 20, { environment: { FIXTURE_VERSION: "2.0" } });
    await expect(session.about()).rejects.toMatchObject({ kind: "cannotStart", code: "powershellTooOld" });
    expect(started()).toHaveLength(1);
  });

  test("an answer without the requested facts about the session is an error", async () => {
    const { session } = openSession(path.join(fixtures, "noise.cjs"));
    await expect(session.about()).rejects.toMatchObject({ kind: "badAnswer", message: "PowerShell did not describe its session." });
  });

  test("after a long standstill, this process waits at most for the same time limit once more", async () => {
    const { session } = openSession(path.join(fixtures, "hangs.cjs"), 0.5);
    const run = session.run([call]).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const until = performance.now() + 4000;
    while (performance.now() < until);
    const stood = performance.now();
    expect(await run).toMatchObject({ kind: "timedOut" });
    expect(performance.now() - stood).toBeLessThan(3000);
  });

  test("an answer that arrived in time counts, however late this process reads it", async () => {
    const { session } = openSession(path.join(fixtures, "noise.cjs"), 0.5);
    await session.run([call]);
    const run = session.run([call]);
    const until = performance.now() + 1500;
    while (performance.now() < until);
    expect(await run).toMatchObject([{ error: null }]);
  });

  test("with DEBUG=* nothing is printed to standard output, even if the debug package was loaded before", () => {
    const dist = path.resolve(import.meta.dirname, "..", "..", "provider", "dist");
    const script = `
      require("@pulumi/pulumi");
      const { Session } = require(${JSON.stringify(path.join(dist, "powershell", "session.js"))});
      const { chooseExecutable } = require(${JSON.stringify(path.join(dist, "powershell", "executable.js"))});
      const session = new Session({ executable: chooseExecutable({ powershell: ${JSON.stringify(path.join(fixtures, "noise.cjs"))} }), timeoutSeconds: 20 });
      session.run([${JSON.stringify(call)}]).then(([result]) => session.close().then(() => process.exit(result.error === null ? 0 : 1)));`;
    const run = spawnSync(process.execPath, ["-e", script], {
      env: { ...process.env, DEBUG: "*", FIXTURE_MARK: path.join(tmpdir(), `pulumi-lync-debug-${process.pid}`) },
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: 0, stdout: "" });
  });

  test.each<[fixture: string, options: Options, kind: ErrorKind | "success"]>([
    ["hangsConverting.cjs", { environment: { FIXTURE_CONVERTS: "1200" } }, "success"],
    ["hangsConverting.cjs", { environment: { FIXTURE_CONVERTS: "60000" } }, "timedOut"],
  ])("%s with %j: the conversion has its own time limit, so the outcome is %s", async (fixture, options, kind) => {
    const { session } = openSession(path.join(fixtures, fixture), 0.5, { ...options, conversionSeconds: 3 });
    const run = session.run([call]);
    if (kind === "success") expect(await run).toMatchObject([{ error: null }]);
    else
      await expect(run).rejects.toMatchObject({
        kind,
        message: expect.stringContaining(" ended, but its objects did not arrive within 3 seconds"),
      });
  });

  const secretWrite = { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", Realm: "hunter2" }, secret: ["Realm"] };
  const secretRemote = { connectionUri, authentication: "Default", username: "admin", password: "hunter2" };

  test.each<[says: string]>([["hunter2 is too short"], ["hun\nter2 is too short"]])(
    "diesSpeaking.cjs: the error quotes the output of a session before it died, without the secrets: %j",
    async (says) => {
      const inCall = openSession(path.join(fixtures, "diesSpeaking.cjs"), 20, { environment: { FIXTURE_SAYS: says } });
      const failure = (await inCall.session.run([secretWrite]).catch((error: unknown) => error)) as Error;
      expect(failure).toMatchObject({ kind: "sessionLost", message: expect.stringContaining('It printed: "[secret]') });
      const atStart = openSession(path.join(fixtures, "diesSpeaking.cjs"), 20, {
        environment: { FIXTURE_SAYS: says, FIXTURE_DIES: "start" },
        remote: secretRemote,
      });
      const refusal = (await atStart.session.run([call]).catch((error: unknown) => error)) as Error;
      expect(refusal).toMatchObject({ kind: "cannotStart" });
      for (const { message } of [failure, refusal]) expect(message.replaceAll(/\s/g, "")).not.toContain("hunter2");
    },
  );

  test("saysNothing.cjs: noise on standard error does not fail an answer that may be empty", async () => {
    const { session } = openSession(path.join(fixtures, "saysNothing.cjs"));
    const mayBeEmpty = { cmdlet: "Get-CsPoolBackupRelationship", parameters: { PoolFqdn: "a.contoso.com" }, select: ["BackupPoolFqdn"] };
    expect(await session.run([mayBeEmpty])).toMatchObject([{ objects: [], error: null }]);
  });

  test("saysNothing.cjs: an empty answer to a cmdlet that always returns something is an error", async () => {
    const { session } = openSession(path.join(fixtures, "saysNothing.cjs"));
    await expect(session.run([call])).rejects.toMatchObject({
      message: expect.stringContaining("Get-CsProxyConfiguration returned nothing, which must be wrong"),
    });
  });

  test("brokenWithErrors.cjs: the error for an incomplete frame quotes the output, without the call's secrets", async () => {
    const { session } = openSession(path.join(fixtures, "brokenWithErrors.cjs"), 20, {
      environment: { FIXTURE_SAYS: "hunter2 is too short" },
    });
    const failure = await session.run([secretWrite]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "badAnswer", message: expect.stringContaining('On standard error: "[secret] is too short"') });
    expect((failure as Error).message).toContain('It printed: "Out of memory with [secret] is too short"');
  });

  test("all started processes are ended, even without a program that lists processes", async () => {
    const { session, started } = openSession(path.join(fixtures, "startsAnother.cjs"), 0.7);
    vi.stubEnv("PATH", "/nowhere");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await expect(session.run([call])).rejects.toMatchObject({ kind: "timedOut" });
    expect(started()).toHaveLength(2);
    expect(started().filter(isAlive)).toEqual([]);
  });

  test("diesIdle.cjs: a session that died while it was not in use is replaced without an error", async () => {
    const { session, started } = openSession(path.join(fixtures, "diesIdle.cjs"));
    expect(await session.run([call])).toHaveLength(1);
    await vi.waitFor(() => expect(started().every(isReaped)).toBe(true), { timeout: 5000 });
    expect(await session.run([call])).toMatchObject([{ error: null }]);
    expect(started()).toHaveLength(2);
  });

  test.each([
    ["a program that does not exist", "/nowhere/pwsh", "there is no such program"],
    ["a file that is not a program", path.join(fixtures, "console.cjs"), "EACCES"],
  ])("%s cannot be started", async (_what, program, why) => {
    const { session } = openSession(program);
    await expect(session.run([call])).rejects.toMatchObject({ kind: "cannotStart", message: expect.stringContaining(why) });
    await expect(session.run([call])).rejects.toMatchObject({ kind: "cannotStart" });
  });

  test.each(["hangsAtStart.cjs", "hangsOpening.cjs"])("%s: a start that takes too long is not tried again", async (fixture) => {
    const { session, started } = openSession(path.join(fixtures, fixture), 20, { startTimeoutSeconds: 0.7 });
    const failure = await session.run([call]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "cannotStart", message: expect.stringContaining("did not start within 0.7 seconds") });
    expect(mayPass(failure)).toBe(false);
    expect(started().filter(isAlive)).toEqual([]);
  });

  test("hangsAtStart.cjs: the error quotes the output of the start, without the password", async () => {
    const remote = { connectionUri, authentication: "Default", username: "admin", password: "license" };
    const { session } = openSession(path.join(fixtures, "hangsAtStart.cjs"), 20, { startTimeoutSeconds: 3, remote });
    // The limit is long enough for the output of a busy machine.
    await expect(session.run([call])).rejects.toThrow(
      'did not start within 3 seconds. It printed: "Loading the management shell...". On standard error: "The [secret] has ended.".',
    );
  });

  test("hangsAtStart.cjs: a session that is closed while it starts is ended at once", async () => {
    const { session, started } = openSession(path.join(fixtures, "hangsAtStart.cjs"));
    const run = session.run([call]).catch((error: unknown) => error);
    await vi.waitFor(() => expect(started()).toHaveLength(1));
    await session.close();
    expect(started().filter(isAlive)).toEqual([]);
    expect(await run).toMatchObject({ kind: "cannotStart" });
  });

  const remote = { connectionUri, authentication: "Default", username: "admin", password: "wrong" };

  /**
   * The error of a failed opening, whether it is the remote endpoint's, and the session's error.
   */
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
    ["ObjectNotFound", "LyncModuleMissing", { remote }, "moduleMissing", "Ask for the role CsServerAdministrator or CsAdministrator"],
  ];

  test.each(openings)("cannotOpen.cjs: the error %s, %s at %j has the kind %s", async (category, id, where, kind, words) => {
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
    // A refused sign-in is not tried again for any request.
    expect(started()).toHaveLength(kind === "accessDenied" ? 1 : 2);
  });

  test("cannotOpen.cjs: only one of several sessions tries a sign-in that is refused", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-fault-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const starts = path.join(folder, "starts.jsonl");
    const chosen = chooseExecutable({ powershell: path.join(fixtures, "cannotOpen.cjs"), remote });
    const denied = { FIXTURE_OPENING_ERROR: JSON.stringify(["OpenError", "AccessDenied,PSSessionOpenFailed", "Why"]) };
    const environment = { ...chosen.environment, ...recordingStarts(starts), ...denied, FIXTURE_MARK: path.join(folder, "mark") };
    const sessions = new Sessions(4, { executable: { ...chosen, environment }, timeoutSeconds: 20, signIns: new SignIns() });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => sessions.run([call])));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => "rejected"));
    expect(startedIn(starts)).toHaveLength(1);
  });

  test("signsInOnce.cjs: after a refused sign-in, no session of the endpoint and account tries again, even if one had signed in before", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-fault-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const starts = path.join(folder, "starts.jsonl");
    const signIns = new SignIns();
    const open = (username: string, uri = connectionUri): Sessions => {
      const chosen = chooseExecutable({
        powershell: path.join(fixtures, "signsInOnce.cjs"),
        remote: { ...remote, connectionUri: uri, username },
      });
      const environment = { ...chosen.environment, ...recordingStarts(starts), FIXTURE_MARK: path.join(folder, "mark") };
      const sessions = new Sessions(4, { executable: { ...chosen, environment }, timeoutSeconds: 20, signIns });
      onTestFinished(() => sessions.close());
      return sessions;
    };
    const sessions = open("admin");
    // The first session signs in and is busy for a moment. The others are refused.
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => sessions.run([call])));
    expect(outcomes.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
    expect(startedIn(starts)).toHaveLength(2);
    // Another stack of the same process may spell the name and the endpoint differently.
    await expect(open("ADMIN").run([call])).rejects.toMatchObject({ kind: "accessDenied" });
    await expect(open("admin", " https://POOL.contoso.com:443/OcsPowershell/").run([call])).rejects.toMatchObject({ kind: "accessDenied" });
    expect(startedIn(starts)).toHaveLength(2);
    // Another account may still try.
    await expect(open("other").run([call])).rejects.toMatchObject({ kind: "accessDenied" });
    expect(startedIn(starts)).toHaveLength(3);
  });

  test("breaksAtServer.cjs: a session at the server that broke while it was not in use is replaced without an error, by one new sign-in", async () => {
    const { session, started } = openSession(path.join(fixtures, "breaksAtServer.cjs"), 20, { remote });
    expect(await session.run([call])).toMatchObject([{ error: null }]);
    expect(started()).toHaveLength(2);
  });
});
