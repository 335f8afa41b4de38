import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withProgress } from "../../provider/src/cli/progress";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The lines that are printed for work that reports a text every so many milliseconds. */
async function printedOf(texts: readonly string[], every: number): Promise<string[]> {
  const printed: string[] = [];
  const work = withProgress(
    async (say) => {
      for (const text of texts) {
        say(text);
        await vi.advanceTimersByTimeAsync(every);
      }
      return texts.length;
    },
    (line) => printed.push(line),
  );
  expect(await work).toBe(texts.length);
  return printed;
}

test("work that takes less than a second prints nothing", async () => {
  expect(await printedOf(["one", "two"], 400)).toEqual([]);
});

test("longer work prints its progress once a second, and no text twice", async () => {
  expect(await printedOf(["one", "two", "three"], 1500)).toEqual(["one", "two", "three"]);
  expect(await printedOf(["one", "two", "three", "four"], 500)).toEqual(["two", "four"]);
  expect(await printedOf(["one"], 5000)).toEqual(["one"]);
});

test("nothing more is printed after the work has failed", async () => {
  const printed: string[] = [];
  const failing = withProgress(
    (say) => {
      say("one");
      return Promise.reject(new Error("broken"));
    },
    (line) => printed.push(line),
  );
  await expect(failing).rejects.toThrow("broken");
  await vi.advanceTimersByTimeAsync(5000);
  expect(printed).toEqual([]);
});
