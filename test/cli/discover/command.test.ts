import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Discovered } from "../../../provider/src/cli/discover/discovered";
import { runBuilt } from "../../support/builtCommand";
import { manyPools } from "../../support/manyPools";

const discover = ["discover", "--simulator", "contoso.json"];

test("each of 1,000 pools is a component, and nothing is written", async () => {
  const folder = manyPools(1000);
  const state = readFileSync(path.join(folder, "contoso.state.json"));
  const { code, stdout, stderr } = await runBuilt(folder, [...discover, "--json"]);
  const { components, collections } = JSON.parse(stdout) as Discovered;
  expect({ code, components: components.length, collections }).toEqual({ code: 0, components: 1000, collections: [] });
  expect(stderr).not.toContain("error");
  expect(readFileSync(path.join(folder, "contoso.state.json"))).toEqual(state);
});

test("the pools are written to a stack's configuration, and everything else is said on standard error", async () => {
  const folder = manyPools(2, { wrong: [2] });
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: mine\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "Pulumi.prod.yaml"), "encryptionsalt: v1:abc= # Keep.\n");
  const { code, stdout, stderr } = await runBuilt(folder, [...discover, "--format", "stack", "-o", "Pulumi.prod.yaml"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toContain("is not in the list, because it is not part of a PassiveAuthentication.");
  expect(readFileSync(path.join(folder, "Pulumi.prod.yaml"), "utf8")).toBe(
    "encryptionsalt: v1:abc= # Keep.\nconfig:\n  mine:federationService: dc.contoso.com\n  mine:pools:\n    - pool: LyncPool0001.contoso.com\n      role: enterprisePool\n      adopt: true\n",
  );
});

test.each([
  ["no project", [...discover, "--format", "stack"], "--format stack needs the project's name, but there is no Pulumi.yaml in"],
  ["--owned for a format that ignores it", [...discover, "--json", "--owned"], '--owned has no effect in the format "json".'],
  ["an unknown format", ["discover", "--format", "text"], "Allowed choices are typescript, import, stack, json."],
])("with %s the command says why in one line, and ends with 2", async (_what, args, words) => {
  const { code, stdout, stderr } = await runBuilt(manyPools(1), args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(words);
});

test("--help says what destroy does, and has examples", async () => {
  const { code, stdout } = await runBuilt(manyPools(1), ["discover", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("with --owned      destroy removes the collections");
  expect(stdout).toContain("pulumi-lync discover --stack prod -o index.ts");
  expect(stdout).toContain("pulumi import --file import.json --protect=false --generate-code=false");
});
