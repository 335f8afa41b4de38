import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { languageHostCheck } from "../../../../provider/src/cli/doctor/machine/languageHost";
import { machineContext, programFolder, searchOnly } from "../../../support/programs";
import { skippedOnWindows } from "../../../support/windows";

const host = "pulumi-language-nodejs";
const statusOf = async (): Promise<unknown> => (await languageHostCheck.run(machineContext)).map(({ status, code }) => code ?? status);

test("a language host is found next to the Pulumi CLI, and elsewhere on PATH", async () => {
  const both = programFolder({ pulumi: "v1.0.0", [host]: "" });
  searchOnly(both);
  expect(await statusOf()).toEqual(["fine"]);
  searchOnly(programFolder({ pulumi: "v1.0.0" }), programFolder({ [host]: "" }));
  expect(await statusOf()).toEqual(["fine"]);
});

test.skipIf(skippedOnWindows("links to programs"))(
  "a language host is found in the folder that a link to the Pulumi CLI leads to",
  async () => {
    const both = programFolder({ pulumi: "v1.0.0", [host]: "" });
    const links = path.join(programFolder({}), "bin");
    mkdirSync(links);
    symlinkSync(path.join(both, "pulumi"), path.join(links, "pulumi"));
    searchOnly(links);
    expect(await statusOf()).toEqual(["fine"]);
  },
);

test("a Pulumi CLI without a language host is a finding; without a Pulumi CLI nothing is checked", async () => {
  searchOnly(programFolder({ pulumi: "v1.0.0" }));
  expect(await statusOf()).toEqual(["languageHostMissing"]);
  searchOnly(programFolder({}));
  expect(await statusOf()).toEqual(["notAsked"]);
});
