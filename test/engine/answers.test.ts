import { describe, expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { lineSaying } from "../support/saying";
import { pool, proxyIdentity, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";

const declare = (type: DeclaredResource["type"], args: Record<string, unknown>): DeclaredResource => ({ type, name: pool, args });

const certificate = (number: number): object => ({
  thumbprint: number.toString(16).toUpperCase().padStart(40, "A"),
  caStore: "TrustedRootCA",
});

// Each of these cases once made the engine wait forever. So a run that ends has already passed half
// of the test.
describe("the engine receives a result from every verb", () => {
  test("if the server no longer has a setting, and the preview says which module lacks it", async () => {
    const project = await new Project({ topology: { ...contoso, serverVersion: 2015 } }).init();
    project.declare([declare("WebServiceConfiguration", { identity: webIdentity, enableCORS: true })]);
    await project.up();
    project.write("contoso.json", JSON.stringify({ ...contoso, serverVersion: 2013 }));
    const lacks = "EnableCORS is new in Skype for Business Server 2015, and the installed module, Lync 5.0.8308.420, does not have it";
    for (const [command, exitCode] of [
      [["refresh", "--yes"], 0],
      [["preview"], 1],
      [["up", "--yes", "--skip-preview"], 1],
    ] as const) {
      const { code, output } = await project.pulumi(...command);
      expect(code, output).toBe(exitCode);
      expect(output).not.toContain("Unexpected struct type");
      if (exitCode !== 0) expect(output).toContain(lacks);
    }
    project.declare([declare("WebServiceConfiguration", { identity: webIdentity })]);
    await project.up();
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.stored(web, webIdentity)).toBeUndefined();
  });

  test("if a setting had no value and the server does not keep the write, and the result is a partial failure", async () => {
    const project = await new Project().init();
    project.write("contoso.state.json", JSON.stringify({ [proxy]: { [proxyIdentity]: { MaxKeepAliveInterval: null } } }));
    project.declare([declare("ProxyConfiguration", { identity: proxyIdentity, adopt: true, maxKeepAliveInterval: 9 })]);
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: `Set-${proxy}`, forget: true }]));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("verificationFailed", "maxKeepAliveInterval"));
    expect((await project.ours())[0]?.outputs.previous).toEqual({ maxKeepAliveInterval: null });
    project.write("contoso.faults.json", "[]");
    await project.up();
    expect(project.stored(proxy, proxyIdentity)).toEqual({ MaxKeepAliveInterval: 9 });
  });

  test("if a list is long, and the failure names a few missing and a few extra elements and counts the rest", async () => {
    const project = await new Project().init();
    const certificates = (from: number): object[] => Array.from({ length: 150 }, (_, index) => certificate(from + index));
    project.declare([declare("WebServiceConfiguration", { identity: webIdentity, trustedCACerts: certificates(0) })]);
    await project.up();
    project.declare([declare("WebServiceConfiguration", { identity: webIdentity, trustedCACerts: certificates(1000) })]);
    project.write("contoso.faults.json", JSON.stringify([{ cmdlet: `Set-${web}`, forget: true }]));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/trustedCACerts of ".*": 150 missing: \{.*\}, \{.*\}, \{.*\} and 147 more; 150 too many: \{.*\} and 147 more/);
    project.write("contoso.faults.json", "[]");
    await project.up();
    await project.expectSuccess("preview", "--expect-no-changes");
  });

  test("if an error's text is too long to send, and then it has the beginning of the text", async () => {
    const project = await new Project().init();
    project.declare([declare("WebServiceConfiguration", { identity: webIdentity, usePinAuth: false })]);
    const message = "Die Verbindung ist überlastet, 接続できません. ".repeat(4000);
    project.write(
      "contoso.faults.json",
      JSON.stringify([{ cmdlet: `New-${web}`, inMemory: false, fail: { category: "InvalidOperation", id: "X", message } }]),
    );
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/failed \(InvalidOperation\): Die Verbindung .*… \(\d+ more characters\)/);
  });
});

test.each([
  ["in a plain value", String.raw`"https://mac/\ud800x"`],
  ["in an output", String.raw`pulumi.output("https://mac/\ud800x")`],
])("half of a surrogate pair %s is refused before it gets lost on the way to the provider", async (_what, value) => {
  const project = await new Project().init();
  project.write(
    "index.js",
    `const pulumi = require("@pulumi/pulumi"); const lync = require("pulumi-lync"); new lync.WebServiceConfiguration("a", { identity: "${webIdentity}", macResolverUrl: ${value} });`,
  );
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toMatch(lineSaying("unpairedSurrogate", "macResolverUrl"));
  expect(project.deployment()).toBeUndefined();
});
