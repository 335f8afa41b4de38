import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, test, vi, type TestContext } from "vitest";
import { removeFile, replaceFile } from "../../provider/src/simulator/files";
import { withLock } from "../../provider/src/simulator/lock";
import { contoso } from "../support/contoso";
import { skippedOnWindows } from "../support/windows";

const endsInChange = path.resolve(import.meta.dirname, "..", "fixtures", "endsInChange.mjs");
const noSignals = skippedOnWindows("processes that are stopped, and symbolic links");

const state = "contoso.state.json";
const original = "contoso.state.json.original";
/** As an administrator wrote it. */
const text = '{ "CsProxyConfiguration": { "Global": { "OutgoingTlsCount": 2 } } }\r\n';
const first = "Service:Registrar:LyncPool01.contoso.com";
const second = "Service:EdgeServer:EdgePool01.contoso.com";

type Context = Pick<TestContext, "onTestFinished">;

function temporaryFolder({ onTestFinished }: Context): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-lock-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A folder with a topology, and a state file as an administrator wrote it. */
function deploymentFolder(context: Context): string {
  const folder = temporaryFolder(context);
  writeFileSync(path.join(folder, "contoso.json"), JSON.stringify(contoso));
  writeFileSync(path.join(folder, state), text);
  return folder;
}

interface Change {
  verb: "New" | "Remove";
  identity: string;
  /** Where the process sends itself a signal: before or after a file is moved. */
  at?: readonly ["before" | "after", string];
  signal?: NodeJS.Signals;
}

/** Makes a change in a separate process. */
function startChange(
  { onTestFinished }: Context,
  folder: string,
  { verb, identity, at = ["before", ""], signal = "SIGSTOP" }: Change,
): ChildProcess {
  const args = [endsInChange, path.join(folder, "contoso.json"), `${verb}-CsProxyConfiguration`, identity, ...at, signal];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Waits until a process that was just started has ended, and returns its exit code. */
async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code] = (await once(child, "exit")) as unknown[];
  return code;
}

/**
 * Lets a stopped process continue to its end, and returns its exit code. The signal is repeated,
 * because the process announces its stop before it stops, so a single signal may come too early.
 */
async function goOn(child: ChildProcess): Promise<unknown> {
  await vi.waitUntil(() => child.exitCode !== null || !child.kill("SIGCONT"), { timeout: 60_000 });
  return child.exitCode;
}

const identitiesIn = (folder: string): string[] => {
  const stored = JSON.parse(readFileSync(path.join(folder, state), "utf8")) as { CsProxyConfiguration: object };
  return Object.keys(stored.CsProxyConfiguration);
};

describe.skipIf(noSignals)("a process that is stopped for 30 seconds in the middle of a change", () => {
  test.concurrent.for([
    ["before anything is written", "before", original],
    ["when the original is kept but the state is not yet written", "before", state],
    ["when the state is written but the lock is not yet free", "after", state],
  ] as const)(
    "%s, and another process that makes a change in the meantime, both get their change stored",
    async ([, when, file], context) => {
      const { expect } = context;
      const folder = deploymentFolder(context);
      const stopped = startChange(context, folder, { verb: "New", identity: first, at: [when, file] });
      await once(stopped.stdout!, "data");
      const since = performance.now();
      expect(await exitCode(startChange(context, folder, { verb: "New", identity: second }))).toBe(0);
      expect(identitiesIn(folder)).toContain(second);
      // The stopped process is alive, so its lock is not taken away at once.
      expect(performance.now() - since).toBeGreaterThan(19_000);

      await delay(30_000 - (performance.now() - since));
      expect(await goOn(stopped)).toBe(0);
      expect(identitiesIn(folder)).toEqual(["Global", second, first]);
      expect(readdirSync(folder).sort()).toEqual(["contoso.json", state, original]);
      expect(readFileSync(path.join(folder, original), "utf8")).toBe(text);
    },
  );

  test.concurrent(
    "after it has restored the original does not undo its change twice, and keeps changes made in the meantime",
    async (context) => {
      const { expect } = context;
      const folder = deploymentFolder(context);
      expect(await exitCode(startChange(context, folder, { verb: "New", identity: first }))).toBe(0);
      const stopped = startChange(context, folder, { verb: "Remove", identity: first, at: ["after", state] });
      await once(stopped.stdout!, "data");
      const since = performance.now();
      expect(await exitCode(startChange(context, folder, { verb: "New", identity: second }))).toBe(0);

      await delay(30_000 - (performance.now() - since));
      stopped.kill("SIGCONT");
      expect(await exitCode(stopped)).toBe(0);
      expect(identitiesIn(folder)).toEqual(["Global", second]);
      expect(await exitCode(startChange(context, folder, { verb: "Remove", identity: second }))).toBe(0);
      expect(readFileSync(path.join(folder, state), "utf8")).toBe(text);
      expect(readdirSync(folder).sort()).toEqual(["contoso.json", state]);
    },
  );
});

