import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { refuseUnlessLoadable, providerText } from "../../provider/src/resources/providerProcess";

let project: string;

beforeEach(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), "pulumi-lync-program-")));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  write("package.json", { name: "program" });
});

function write(file: string, content: object | string): void {
  const full = path.join(project, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, typeof content === "string" ? content : JSON.stringify(content));
}

/** Installs a version of pulumi-lync into a folder's node_modules. */
function install(folder: string, version: string): void {
  const exports = { "./dynamic": "./dist/dynamic.js", "./package.json": "./package.json" };
  write(path.join(folder, "node_modules/pulumi-lync/package.json"), { name: "pulumi-lync", version, exports });
  write(path.join(folder, "node_modules/pulumi-lync/dist/dynamic.js"), "");
}

test("the text in every state never changes", () => {
  expect(providerText("webService")).toBe('exports.handler=()=>require("pulumi-lync/dynamic").webService');
});

test.each([
  ["in the program's folder", ".", ["."]],
  ["in a folder above it, as workspaces have it", ".", ["packages/pools"]],
  ["in the program's folder only, if that is not the project's folder", "packages/pools", ["packages/pools", "."]],
  ["in the project's folder, if the program has changed its working folder", "packages/pools", ["elsewhere", "packages/pools"]],
])("a pulumi-lync is found %s", (_where, installed, folders) => {
  install(installed, "1.2.3");
  expect(() => refuse(folders)).not.toThrow();
});

test("a link that pnpm makes is followed", () => {
  install("node_modules/.pnpm/pulumi-lync@1.2.3", "1.2.3");
  symlinkSync(
    path.join(project, "node_modules/.pnpm/pulumi-lync@1.2.3/node_modules/pulumi-lync"),
    path.join(project, "node_modules/pulumi-lync"),
    "junction",
  );
  expect(() => refuse(["."])).not.toThrow();
});

test.each([
  ["inside a component package", "node_modules/@company/components"],
  ["in pnpm's store", "node_modules/.pnpm/pulumi-lync@1.2.3"],
])("a pulumi-lync that is only %s is refused in one line, which says what to add to which package.json", (_where, installed) => {
  install(installed, "1.2.3");
  mkdirSync(path.join(project, "src"));
  expect(() => refuse(["src", "."])).toThrow(
    new RegExp(
      `^pulumi-lync is not installed where Pulumi's provider process looks for it: in ${literal("src")} or a folder above it\\. ` +
        `Add "pulumi-lync": "1\\.2\\.3" to "dependencies" in ${literal("package.json")}, and install again\\.$`,
    ),
  );
});

test("another version than the program's is refused, and the message says where both are", () => {
  install(".", "1.2.2");
  expect(() => refuse(["."])).toThrow(
    new RegExp(
      `^The program uses pulumi-lync 1\\.2\\.3, but Pulumi's provider process finds 1\\.2\\.2 in ${literal("node_modules/pulumi-lync")}\\. ` +
        `Set "pulumi-lync": "1\\.2\\.3" in "dependencies" of ${literal("package.json")}, and install again\\.$`,
    ),
  );
});

test("nothing is refused if the folder is unknown: under mocks, and in an inline program", () => {
  expect(() => refuse([])).not.toThrow();
});

function refuse(folders: string[]): void {
  refuseUnlessLoadable(
    folders.map((folder) => path.join(project, folder)),
    "1.2.3",
  );
}

/** A path of the project, escaped for a regular expression. */
function literal(file: string): string {
  return path.join(project, file).replace(/[\\.]/g, "\\$&");
}
