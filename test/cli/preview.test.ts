import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readPreviewFile } from "../../provider/src/cli/preview";

const stack = { op: "same", urn: "urn:pulumi:prod::test::pulumi:pulumi:Stack::test-prod" };

function fileWith(preview: object): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-preview-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, "preview.json");
  writeFileSync(file, JSON.stringify(preview));
  return file;
}

test("a preview in which nothing changes is read", () => {
  expect(readPreviewFile(fileWith({ steps: [stack] })).steps).toEqual([stack]);
});

test.each([
  ["an empty document from a language host that did not start", {}, "Pulumi did not say why."],
  [
    "a preview of a program that never reached the engine",
    {
      config: {},
      diagnostics: [
        { severity: "info#err", message: "E Failed to connect to proxy 127.0.0.1:9\n\n" },
        { severity: "info#err", message: "E Failed to connect to proxy 127.0.0.1:9\n\n" },
        { severity: "info#err", message: "\u001b[90m    at processImmediate (node:internal/timers:454:9)\u001b[39m\n" },
      ],
    },
    "Pulumi said:\nE Failed to connect to proxy 127.0.0.1:9",
  ],
])("%s is refused, with what Pulumi said", (_what, document, said) => {
  const file = fileWith(document);
  expect(() => readPreviewFile(file)).toThrow(
    `The preview in "${file}" has no step for the stack itself, so the program failed before it reached the engine. ${said}`,
  );
});