describe.skipIf(noSignals)("a process that was killed in the middle of a change", () => {
  test.concurrent.for([
    ["before the original is kept", original],
    ["before the state is written", state],
  ] as const)("%s is not waited for, and the next change removes what it left behind", async ([, file], context) => {
    const { expect } = context;
    const folder = deploymentFolder(context);
    const killed = startChange(context, folder, { verb: "New", identity: first, at: ["before", file], signal: "SIGKILL" });
    await once(killed, "exit");
    expect(existsSync(path.join(folder, `${state}.lock`))).toBe(true);
    const since = performance.now();
    expect(await exitCode(startChange(context, folder, { verb: "New", identity: second }))).toBe(0);
    expect(performance.now() - since).toBeLessThan(15_000);
    expect(identitiesIn(folder)).toEqual(["Global", second]);
    expect(readdirSync(folder).sort()).toEqual(["contoso.json", state, original]);
  });
});

describe.skipIf(noSignals)("in a folder that other users may also write to", () => {
  test.concurrent("nothing is written through a symbolic link that another user has put there", async (context) => {
    const { expect } = context;
    const folder = deploymentFolder(context);
    const stopped = startChange(context, folder, { verb: "New", identity: first, at: ["before", original] });
    await once(stopped.stdout!, "data");
    const victims = path.join(folder, "victims");
    mkdirSync(victims);
    // These are the names that can be predicted if the process number is known.
    for (const name of [original, `${state}.${String(stopped.pid)}.tmp`, `${original}.${String(stopped.pid)}.tmp`]) {
      rmSync(path.join(folder, name), { force: true });
      writeFileSync(path.join(victims, name), "untouched");
      symlinkSync(path.join(victims, name), path.join(folder, name));
    }
    expect(await goOn(stopped)).toBe(0);
    for (const name of readdirSync(victims)) expect(readFileSync(path.join(victims, name), "utf8")).toBe("untouched");
  });
});

