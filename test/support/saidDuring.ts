import { vi } from "vitest";

/** Returns what the provider process writes to standard error while `work` runs. */
export async function saidDuring(work: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await work().finally(() => {
    stderr.mockRestore();
  });
  return lines.join("");
}
