import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BenchError } from "../../bench/benchError.mjs";
import { checkUnchanged, checkUp } from "../../bench/check.mjs";
import { declaredCollections } from "../../bench/declared.mjs";
import { sessionsPerProvider } from "../../bench/processes.mjs";
import { BenchProject, type Run } from "../../bench/project.mjs";
import { skippedOnWindows } from "../support/windows";

const pool = "LyncPool0001.contoso.com";

// The smallest run of the benchmark: two collections, with the real engine.
describe.skipIf(skippedOnWindows("the benchmark"))("when a run is checked,", () => {
  let project: BenchProject;
  let up: Run;
  let preview: Run;

  beforeAll(async () => {
    project = new BenchProject({ pulumi: process.env.LYNC_TEST_PULUMI ?? "", kind: "lync", collections: 2 });
    await project.init();
    up = await project.up();
    preview = await project.preview();
  });
  afterAll(() => {
    project.remove();
  });

  test("a run that did its work is accepted, with what its processes used", () => {
    expect(() => checkUp(project)).not.toThrow();
    expect(() => checkUnchanged(project, preview)).not.toThrow();
    expect(sessionsPerProvider(up.processes)).toBe(1);
    for (const { cpuSeconds, residentBytes } of up.processes) expect(Math.min(cpuSeconds, residentBytes)).toBeGreaterThan(0);
  });

  test.each([1, 4])("two resources are refused if %i are declared", (collections) => {
    const declared = declaredCollections(collections);
    const other = { kind: project.kind, folder: project.folder, declared, checkpoint: () => project.checkpoint() };
    expect(() => checkUp(other)).toThrow(new BenchError(`lync: the state has 2 resources, but ${collections} are declared.`));
    expect(() => checkUnchanged(other, preview)).toThrow(`lync: ${collections} resources should be unchanged, but 2 are`);
  });

  test("a deployment that is not as declared is refused", () => {
    const file = path.join(project.folder, "deployment.state.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('"UseNtlmForClientToProxyAuth": false', '"UseNtlmForClientToProxyAuth": true'));
    const wrong = `The deployment's CsProxyConfiguration of "Service:Registrar:${pool}" is not as declared: UseNtlmForClientToProxyAuth is true, but false is declared.`;
    expect(() => checkUp(project)).toThrow(new BenchError(wrong));
    writeFileSync(file, text);
  });

  test("a failed Pulumi run is refused, with what it printed", async () => {
    project.configure({ sessions: "none" });
    await expect(project.up()).rejects.toThrow(
      /^pulumi up --yes --skip-preview of 2 resources \(lync\) ended with \d+: [^]*lync:sessions is "none"/,
    );
  });
});
