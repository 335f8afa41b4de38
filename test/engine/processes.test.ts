import { describe, expect, test, vi } from "vitest";
import { certificateAlone, passive, pool } from "./collections";
import { contoso } from "../support/contoso";
import { isAlive, startedIn, type Started } from "../support/processes";
import { Project, type DeclaredResource } from "./project";
import { skippedOnWindows } from "../support/windows";

/** A project that records every Node.js process of its runs. */
async function recordedProject(topology: object): Promise<{ project: Project; started: (program: RegExp) => Started[] }> {
  const project = await new Project({ topology }).init();
  return { project, started: (program) => startedIn(project.starts, program) };
}

const simulator = /pulumi-lync-simulator$/;
const provider = /dynamic-provider/;

const manyPools = Array.from({ length: 20 }, (_, index) => `Pool${String(index)}.contoso.com`);
const topology = { ...contoso, sites: [{ name: "Redmond", pools: manyPools.map((fqdn) => ({ fqdn, role: "enterprisePool" })) }] };
const manyCollections: DeclaredResource[] = manyPools.flatMap((fqdn) => [passive(fqdn), certificateAlone("Registrar", fqdn)]);

describe.skipIf(skippedOnWindows("which processes a run of the engine has"))("in a run with the real engine,", () => {
  test("a provider process starts one session for any number of resources, and none remains", async () => {
    const { project, started } = await recordedProject(topology);
    project.declare(manyCollections);
    await project.expectSuccess("up", "--yes");

    // One for the preview and one for the update.
    expect(started(provider)).toHaveLength(2);
    expect(started(simulator)).toHaveLength(2);
    expect(new Set(started(simulator).map(({ parent }) => parent)).size).toBe(2);
    await vi.waitFor(() => expect([...started(provider), ...started(simulator)].filter(isAlive)).toEqual([]), { timeout: 5000 });
  });

  test("five seconds after an up's CLI is killed, no provider and no session remains", async () => {
    const { project, started } = await recordedProject(contoso);
    project.declare([passive(pool), certificateAlone("Registrar", pool)]);
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "New-CsWebServiceConfiguration", latencyMilliseconds: 1000 }]));
    const cli = project.start("up", "--yes", "--skip-preview");
    await vi.waitFor(() => expect(started(simulator)).toHaveLength(1), { timeout: 60_000 });
    cli.kill("SIGKILL");

    await vi.waitFor(() => expect([...started(provider), ...started(simulator)].filter(isAlive)).toEqual([]), {
      timeout: 5000,
      interval: 50,
    });
  });
});
