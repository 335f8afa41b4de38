import { expect, test } from "vitest";
import { pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const thumbprints = ["ab".repeat(20), "CD".repeat(20)] as const;

/**
 * Values as a person writes them: a slash, capitals, a default port, another order, the same entry
 * twice.
 */
const byHand = {
  CrossDomainAuthorizationList: [
    { Url: "HTTPS://Tailspin.com/" },
    { Url: "https://fabrikam.com:443" },
    { Url: "https://contoso.com" },
    { Url: "https://contoso.com" },
  ],
  MACResolverUrl: "HTTPS://Mac.contoso.com:443/Resolve",
  TrustedCACerts: [
    { Thumbprint: thumbprints[1], CAStore: "TrustedRootCA" },
    { Thumbprint: thumbprints[0], CAStore: "IntermediateCA" },
  ],
};

const sameMeaning = {
  crossDomainAuthorizationList: ["https://contoso.com", "https://fabrikam.com", "https://tailspin.com"],
  macResolverUrl: "https://mac.contoso.com/Resolve",
  trustedCACerts: [
    { thumbprint: thumbprints[0].toUpperCase(), caStore: "IntermediateCA" },
    { thumbprint: thumbprints[1], caStore: "TrustedRootCA" },
  ],
};

test("lists and URIs are compared by meaning, and restored to the letter", async () => {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { [webIdentity]: byHand } }, undefined, 2)}\n`);
  const before = project.deployment();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  const declare = (args: Record<string, unknown>): void => {
    const identity = `Service:WebServer:${pool}`;
    project.declare([{ type: "WebServiceConfiguration", name: "web", args: { identity, adopt: true, ...args } }]);
  };
  declare(sameMeaning);
  await project.up();
  expect(project.deployment()).toBe(before);
  expect(await project.expectSuccess("preview", "--expect-no-changes")).toContain("unchanged");

  declare({ crossDomainAuthorizationList: ["https://other.com"], macResolverUrl: "https://other.com", trustedCACerts: [] });
  await project.up();
  expect(project.stored(web, webIdentity)).toMatchObject({ MACResolverUrl: "https://other.com" });
  // The same meaning as the earlier values, but written differently.
  declare(sameMeaning);
  await project.up();
  expect(project.stored(web, webIdentity)).toMatchObject({ MACResolverUrl: "https://mac.contoso.com/Resolve" });
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
  expect(project.cmdlets().filter((command) => command.startsWith("Set-"))).toHaveLength(3);
});
