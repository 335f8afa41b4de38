import { expect, test, vi } from "vitest";
import { measureReport } from "../../bench/report.mjs";

test("if there is no browser, the rows of the HTML report say so", async () => {
  vi.stubEnv("PATH", "");
  vi.stubEnv("CHROMIUM_PATH", "");
  const rows = await measureReport({ smaller: 1, larger: 2, rounds: 1 });
  vi.unstubAllEnvs();
  expect(rows.map(({ id, value, detail }) => ({ id, value, detail }))).toEqual(
    ["report: first paint", "report: filter"].map((id) => ({
      id,
      value: undefined,
      detail: expect.stringContaining("skipped: no browser"),
    })),
  );
});
