import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { printTo } from "../../provider/src/cli/answering";

/** A stream whose every write fails. */
function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error(`${code}: write`), { code }));
    },
  });
}

test("it is no failure if the reader, such as head, stops reading early", async () => {
  await expect(printTo(failing("EPIPE"), "text")).resolves.toBeUndefined();
});

test("a result that cannot be printed fails with a message, and does not crash with the exit code of findings", async () => {
  await expect(printTo(failing("ENOSPC"), "text")).rejects.toThrow(
    "The result cannot be written to standard output: ENOSPC: write. Name a file in --output.",
  );
});
