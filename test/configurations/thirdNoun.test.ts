import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import * as kinds from "../../provider/src/configurations/kinds";
import { nouns } from "../../provider/src/configurations/nouns";
import { CsDeployment } from "../../provider/src/deployment/csDeployment";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { lifecycleOf } from "../../provider/src/lifecycle/provider";
import type * as executables from "../../provider/src/powershell/executable";
import { chooseExecutable, type Executable } from "../../provider/src/powershell/executable";
import { Session } from "../../provider/src/powershell/session";
import { compiledExecutable } from "../compiled/compiledModule";
import { registrarFacts } from "../fixtures/thirdNoun/registrar.mjs";
import { contoso } from "../support/contoso";
import { compilingPowerShell, powershell } from "../support/powershell";
import { runFolder } from "../support/runFolder";
import { quickPatience, simulate } from "../support/simulated";
import { viewOf } from "../support/verbs";

const registrar = registrarFacts(kinds);
const cmdlets = ["New", "Get", "Set", "Remove"].map((verb) => `${verb}-${registrar.cs}`);
const child = path.join(import.meta.dirname, "..", "fixtures", "thirdNoun", "child.mjs");
const compiler = compilingPowerShell("a third noun on compiled cmdlets");

// A third noun only needs its four cmdlets on the list in agent.ps1. The sessions of this file use
// a copy that has them.
vi.mock("../../provider/src/powershell/executable", async (importOriginal) => {
  const original = await importOriginal<typeof executables>();
  return {
    ...original,
    get sourceFolder() {
      return sourceWithCmdlets(original.sourceFolder);
    },
  };
});

function sourceWithCmdlets(source: string): string {
  const copy = path.join(runFolder, "thirdNoun");
  const [listed = "", ...rest] = readFileSync(path.join(source, "powershell", "agent.ps1"), "utf8").split("$LyncCmdlets = @(");
  expect(rest).toHaveLength(1);
  mkdirSync(path.join(copy, "powershell"), { recursive: true });
  const names = cmdlets.map((name) => `'${name}', `).join("");
  writeFileSync(path.join(copy, "powershell", "agent.ps1"), `${listed}$LyncCmdlets = @(${names}${rest.join("")}`);
  return copy;
}

/** A deployment with the third noun, as one process sees it, and as another process sees it. */
interface Processes {
  deployment: Deployment;
  newProcess: () => Deployment;
}

test("a third noun needs no change to a verb or to the simulator", async () => {
  await goThroughAllVerbs(simulate(undefined, [registrar]));
});

describe.skipIf(powershell === undefined)("in a real PowerShell, a third noun needs no new rule", () => {
  test("of the module", async () => {
    await goThroughAllVerbs(
      inSession((topologyFile) => {
        const simulator = { topology: topologyFile, name: "contoso.json" };
        const { environment, ...chosen } = chooseExecutable({ simulator, powershell: powershell ?? "" });
        return { ...chosen, environment: { ...environment, LYNC_SIMULATOR_PROGRAM: child } };
      }),
    );
  });

  test.skipIf(compiler === undefined)("of the compiled cmdlets", async () => {
    const known = [...nouns, registrar];
    await goThroughAllVerbs(
      inSession((topologyFile) => compiledExecutable({ powershell: compiler ?? "", topologyFile, nouns: known, child })),
    );
  });
});

function inSession(executableOf: (topologyFile: string) => Executable): Processes {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-third-"));
  const topologyFile = path.join(folder, "contoso.json");
  writeFileSync(topologyFile, JSON.stringify(contoso));
  const session = new Session({ executable: executableOf(topologyFile), cmdlets, timeoutSeconds: 60 });
  onTestFinished(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const newProcess = (): Deployment => new CsDeployment(session, { naming: { way: "simulator:contoso.json" }, patience: quickPatience });
  return { deployment: newProcess(), newProcess };
}

async function goThroughAllVerbs({ deployment, newProcess }: Processes): Promise<void> {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    written.mockRestore();
  });
  const provider = lifecycleOf(registrar, () => Promise.resolve(viewOf(deployment)));
  const declared = { identity: "service:registrar:LyncPool01.contoso.com", maxEndpointsPerUser: "4", presenceMode: "basic" };

  const { inputs, failures } = await provider.check!({}, declared);
  expect(failures ?? []).toEqual([]);
  const { id, outs } = await provider.create(inputs as object);
  expect(outs).toMatchObject({ identity: "Service:Registrar:LyncPool01.contoso.com", maxEndpointsPerUser: 4, presenceMode: "Basic" });

  const { props } = await provider.read!(id, outs as object);
  expect((await provider.diff!(id, props as object, inputs as object)).changes).toBe(false);
  expect((await provider.diff!(id, props as object, { ...(inputs as object), enableDHCPServer: true })).changes).toBe(true);
  await provider.update!(id, props as object, { ...(inputs as object), enableDHCPServer: true });
  const found = await newProcess().find(registrar, id);
  expect(found?.values).toEqual({ enableDHCPServer: true, maxEndpointsPerUser: 4, presenceMode: "Basic" });

  const later = lifecycleOf(registrar, () => Promise.resolve(viewOf(newProcess())));
  await later.delete!(id, props as object);
  expect(await later.read!(id, props as object)).toEqual({});
  // The noun has no sign-in methods, so there is no warning that a pool has none left.
  expect(written.mock.calls.map(([text]) => String(text)).filter((text) => text.includes("warning"))).toEqual([]);
  expect((await provider.check!({}, { identity: "global", maxEndpointsPerUser: 65 })).failures).toHaveLength(1);
}
