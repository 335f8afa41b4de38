import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chooseExecutable } from "../../provider/src/powershell/executable";
import { Session } from "../../provider/src/powershell/session";
import { cases, topology, type ContractCase, type Expected } from "./cases";
import type { CallResult } from "../../provider/src/powershell/protocol";

test("there are at least 150 contract cases, each with a name of its own", () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

describe("the simulator, as a process in PowerShell's place", () => {
  const sessions = new Map<ContractCase["version"], { session: Session; state: string }>();

  afterAll(async () => {
    for (const { session, state } of sessions.values()) {
      await session.close();
      rmSync(path.dirname(state), { recursive: true, force: true });
    }
  });

  function sessionOf(version: ContractCase["version"]): { session: Session; state: string } {
    const known = sessions.get(version);
    if (known !== undefined) return known;
    const file = path.join(mkdtempSync(path.join(tmpdir(), "pulumi-lync-contract-")), "contoso.json");
    writeFileSync(file, JSON.stringify(topology(version)));
    const executable = chooseExecutable({ timeoutSeconds: 60, simulator: { topology: file, name: "contoso.json" } });
    const opened = { session: new Session({ executable, timeoutSeconds: 60 }), state: file.replace(".json", ".state.json") };
    sessions.set(version, opened);
    return opened;
  }

  test.each(cases)("$name", async ({ version, steps }) => {
    const { session, state } = sessionOf(version);
    rmSync(state, { force: true });
    for (const { call, expected } of steps) {
      const [result] = await session.run([call]);
      expectResult(result, expected);
    }
  });
});

function expectResult(result: CallResult | undefined, { objects, count, error }: Expected): void {
  expect(result?.error && { category: result.error.category, id: result.error.id }).toEqual(error ?? null);
  if (error !== undefined) expect(result?.error?.message).not.toBe("");
  if (count !== undefined) expect(result?.objects).toHaveLength(count);
  if (objects !== undefined) {
    expect(result?.objects).toHaveLength(objects.length);
    objects.forEach((object, index) => {
      expect(result?.objects[index]).toMatchObject(object);
    });
  }
}
