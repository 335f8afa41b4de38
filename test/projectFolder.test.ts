import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { findProjectFolder, pathToHandOn, programFolderOf, projectFolderOf } from "../provider/src/projectFolder";

let folder: string;

const at = (...steps: string[]): string => path.join(folder, ...steps);

/** Makes files and their folders. */
function make(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  }
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "pulumi-lync-project-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const project = "test";

describe("the folder of Pulumi.yaml", () => {
  test.each([
    ["Pulumi.yaml", "name: test\nruntime: nodejs\nmain: programs/pools\n"],
    ["Pulumi.yaml", "# ours\nruntime: nodejs\nname:   'test' # a name\nmain: programs/pools/index.js\n"],
    ["Pulumi.yml", '{ runtime: nodejs, "name": "test", main: ./programs/pools/ }'],
    ["Pulumi.json", '{\n\t"name": "test",\n\t"main": "programs/pools"\n}'],
  ])("is found from below by a %s with %j, and nothing is handed on", (file, text) => {
    make({ [file]: text, "programs/pools/index.js": "" });
    expect(findProjectFolder(at("programs/pools"), project)).toBe(folder);
    expect(pathToHandOn(folder, project)).toBeUndefined();
    expect(projectFolderOf({ program: at("programs/pools"), project }, undefined)).toBe(folder);
  });

  test("is not the folder of another project in between", () => {
    make({ "Pulumi.yaml": "name: test\n", "programs/Pulumi.yaml": "name: nested\n", "programs/pools/Pulumi.yaml": "name: [\n" });
    expect(findProjectFolder(at("programs/pools"), project)).toBe(folder);
    expect(findProjectFolder(at("programs/pools"))).toBe(at("programs/pools"));
  });

  test.each([
    ["nothing", {}],
    ["another project's Pulumi.yaml", { "Pulumi.yaml": "name: another\n" }],
    ["a Pulumi.yaml with the same name", { "Pulumi.yaml": "name: test\n" }],
  ])("is handed on from a program next to it, with %s above both", (_what, above) => {
    make({ ...above, "infra/Pulumi.yaml": "name: test\nmain: ../program\n", "program/index.js": "" });
    const place = { program: at("program"), project };
    expect(pathToHandOn(at("infra"), project)).toBe("../infra");
    expect(projectFolderOf(place, "../infra")).toBe(at("infra"));
  });

  test("is handed on without links, so that it is the same in each checkout", () => {
    make({ "infra/Pulumi.yaml": "name: test\nmain: link\n", "program/index.js": "" });
    symlinkSync(at("program"), at("infra/link"), "junction");
    symlinkSync(at("infra"), at("linked"), "junction");
    expect(pathToHandOn(at("linked"), project)).toBe("../infra");
    expect(projectFolderOf({ program: at("program"), project }, "../infra")).toBe(at("infra"));
  });

  test("is found above a link, if the process starts there, and above the link's target", () => {
    make({ "infra/Pulumi.yaml": "name: test\n", "infra/program/index.js": "", "program/index.js": "" });
    symlinkSync(at("program"), at("infra/link"), "junction");
    symlinkSync(at("infra/program"), at("elsewhere"), "junction");
    for (const program of ["infra/link", "elsewhere"]) {
      expect(projectFolderOf({ program: at(program), project }, undefined), program).toBe(at("infra"));
    }
  });

  test("is searched for again if it is no longer where the state says", () => {
    make({ "Pulumi.yaml": "name: test\n", "program/index.js": "" });
    expect(projectFolderOf({ program: at("program"), project }, "../infra")).toBe(folder);
  });

  test.each([
    [undefined, "the state does not say where it is"],
    ["../infra", "the state says {folder}/infra, which is not its folder"],
  ])("is unknown if a state says %j and another project is above", (handedOn, words) => {
    make({ "Pulumi.yaml": "name: another\n", "infra/Pulumi.yaml": "name: another\n", "program/index.js": "" });
    expect(projectFolderOf({ program: at("program"), project }, handedOn)).toEqual({
      unknown:
        `the Pulumi.yaml of the project "test" is not in ${at("program")} or a folder above it, and ${words.replace("{folder}", folder)}. ` +
        "Run pulumi up --refresh=false once, which writes the right folder into the state.",
    });
  });
});

test.each([
  ["name: test\n", "infra"],
  ["name: test\nmain: programs/pools\n", "infra/programs/pools"],
  ["name: test\nmain: ../program\n", "program"],
  ["name: test\nmain: ../program/index.js\n", "program"],
  ["name: test\nmain: link\n", "program"],
])("%j runs the program in %s", (text, program) => {
  make({ "infra/Pulumi.yaml": text, "infra/programs/pools/index.js": "", "program/index.js": "" });
  symlinkSync(at("program"), at("infra/link"), "junction");
  expect(programFolderOf(at("infra"))).toBe(at(program));
});
