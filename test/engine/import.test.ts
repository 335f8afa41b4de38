import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { collectionsOf, proxyOfPassive, webServiceOfPassive } from "../../provider/src/configurations/procedure";
import type { PoolRole } from "../../provider/src/configurations/poolRole";
import type { Properties } from "../../provider/src/stack/bag";
import { settingsOf } from "../support/declarableSettings";
import { poolName } from "../support/generatedPools";
import { metadataUri } from "../support/passiveCalls";
import { simulate } from "../support/simulated";
import { Project } from "./project";

const [web, proxy] = nouns as unknown as [Noun, Noun];
const site = 'Zürich (HQ) :: "日本"';

interface TestPool {
  fqdn: string;
  role: PoolRole;
  /** Settings that the procedure does not use. */
  web?: Values;
  proxy?: Values;
  /** Whether its Web Services are configured as no component configures them. */
  isRaw?: boolean;
}

const further = { web: settingsOf(web), proxy: settingsOf(proxy) };

/**
 * A project for a deployment of these pools. The site and Global each have a collection with every
 * setting.
 */
async function projectOf(pools: readonly TestPool[]): Promise<Project> {
  const topology = { serverVersion: 2019, sites: [{ name: site, pools: pools.map(({ fqdn, role }) => ({ fqdn, role })) }] };
  const { deployment, file } = simulate(topology);
  await deployment.set(proxy, "Global", { values: further.proxy });
  await deployment.create(web, `Site:${site}`, { values: further.web });
  for (const { fqdn, role, isRaw = false, ...more } of pools) {
    const passive = { ...webServiceOfPassive, wsFedPassiveMetadataUri: metadataUri, ...(isRaw ? { usePinAuth: true } : {}) };
    const services = collectionsOf[role];
    if (services.webService) await deployment.create(web, `Service:WebServer:${fqdn}`, { values: { ...more.web, ...passive } });
    if (services.proxy)
      await deployment.create(proxy, `Service:${services.proxy}:${fqdn}`, { values: { ...more.proxy, ...proxyOfPassive } });
  }
  const project = await new Project({ topology }).init();
  project.write("contoso.state.json", readFileSync(path.join(path.dirname(file), "contoso.state.json"), "utf8"));
  return project;
}

/** Runs discover, which writes the program and the file for the import. */
async function discover(project: Project): Promise<void> {
  for (const [format, file] of [
    ["typescript", "discovered.ts"],
    ["import", "import.json"],
  ] as const) {
    const { code, output } = await project.pulumiLync("discover", "--stack", "test", "--format", format, "-o", file);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.not.stringContaining("left out") as unknown });
  }
  declare(project, project.read("discovered.ts"));
}

/** Makes the project's program, which is JavaScript, from a TypeScript one. */
function declare(project: Project, program: string): void {
  project.write("index.js", program.replace('import * as lync from "pulumi-lync";', 'const lync = require("pulumi-lync");'));
}

const importing = ["import", "--file", "import.json", "--protect=false", "--generate-code=false", "--yes"];

/**
 * Imports, and expects that the program shows no change. Runs `between`, changes a setting, and
 * destroys.
 */
async function importAndDestroy(project: Project, between: () => Promise<void>): Promise<void> {
  const before = project.deployment();
  await project.expectSuccess(...importing);
  await project.expectSuccess("preview", "--expect-no-changes");
  expect(project.deployment()).toBe(before);
  await between();
  const program = project.read("discovered.ts");
  const changed = program.replaceAll("maxGroupSizeToExpand: 1000", "maxGroupSizeToExpand: 999");
  expect(changed).not.toBe(program);
  declare(project, changed);
  expect(await project.up()).toContain("updated");
  expect(project.deployment()).not.toBe(before);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
}

/**
 * The resources in the state that a program declares, limited to what must be the same in each
 * stack.
 */
async function declaredIn(project: Project): Promise<Properties[]> {
  const { deployment } = JSON.parse(await project.expectSuccess("stack", "export")) as { deployment: { resources: Properties[] } };
  const declared = deployment.resources.filter(({ type }) => String(type).includes("lync:"));
  return declared.map(comparable).sort((one, other) => (String(one.urn) < String(other.urn) ? -1 : 1));
}

function comparable({ inputs, outputs, ...rest }: Properties): Properties {
  // The times and the program line differ. Only a program knows the dependencies, so the first up
  // writes them into the state.
  const { created: _1, modified: _2, sourcePosition: _3, stackTrace: _4, dependencies: _5, propertyDependencies: _6, ...kept } = rest;
  // Left out: a message from check, which the next up removes; the time of the adoption; and the id
  // of a default provider.
  const { warnings: _7, ...declared } = (inputs ?? {}) as Properties;
  const { since: _8, ...stored } = (outputs ?? {}) as Properties;
  const { provider: _9, ...others } = kept;
  const text = JSON.stringify({ ...others, inputs: declared, outputs: stored });
  // The stack's name differs.
  return JSON.parse(text.replaceAll("urn:pulumi:adopted:", "urn:pulumi:test:").replaceAll("::test-adopted", "::test-test")) as Properties;
}

test("a pool with every setting, its site and Global are imported as an adopting up would store them, and are restored on destroy", async () => {
  const project = await projectOf([{ fqdn: "_Pool-1.Contoso.com", role: "enterprisePool", ...further }]);
  const before = project.deployment();
  project.write("Pulumi.adopted.yaml", project.read("Pulumi.test.yaml"));
  await discover(project);
  await project.expectSuccess("stack", "init", "adopted");
  await project.up();
  const adopted = await declaredIn(project);
  expect(project.deployment()).toBe(before);

  await project.expectSuccess("stack", "select", "test");
  await importAndDestroy(project, async () => {
    expect(await declaredIn(project)).toEqual(adopted);
    expect(adopted).toHaveLength(5);
  });
});

test("forty pools of every role are imported, and are restored on destroy", async () => {
  const roles: PoolRole[] = ["enterprisePool", "standardEdition", "director", "edge"];
  const pools = Array.from({ length: 40 }, (_, index): TestPool => {
    const role = roles[Math.min(3, index % 10)] ?? "edge";
    return {
      fqdn: index % 2 === 0 ? poolName(index) : `${"x".repeat(60)}-${String(index)}.contoso.com`,
      role: index % 10 > 3 ? "enterprisePool" : role,
      isRaw: index % 5 === 4,
    };
  });
  const project = await projectOf(pools);
  await discover(project);
  await importAndDestroy(project, () => Promise.resolve());
});
