import { once } from "node:events";
import { expect, test } from "vitest";
import { exitCodeOf } from "../../tools/command.mjs";
import { excerpt, runQuietly } from "../../tools/processes.mjs";
import { finish, firstLine, fixture, startNode } from "./startedProcess.js";
import { skippedOnWindows } from "../support/windows";

const onPosix = test.skipIf(skippedOnWindows("signals to the processes of the set-up"));
const inForeground = fixture("inForeground.mjs");

test("a program in the foreground passes on its exit code and its streams", async () => {
  const wrapper = startNode([inForeground, process.execPath, "-e", "process.stdin.pipe(process.stdout); process.exitCode = 7"]);
  wrapper.stdin.end("from standard input");
  expect(await finish(wrapper)).toEqual({ code: 7, signal: null, output: "from standard input" });
});

onPosix.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "a program in the foreground gets %s, and decides itself what to do",
  async (signal) => {
    const program = `process.on("${signal}", () => process.exit(42)); console.log("ready"); setInterval(() => {}, 1000)`;
    const wrapper = startNode([inForeground, process.execPath, "-e", program]);
    expect(await firstLine(wrapper)).toBe("ready");
    wrapper.kill(signal);
    expect(await once(wrapper, "close")).toEqual([42, null]);
  },
);

onPosix("a program that a signal ended has the exit code that a shell reports", async () => {
  const end = await runQuietly([process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"]);
  expect(exitCodeOf(end)).toBe(137);
});

onPosix("a program that exceeds its time limit is ended", async () => {
  const end = await runQuietly([process.execPath, "-e", "setInterval(() => {}, 1000)"], { timeoutSeconds: 0.1 });
  expect(end.signal).toBe("SIGTERM");
});

test("a program that does not exist is an error that names it", async () => {
  await expect(runQuietly(["/no/such/program.exe"])).rejects.toThrow("/no/such/program.exe");
});

test("the beginning and end of a failed program's standard error are shown, otherwise its standard output", () => {
  const lines = Array.from({ length: 30 }, (_, line) => `line ${line}`);
  const shown = [...lines.slice(0, 12), "[…]", ...lines.slice(-12)];
  expect(excerpt({ stdout: "progress", stderr: lines.join("\n") })).toBe(shown.join("\n"));
  expect(excerpt({ stdout: "reason", stderr: "\n" })).toBe("reason");
});