describe("a lock", () => {
  const elsewhere = "4242.another.1";

  /** A file to write under a lock, and a function that leaves a lock of a given age there. */
  function lockable(context: Context): { file: string; lock: string; leave: (holders: string[], secondsOld: number) => void } {
    const file = path.join(temporaryFolder(context), "file.json");
    const lock = `${file}.lock`;
    const leave = (holders: string[], secondsOld: number): void => {
      const then = new Date(Date.now() - secondsOld * 1000);
      mkdirSync(lock, { recursive: true });
      for (const holder of holders) {
        mkdirSync(path.join(lock, holder));
        utimesSync(path.join(lock, holder), then, then);
      }
      utimesSync(lock, then, then);
    };
    return { file, lock, leave };
  }

  const impatient = { patienceMilliseconds: 30 };
  const write = (file: string, content: string): void => {
    withLock(file, (held) => replaceFile(held, file, { content }), impatient);
  };

  test("of a process on another machine, or in another container, is taken away once it is 20 seconds old", (context) => {
    const { expect } = context;
    const { file, lock, leave } = lockable(context);
    leave([elsewhere], 18);
    expect(() => write(file, "new")).toThrow(
      `The lock "${lock}" did not become free within 0.03 seconds, because process 4242 on another machine or in another container holds it. ` +
        `Nothing was changed. Try again. If the lock never becomes free, end the processes that use this simulated deployment, and delete "${lock}".`,
    );
    expect(readdirSync(lock)).toEqual([elsewhere]);
    leave([], 0);
    const then = new Date(Date.now() - 21_000);
    utimesSync(path.join(lock, elsewhere), then, then);
    write(file, "new");
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(existsSync(lock)).toBe(false);
  });

  test("of a running process on this machine is not taken away at once, and the failure names the process", (context) => {
    const { expect } = context;
    const { file } = lockable(context);
    const attempt = (): void => withLock(file, () => write(file, "new"));
    expect(attempt).toThrow(`process ${String(process.pid)} on this machine holds it.`);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test("that cannot be taken away causes a failure that gives the reason", (context) => {
    const { expect } = context;
    const { file, leave } = lockable(context);
    leave(["x".repeat(255)], 60);
    expect(() => write(file, "new")).toThrow(
      /an unknown process holds it\. The lock could not be taken away: ENAMETOOLONG: .*\. Nothing was changed\./,
    );
  });

  test.for([
    ["in which no process has put its name", [], 1, 3],
    ["in which two processes have put their names", ["1.another.1", "2.another.2"], 19, 21],
    ["that a killed process was taking away", ["1.another.1.gone"], undefined, 0],
  ] as const)("%s is removed when it is old enough", ([, holders, young, old], context) => {
    const { expect } = context;
    const { file, lock, leave } = lockable(context);
    if (young !== undefined) {
      leave([...holders], young);
      expect(() => write(file, "new")).toThrow("did not become free");
      rmSync(lock, { recursive: true });
    }
    leave([...holders], old);
    write(file, "new");
    expect(existsSync(lock)).toBe(false);
  });

  test("that another process replaced before this one put its name in it is left to the other process", (context) => {
    const { expect } = context;
    const { file, lock, leave } = lockable(context);
    const make = fs.mkdirSync;
    const restore = (): void => {
      fs.mkdirSync = make;
      syncBuiltinESMExports();
    };
    fs.mkdirSync = (...args: Parameters<typeof make>) => {
      restore();
      make(...args);
      leave([elsewhere], 0);
    };
    syncBuiltinESMExports();
    try {
      expect(() => write(file, "new")).toThrow("process 4242 on another machine or in another container holds it.");
    } finally {
      restore();
    }
    expect(readdirSync(lock)).toEqual([elsewhere]);
    expect(existsSync(file)).toBe(false);
  });

  test("that is a file, as an earlier version made it, is removed when it is 20 seconds old", (context) => {
    const { expect } = context;
    const { file, lock } = lockable(context);
    writeFileSync(lock, "4242");
    expect(() => write(file, "new")).toThrow("an unknown process holds it.");
    const then = new Date(Date.now() - 21_000);
    utimesSync(lock, then, then);
    write(file, "new");
    expect(existsSync(lock)).toBe(false);
  });

  test("that was taken away stays with the process that has it now", (context) => {
    const { expect } = context;
    const { file, lock, leave } = lockable(context);
    withLock(file, () => {
      rmSync(lock, { recursive: true });
      leave([elsewhere], 0);
    });
    expect(readdirSync(lock)).toEqual([elsewhere]);
  });

  test("that was taken away is taken again, the work is repeated, and its results without the lock are not visible", (context) => {
    const { expect } = context;
    const { file, lock } = lockable(context);
    write(file, "before");
    let runs = 0;
    const result = withLock(file, (held) => {
      runs += 1;
      if (runs === 1) {
        rmSync(lock, { recursive: true });
        write(file, "another's");
      }
      const content = `${readFileSync(file, "utf8")}, and ${String(runs)}`;
      removeFile(held, file);
      replaceFile(held, file, { content });
      return runs;
    });
    expect(result).toBe(2);
    expect(readFileSync(file, "utf8")).toBe("another's, and 2");
    expect(readdirSync(path.dirname(file))).toEqual(["file.json"]);
  });

  test.skipIf(noSignals).for([
    ["the target", "elsewhere/file.json.lock"],
    ["the link", "file.json.lock"],
  ] as const)("of a symbolic link exists twice, and counts as lost if the one next to %s is taken away", ([, lost], context) => {
    const { expect } = context;
    const { file, lock } = lockable(context);
    const folder = path.dirname(file);
    mkdirSync(path.join(folder, "elsewhere"));
    symlinkSync("elsewhere/file.json", file);
    let runs = 0;
    withLock(file, (held) => {
      runs += 1;
      expect(existsSync(lock) && existsSync(path.join(folder, "elsewhere", "file.json.lock"))).toBe(true);
      if (runs === 1) rmSync(path.join(folder, lost), { recursive: true });
      replaceFile(held, `${file}.original`, { content: "original" });
      replaceFile(held, file, { content: "new" });
    });
    expect(runs).toBe(2);
    expect(readdirSync(folder)).toEqual(["elsewhere", "file.json", "file.json.original"]);
    expect(readdirSync(path.join(folder, "elsewhere"))).toEqual(["file.json"]);
  });

  test("that is taken away again and again ends in a failure, and nothing is changed", (context) => {
    const { expect } = context;
    const { file, lock } = lockable(context);
    const attempt = (): void =>
      withLock(file, (held) => {
        rmSync(lock, { recursive: true });
        replaceFile(held, file, { content: "new" });
      });
    expect(attempt).toThrow(
      `The lock "${lock}" was taken away from this process 5 times, because this process held the lock for more than 20 seconds each time. ` +
        `The change was not made. Try again when the machine, or the disk, is less busy.`,
    );
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  test("is removed when the work fails, and the failure is that of the work", (context) => {
    const { expect } = context;
    const { file } = lockable(context);
    const attempt = (): void =>
      withLock(file, () => {
        throw new Error("no");
      });
    expect(attempt).toThrow("no");
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });
});
