import { expect, test } from "vitest";
import { interruptible } from "../../../provider/src/cli/rollout/interrupt";

test.each([
  ["SIGINT", { hasTerminal: true, isToldByUs: false }],
  ["SIGINT", { hasTerminal: false, isToldByUs: true }],
  ["SIGTERM", { hasTerminal: true, isToldByUs: true }],
] as const)("%s (%j) stops the rollout, and signals pulumi if no terminal has done so", (signal, { hasTerminal, isToldByUs }) => {
  const interrupt = interruptible({ hasTerminal, onInterrupt: () => undefined });
  expect([interrupt.signal.aborted, interrupt.forPulumi.aborted]).toEqual([false, false]);
  interrupt.check();
  interrupt.stop(signal);
  expect([interrupt.signal.aborted, interrupt.forPulumi.aborted]).toEqual([true, isToldByUs]);
  expect(() => interrupt.check()).toThrow("interrupted");
});

test("a second signal prints nothing more, and does not signal pulumi", () => {
  let told = 0;
  const interrupt = interruptible({ hasTerminal: true, onInterrupt: () => (told += 1) });
  interrupt.stop("SIGINT");
  interrupt.stop("SIGTERM");
  expect([told, interrupt.forPulumi.aborted]).toEqual([1, false]);
});
