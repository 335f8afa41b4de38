import { describe, expect, onTestFinished, test } from "vitest";
import { tryWhileBusy } from "../../provider/src/simulator/pause";

/** Does work on a system that fails this many times. Returns how often the work was tried. */
function triesOn(platform: NodeJS.Platform, { code, failures }: { code: string; failures: number }): number {
  const real = process.platform;
  Object.defineProperty(process, "platform", { value: platform });
  onTestFinished(() => void Object.defineProperty(process, "platform", { value: real }));
  let tries = 0;
  const work = (): number => {
    tries += 1;
    if (tries <= failures) throw Object.assign(new Error(code), { code });
    return tries;
  };
  try {
    return tryWhileBusy(work);
  } catch {
    return tries;
  }
}

describe("a file that is busy", () => {
  test.each(["EACCES", "EBUSY", "EPERM"])("is tried again on Windows, which reports %s", (code) => {
    expect(triesOn("win32", { code, failures: 3 })).toBe(4);
  });

  test("is not tried any more after a second", () => {
    expect(triesOn("win32", { code: "EPERM", failures: Infinity })).toBe(201);
  });

  test.each([
    ["win32", "ENOENT"],
    ["linux", "EPERM"],
  ] as const)("is not assumed on %s for a failure with %s, which is not tried again", (platform, code) => {
    expect(triesOn(platform, { code, failures: 3 })).toBe(1);
  });
});
