import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { certificateAlone, passive, pool } from "./collections";
import { Project } from "./project";

describe("if the input is bad,", () => {
  test("the preview reports everything that is wrong with a resource at once, without a stack trace", async () => {
    const project = await new Project().init();
    const wrong = { useWindowsAuth: "Kerberos", wsFedPassiveMetadataUri: "http://dc.contoso.com/", usePinAut: true };
    for (const [args, ...words] of [
      [
        wrong,
        '"Kerberos" is not allowed. Allowed: one of "None", "NTLM", "Negotiate"',
        '"http://dc.contoso.com/" is not allowed. Allowed: an absolute https URI',
        '"usePinAut" is not an argument of a WebServiceConfiguration. Did you mean "usePinAuth"?',
      ],
      [{ identity: "Service:Registrar:LyncPool01.contoso.com" }, 'the service "Registrar" cannot have one'],
      [{ identity: "Service:WebServer:" }, "the pool's name is empty"],
      [{ identity: "LyncPool01.contoso.com" }, '"LyncPool01.contoso.com" is not a scope'],
    ] as [Record<string, unknown>, ...string[]][]) {
      project.declare([passive(pool, args)]);
      const { code, output } = await project.pulumi("preview");
      expect(code).not.toBe(0);
      for (const part of words) expect(output).toContain(part);
      expect(output).not.toMatch(/^\s+at /m);
    }
  });

  const configurations = [
    ["an unknown key", "lync:simulator: contoso.json\n  lync:simulater: x", 'Did you mean "lync:simulator"?'],
    ["a missing topology file", "lync:simulator: nowhere.json", 'lync:simulator is "nowhere.json", but there is no file'],
    ["a topology file that is not JSON", "lync:simulator: Pulumi.yaml", "it is not valid JSON"],
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
    ["a time limit that is not a number", "lync:timeoutSeconds: soon", 'lync:timeoutSeconds is "soon"; allowed: a number of seconds'],
  ] as const;

  test("a wrong configuration causes one clear sentence and exit code 1, and leaves the state untouched", async () => {
    const project = await new Project().init();
    project.declare([certificateAlone("Registrar", pool), passive(pool)]);
    const before = await project.state();
    project.write(
      "wrong.json",
      JSON.stringify({ serverVersion: 2013, sites: [{ name: "A", pools: [{ fqdn: "a.b", role: "frontend" }] }] }),
    );
    for (const [what, config, sentence] of configurations) {
      project.write("Pulumi.test.yaml", `config:\n  ${config}\n`);
      const { code, output } = await project.pulumi("up", "--yes");
      expect(code, what).toBe(1);
      expect(output).toContain(sentence);
      expect(output).not.toMatch(/^\s+at /m);
    }
    expect(await project.state()).toEqual(before);
    expect(project.deployment()).toBeUndefined();
  });

  test("the option import is refused in the program, and the message names what to use instead", async () => {
    const project = await new Project().init();
    project.declare([{ ...passive(pool), options: { import: "Service:WebServer:LyncPool01.contoso.com" } }]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("optionRefused", '"import"'));
    expect(output).toContain('the argument "adopt": true');
  });
});

test("an identity that is no text, and get with an identity of the wrong scope, cause one clean line each", async () => {
  const project = await new Project().init();
  project.declare([{ type: "ProxyConfiguration", name: "number", args: { identity: 42 } }]);
  const declared = await project.pulumi("preview");
  project.write("index.js", 'require("pulumi-lync").ProxyConfiguration.get("site", "site:Redmond");');
  const read = await project.pulumi("preview");
  for (const [{ code, output }, words] of [
    [declared, "42 is not an identity of a ProxyConfiguration."],
    [read, '"site:Redmond" is not an identity of a ProxyConfiguration, because a site cannot have one.'],
  ] as const) {
    expect(code).not.toBe(0);
    expect(output).toContain(words);
    expect(output).not.toMatch(/^\s+at /m);
  }
});
