import { describe, expect, test } from "vitest";
import { certificateAlone, passive, pool } from "./collections";
import { Project } from "./project";

describe("bad input", () => {
  test("everything that is wrong with a resource is told in the preview, at once, without a stack trace", async () => {
    const project = await new Project().init();
    project.declare([passive(pool, { useWindowsAuth: "Kerberos", wsFedPassiveMetadataUri: "http://dc.contoso.com/", usePinAut: true })]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain('"Kerberos" is not allowed; allowed: one of "None", "NTLM", "Negotiate"');
    expect(output).toContain('"http://dc.contoso.com/" is not allowed; allowed: an absolute https URI');
    expect(output).toContain('"usePinAut" is no argument of a WebServiceConfiguration; did you mean "usePinAuth"?');
    expect(output).not.toMatch(/^\s+at /m);
  });

  test.each([
    ["Service:Registrar:LyncPool01.contoso.com", 'the service "Registrar" cannot have one'],
    ["Service:WebServer:", "the pool's name is empty"],
    ["LyncPool01.contoso.com", '"LyncPool01.contoso.com" is no scope'],
  ])("the identity %s of a WebServiceConfiguration is refused", async (identity, why) => {
    const project = await new Project().init();
    project.declare([passive(pool, { identity })]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain(why);
  });

  test.each([
    ["an unknown key", "lync:simulator: contoso.json\n  lync:simulater: x", 'Did you mean "lync:simulator"?'],
    ["a missing topology file", "lync:simulator: nowhere.json", 'lync:simulator is "nowhere.json", but there is no file'],
    ["a topology file that is no JSON", "lync:simulator: Pulumi.yaml", "it is no JSON"],
    [
      "a topology file with a wrong role",
      "lync:simulator: wrong.json",
      'sites[0].pools[0].role: "frontend" is not allowed; allowed: "director"',
    ],
    [
      "no PowerShell on the machine",
      "lync:powershell: no-such-powershell",
      'Cannot start PowerShell ("no-such-powershell"): there is no such program',
    ],
    ["a time limit that is no number", "lync:timeoutSeconds: soon", 'lync:timeoutSeconds is "soon"; allowed: a number of seconds'],
  ])("%s is one clear sentence, exit code 1 and an untouched state", async (_what, config, sentence) => {
    const project = await new Project().init();
    project.declare([certificateAlone("Registrar", pool)]);
    const before = await project.state();
    project.write(
      "wrong.json",
      JSON.stringify({ serverVersion: 2013, sites: [{ name: "A", pools: [{ fqdn: "a.b", role: "frontend" }] }] }),
    );
    project.write("Pulumi.test.yaml", `config:\n  ${config}\n`);
    const { code, output } = await project.pulumi("up", "--yes");
    expect(code).toBe(1);
    expect(output).toContain(sentence);
    expect(output).not.toMatch(/^\s+at /m);
    expect(await project.state()).toEqual(before);
    expect(project.deployment()).toBeUndefined();
  });

  test("a state of another deployment is refused by a refresh, and untouched", async () => {
    const project = await new Project().init();
    project.declare([certificateAlone("Registrar", pool)]);
    await project.up();
    const before = await project.ours();
    project.write("other.json", JSON.stringify({ serverVersion: 2013, sites: [] }));
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: other.json\n");
    const { code, output } = await project.pulumi("refresh", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain(
      'belongs to the deployment "simulator:contoso.json", but the stack\'s configuration now names "simulator:other.json"',
    );
    expect(await project.ours()).toEqual(before);
  });

  test("the option import is refused in the program, naming what to use instead", async () => {
    const project = await new Project().init();
    project.declare([{ ...passive(pool), options: { import: "Service:WebServer:LyncPool01.contoso.com" } }]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain('the option "import" is refused');
    expect(output).toContain('the argument "adopt": true');
  });
});

test("an identity that is no text, and get with one of the wrong scope, are one clean line each", async () => {
  const project = await new Project().init();
  project.declare([{ type: "ProxyConfiguration", name: "number", args: { identity: 42 } }]);
  const declared = await project.pulumi("preview");
  project.write("index.js", 'require("pulumi-lync").ProxyConfiguration.get("site", "site:Redmond");');
  const read = await project.pulumi("preview");
  for (const [{ code, output }, words] of [
    [declared, "42 is no identity of a ProxyConfiguration."],
    [read, '"site:Redmond" is no identity of a ProxyConfiguration: a site cannot have one.'],
  ] as const) {
    expect(code).not.toBe(0);
    expect(output).toContain(words);
    expect(output).not.toMatch(/^\s+at /m);
  }
});
