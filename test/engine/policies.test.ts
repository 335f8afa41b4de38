import path from "node:path";
import { describe, expect, test } from "vitest";
import { policies } from "../../policies/policies";
import { certificateAlone, enterprisePool, passive, pool } from "./collections";
import { Project, type DeclaredResource } from "./project";

const pack = path.resolve(import.meta.dirname, "..", "..", "policies");
const [director, server] = ["Director01.contoso.com", "StandardServer01.contoso.com"];
const proxy = certificateAlone("Registrar", pool, [`${pool}-web`]);

/** A program that breaks every policy, and that check accepts. */
const broken: DeclaredResource[] = [
  passive("Global", { identity: "Global", useWindowsAuth: "Negotiate", allowGlobalPassive: true }),
  passive(director, { usePinAuth: true }),
  passive(pool, { wsFedPassiveMetadataUri: "https://sts.fabrikam.com/federationmetadata/2007-06/federationmetadata.xml" }),
  {
    ...proxy,
    args: {
      ...proxy.args,
      useCertificateForClientToProxyAuth: false,
      useKerberosForClientToProxyAuth: true,
      enableLoggingAllMessageBodies: true,
    },
  },
  certificateAlone("Registrar", server),
];

/**
 * The policies that are judged for each resource. If one of them fails, the engine does not check
 * the policies for the whole stack.
 */
const ofResources = [
  "passive-at-pools-only",
  "passive-without-other-methods",
  "metadata-uri-in-allowed-domains",
  "message-bodies-not-logged",
];
const ofStack = ["certificates-on-at-proxy", "proxy-with-web-services"];

describe("the policy pack, in a real preview", () => {
  test("warns about each advisory policy, and says what to declare", async () => {
    const project = await brokenProject();
    const { code, output } = await previewWith(project, () => "advisory");
    for (const { name, remediation } of policies) {
      expect(output).toContain(`[advisory]  ${name}`);
      expect(output).toContain(remediation);
    }
    expect(code).toBe(0);
  });

  test("fails because of each mandatory policy, and skips those that are disabled", async () => {
    expect([...ofResources, ...ofStack].sort()).toEqual(policies.map(({ name }) => name).sort());
    const project = await brokenProject();
    for (const [mandatory, disabled] of [
      [ofResources, ofStack],
      [ofStack, ofResources],
    ] as const) {
      const { code, output } = await previewWith(project, (name) => (mandatory.includes(name) ? "mandatory" : "disabled"));
      for (const name of mandatory) expect(output).toContain(`[mandatory]  ${name}`);
      for (const name of disabled) expect(output).not.toContain(name);
      expect(code).not.toBe(0);
    }
  });

  test("accepts a sound program, before and after it is applied", async () => {
    const project = await new Project().init();
    project.declare(enterprisePool);
    const passes = { code: 0, output: expect.stringContaining("✅ pulumi-lync@v") };
    expect(await previewWith(project, () => "mandatory")).toMatchObject(passes);
    await project.up();
    expect(await previewWith(project, () => "mandatory")).toMatchObject(passes);
  });
});

test("an up without a preview writes no resource that breaks a policy", async () => {
  const project = await new Project().init();
  project.declare([passive(pool, { usePinAuth: true })]);
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview", "--policy-pack", pack);
  expect(output).toContain("[mandatory]  passive-without-other-methods");
  expect(code).not.toBe(0);
  expect(project.deployment()).toBeUndefined();
});

async function brokenProject(): Promise<Project> {
  const project = await new Project().init();
  project.declare(broken);
  return project;
}

function previewWith(project: Project, levelOf: (policy: string) => string): ReturnType<Project["pulumi"]> {
  const configuration = policies.map(({ name }) => [
    name,
    { enforcementLevel: levelOf(name), ...(name === "metadata-uri-in-allowed-domains" ? { allowedDomains: ["contoso.com"] } : {}) },
  ]);
  project.write("policies.json", JSON.stringify(Object.fromEntries(configuration)));
  return project.pulumi("preview", "--policy-pack", pack, "--policy-pack-config", path.join(project.folder, "policies.json"));
}
