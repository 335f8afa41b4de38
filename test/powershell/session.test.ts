import childProcess from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { chooseExecutable } from "../../provider/src/powershell/executable";
import { Session, type SessionOptions } from "../../provider/src/powershell/session";
import { contoso } from "../support/contoso";
import { recordingStarts, startedIn } from "../support/processes";
import { skippedOnWindows } from "../support/windows";

const call = { cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"] };

const write = { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", MaxKeepAliveInterval: 5 } };

function openSession(options: Partial<SessionOptions> = {}): {
  session: Session;
  setFaults: (faults: object[]) => void;
  starts: () => number;
} {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-session-"));
  const topology = path.join(folder, "contoso.json");
  const starts = path.join(folder, "starts.jsonl");
  writeFileSync(topology, JSON.stringify(contoso));
  const executable = chooseExecutable({ simulator: { topology, name: "contoso.json" } });
  executable.environment = {
    ...executable.environment,
    ...recordingStarts(starts),
  };
  const session = new Session({ executable, timeoutSeconds: 30, ...options });
  onTestFinished(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    session,
    setFaults: (faults) => {
      writeFileSync(path.join(folder, "contoso.faults.json"), JSON.stringify(faults));
    },
    starts: () => startedIn(starts).length,
  };
}

describe.skipIf(skippedOnWindows("sessions of the simulator in Node.js"))("a session of the simulator's process", () => {
  test("is started by the first request, and used for all later ones", async () => {
    const { session, starts } = openSession();
    expect(starts()).toBe(0);
    const answers = await Promise.all(Array.from({ length: 20 }, () => session.run([call])));
    expect(answers.every(([result]) => result?.objects[0]?.Identity === "Global")).toBe(true);
    expect(starts()).toBe(1);
  });

  test("that is late is ended, and the next request starts a new one", async () => {
    const { session, setFaults, starts } = openSession({ timeoutSeconds: 0.5 });
    setFaults([{ hang: "before", times: 1 }]);
    await expect(session.run([call])).rejects.toMatchObject({ kind: "timedOut", cmdlet: "Get-CsProxyConfiguration" });
    expect(await session.run([call])).toMatchObject([{ error: null }]);
    expect(starts()).toBe(2);
  });

  test("that is not used is ended, and a new one is started for the next request", async () => {
    const { session, starts } = openSession({ idleSeconds: 0.05 });
    await session.run([call]);
    await vi.waitFor(
      async () => {
        await session.run([call]);
        expect(starts()).toBe(2);
      },
      { interval: 200, timeout: 10_000 },
    );
  });

  test("has the time limit for each call of a request, not for all calls together", async () => {
    const { session, setFaults } = openSession({ timeoutSeconds: 2.5 });
    setFaults([{ latencyMilliseconds: 1200 }]);
    expect(await session.run([call, call, call])).toHaveLength(3);
    setFaults([{ hang: "before", times: 1 }]);
    await expect(session.run([call, call, call])).rejects.toMatchObject({
      kind: "timedOut",
      message: expect.stringContaining("did not return within 2.5 seconds"),
    });
  });

  test("that is closed lets a write finish, however long it takes", async () => {
    const { session, setFaults } = openSession();
    await session.run([call]);
    setFaults([{ latencyMilliseconds: 3000 }]);
    const written = session.run([write]);
    await vi.waitFor(() => expect(session.isWriting).toBe(true));
    await session.close();
    expect(await written).toMatchObject([{ error: null }]);
  });

  test("that is closed abandons a write that takes longer than the grace, and a second close may have a shorter grace", async () => {
    const { session, setFaults } = openSession();
    await session.run([call]);
    setFaults([{ hang: "before" }]);
    const written = session.run([write]).catch((error: unknown) => error);
    await vi.waitFor(() => expect(session.isWriting).toBe(true));
    const closed = session.close();
    await session.close({ graceMilliseconds: 100 });
    await closed;
    expect(await written).toMatchObject({ kind: "sessionLost" });
  });

  test("that is closed begins no other request", async () => {
    const { session } = openSession();
    await session.run([call]);
    await session.close();
    await expect(session.run([call])).rejects.toMatchObject({ kind: "sessionLost" });
  });

  test("opens no window on Windows", async () => {
    const started = vi.spyOn(childProcess, "spawn");
    onTestFinished(() => {
      started.mockRestore();
    });
    const { session } = openSession();
    await session.run([call]);
    expect(started.mock.calls.map(([, , options]) => options.windowsHide)).toEqual([true]);
  });

  test("whose program does not exist says what to do", async () => {
    const executable = chooseExecutable({ powershell: "/nowhere/pwsh" });
    const session = new Session({ executable, timeoutSeconds: 30 });
    await expect(session.run([call])).rejects.toMatchObject({
      kind: "cannotStart",
      message: expect.stringContaining(
        'Cannot start PowerShell ("/nowhere/pwsh"): there is no such program. Run Pulumi on a machine that has',
      ),
    });
  });
});
