import { expect, test } from "vitest";
import type { Examination } from "../../provider/src/cli/doctor/examination";
import type { Report } from "../../provider/src/cli/report/report";
import { runBuilt } from "../support/builtCommand";
import { pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const component = (name: string): string =>
  `new lync.PassiveAuthentication("${name}", { pool: "${name}", role: "standardEdition", federationService: "dc.contoso.com" });`;
const other = "StandardServer02.contoso.com";
const topology = {
  serverVersion: 2013,
  sites: [{ name: "Redmond", pools: [pool, other].map((fqdn) => ({ fqdn, role: "standardEdition" })) }],
};

async function report(project: Project, ...args: string[]): Promise<{ code: number; report: Report | undefined; stderr: string }> {
  const { code, stdout, stderr } = await runBuilt(project.folder, ["report", "--json", ...args], project.environment);
  return { code, report: stdout === "" ? undefined : (JSON.parse(stdout) as Report), stderr };
}

test("report compares the deployment with the stack's last up, and a pool that has a finding can be undone without the others", async () => {
  const project = await new Project({ topology }).init();
  project.write("index.js", `const lync = require("pulumi-lync");\n${component(pool)}\n${component(other)}`);
  await project.expectSuccess("up", "--yes", "--skip-preview");
  // No program runs from here on.
  const program = project.read("index.js");
  project.write("index.js", "throw new Error('The program was run.');");

  const right = await report(project, "--stack", "test");
  expect(right).toMatchObject({ code: 0, report: { stacks: ["test"], notes: [] } });
  const [place] = right.report?.places ?? [];
  expect(place).toMatchObject({ name: pool, isPassiveDeclared: true });
  expect(place?.collections.map(({ identity, declaredBy }) => [identity, declaredBy])).toEqual([
    [webIdentity, { stack: "test", resource: pool }],
    [proxyIdentity, { stack: "test", resource: pool }],
  ]);
  expect(place?.collections.flatMap(({ methods }) => methods).some(({ isAsDeclared }) => isAsDeclared === false)).toBe(false);

  const doctor = await runBuilt(project.folder, ["doctor", "--json", "--stack", "test"], project.environment);
  const { stacks, results } = JSON.parse(doctor.stdout) as Examination;
  expect({ code: doctor.code, stacks }).toEqual({ code: 0, stacks: ["test"] });
  expect(results).toContainEqual(expect.objectContaining({ check: "Pulumi CLI", status: "fine" }));
  expect(results).toContainEqual(
    expect.objectContaining({ check: "Passive authentication", found: expect.stringContaining("declare") as string }),
  );

  project.edit((state) => {
    state.CsProxyConfiguration![proxyIdentity]!.UseNtlmForClientToProxyAuth = true;
  });
  const wrong = await report(project, "--stack", "test");
  expect(wrong.code).toBe(1);
  expect(wrong.report?.places[0]?.findings.map(({ code }) => code)).toEqual(["notAsDeclared", "noSecondFactor", "certificatesWorkOn"]);

  project.write("Pulumi.second.yaml", "config:\n  lync:simulator: second.json\n");
  project.write("second.json", JSON.stringify(topology));
  await project.expectSuccess("stack", "init", "second");
  const several = await report(project, "--stack", "test", "--stack", "second");
  expect(several).toMatchObject({ code: 2, report: undefined });
  expect(several.stderr).toContain(
    "error: The stacks belong to different deployments: test belongs to simulator:contoso.json, and second belongs to simulator:second.json.",
  );
  const unknown = await report(project, "--stack", "third");
  expect(unknown).toMatchObject({ code: 2, report: undefined });
  expect(unknown.stderr).toContain("third");

  project.write("index.js", program);
  const urn = `urn:pulumi:test::test::lync:index:PassiveAuthentication::${pool}`;
  await project.expectSuccess(
    "destroy",
    "--yes",
    "--skip-preview",
    "--stack",
    "test",
    "--refresh=false",
    "--target-dependents",
    "--target",
    urn,
  );
  const undone = await report(project, "--stack", "test");
  expect(undone.code).toBe(0);
  expect(undone.report?.places.map(({ name, isPassiveDeclared }) => [name, isPassiveDeclared])).toEqual([
    [pool, false],
    [other, true],
    ["Global", false],
  ]);
});
