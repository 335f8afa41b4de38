import { unknownValue as pulumis } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, test, vi } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { offlineDeployment } from "../../provider/src/deployment/offline";
import { check, create } from "../support/verbs";
import { validate } from "../../provider/src/lifecycle/validate";
import type { Noun } from "../../provider/src/configurations/noun";
import type { Finding } from "../../provider/src/finding";
import { givenIn, type Properties } from "../../provider/src/stack/bag";
import { unknownValue } from "../../provider/src/stack/unknown";
import { simulate } from "../support/simulated";
import { contoso } from "../support/contoso";
import { saying } from "../support/saying";

const identity = "Service:WebServer:LyncPool01.contoso.com";

/** What check makes of a declaration, as a bag, and what is wrong with it. */
function validated(noun: Noun, news: Properties): { inputs: Properties; failures: Finding[] } {
  const { declared, failures } = validate(noun, givenIn(noun, news));
  const { identity: canonical, values, options, records } = declared;
  return { inputs: { identity: canonical, ...values, ...options, ...records }, failures };
}

describe("check", () => {
  test.each([
    [42, "42"],
    [undefined, "nothing"],
    [["Global"], '["Global"]'],
  ])("refuses an identity that is not a text, such as %j, with the given value and the valid forms", async (given, shown) => {
    expect((await check(proxy, simulate().deployment, {}, { identity: given })).failures).toEqual([
      {
        property: "identity",
        reason: `${shown} is not an identity of a ProxyConfiguration. Valid forms: Global, Service:Registrar:<pool fqdn>, Service:EdgeServer:<pool fqdn>. [invalidIdentity]`,
      },
    ]);
  });

  test("lists settings in the order of their table, not of the program", () => {
    const { inputs } = validated(webService, {
      useWindowsAuth: "None",
      adopt: true,
      usePinAuth: false,
      identity,
      useCertificateAuth: true,
    });
    expect(Object.keys(inputs)).toEqual(["identity", "useCertificateAuth", "usePinAuth", "useWindowsAuth", "adopt"]);
  });

  test("returns canonical inputs, without the provider's text", () => {
    const news = { __provider: "x", identity: "SERVICE:webserver:LyncPool01.contoso.com", useWindowsAuth: "ntlm", usePinAuth: null };
    expect(validated(webService, news)).toEqual({ inputs: { identity, useWindowsAuth: "NTLM" }, failures: [] });
  });

  test("reports everything that is wrong with one resource at once, each with the given and the allowed value", () => {
    const news = {
      identity: "site:",
      useWindowsAuth: "Basic",
      usePinAuth: "yes",
      wsFedPassiveMetadataUri: "http://dc",
      usePinAut: true,
      zz: 1,
    };
    const { failures } = validated(webService, news);
    expect(failures.map(({ property, code }) => [property, code])).toEqual([
      ["identity", "invalidIdentity"],
      ["useWindowsAuth", "notAllowed"],
      ["usePinAuth", "notAllowed"],
      ["wsFedPassiveMetadataUri", "notAllowed"],
      ["usePinAut", "unknownArgument"],
      ["zz", "unknownArgument"],
    ]);
    expect(Object.fromEntries(failures.map(({ property, message }) => [property, message]))).toEqual({
      identity: expect.stringContaining("the site's name is empty"),
      useWindowsAuth: '"Basic" is not allowed. Allowed: one of "None", "NTLM", "Negotiate".',
      usePinAuth: '"yes" is not allowed. Allowed: true or false.',
      wsFedPassiveMetadataUri: expect.stringContaining('"http://dc" is not allowed. Allowed: an absolute https URI'),
      usePinAut: '"usePinAut" is not an argument of a WebServiceConfiguration. Did you mean "usePinAuth"?',
      zz: expect.stringContaining("Allowed: identity, "),
    });
  });

  test.each(["https://", "https:///x", "ftp://dc.contoso.com", "dc.contoso.com", "https://dc contoso.com/", " ", "//dc.contoso.com"])(
    "refuses the metadata URI %j",
    (uri) => {
      expect(validated(webService, { identity, wsFedPassiveMetadataUri: uri }).failures).toMatchObject([
        {
          property: "wsFedPassiveMetadataUri",
          message: `${JSON.stringify(uri)} is not allowed. Allowed: an absolute https URI, such as "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", or "" for none.`,
        },
      ]);
    },
  );

  test("refuses a missing identity", () => {
    expect(validated(proxy, {}).failures).toMatchObject([{ property: "identity" }]);
  });

  test("accepts a value that is not known yet, as the engine's placeholder", () => {
    expect(unknownValue).toBe(pulumis);
    const news = { identity: unknownValue, usePinAuth: unknownValue };
    expect(validated(webService, news)).toEqual({ inputs: news, failures: [] });
    // The same for a value that is not a text, and has a part that is not known yet.
    expect(validated(webService, { identity: [unknownValue] })).toEqual({ inputs: { identity: unknownValue }, failures: [] });
  });

  test("still reports what is wrong with a resource after a state of another deployment was seen", async () => {
    const server = simulate().newProcess();
    const refused = await check(webService, server, { identity, deployment: "local" }, { identity });
    expect(refused.failures).toEqual([{ property: "", reason: saying("otherDeployment") }]);
    expect((await check(webService, server, {}, { identity: "Global", usePinAuth: "yes" })).failures).toEqual([
      { property: "usePinAuth", reason: saying("notAllowed") },
    ]);
    expect((await check(webService, server, {}, { identity: "Global", usePinAuth: true })).failures).toEqual(refused.failures);
  });

  test("reads nothing for a resource whose identity is not known yet", async () => {
    const { deployment, calls } = simulate();
    await check(webService, deployment, {}, { identity: unknownValue });
    expect(calls).toEqual([]);
  });

  test("treats a failed listing as a failure, never as an absent collection", async () => {
    const { deployment, setFaults } = simulate();
    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "PermissionDenied", id: "Denied", message: "No." } });
    const { failures } = await check(webService, deployment, {}, { identity });
    expect(failures).toEqual([
      {
        property: "",
        reason: expect.stringContaining("Get-CsWebServiceConfiguration failed (PermissionDenied): No. Run this as a member of"),
      },
    ]);
  });

  test("refuses a state of another deployment by the name in the inputs, and the process then creates nothing", async () => {
    const { newProcess, calls } = simulate();
    const real = newProcess();
    vi.spyOn(real, "nameInStates").mockResolvedValue("local");
    const { inputs } = await check(webService, real, {}, { identity });
    expect(inputs).toMatchObject({ deployment: "local" });
    calls.length = 0;
    const deployment = newProcess();
    const { failures } = await check(webService, deployment, inputs as Properties, { identity });
    expect(failures).toMatchObject([{ reason: expect.stringContaining('belongs to the deployment "local"') }]);
    await expect(create(webService, deployment, { identity: "Site:Redmond" })).rejects.toThrow('belongs to the deployment "local"');
    expect(calls).toEqual([]);
  });

  test("keeps the state's name offline, when no pool can be read, and still refuses the state of a simulated deployment", async () => {
    const offline = offlineDeployment({ way: "local" });
    const olds = { identity, usePinAuth: false, deployment: "pools:a.contoso.com,b.contoso.com" };
    expect((await check(webService, offline, olds, { identity, usePinAuth: true })).inputs).toMatchObject({ deployment: olds.deployment });
    const { failures } = await check(
      webService,
      offline,
      { ...olds, deployment: "simulator:contoso.json" },
      { identity, usePinAuth: true },
    );
    expect(failures).toMatchObject([{ reason: expect.stringContaining('belongs to the deployment "simulator:contoso.json"') }]);
  });

  test("refuses a wrong Federation Service Name from an output, and does not show a secret one", async () => {
    const beside = { federationService: "https://hunter2" };
    const news = { identity, usePinAuth: false, wsFedPassiveMetadataUri: "https://https://hunter2/x", beside };
    const failures = async (more: object): Promise<unknown> =>
      (await check(webService, simulate().newProcess(), {}, { ...news, ...more })).failures;
    expect(await failures({})).toMatchObject([
      {
        property: "wsFedPassiveMetadataUri",
        reason: expect.stringMatching(/^federationService: "https:\/\/hunter2" is not a Federation Service Name/),
      },
    ]);
    const hidden = await failures({ secretSettings: ["wsFedPassiveMetadataUri"] });
    expect(hidden).toMatchObject([
      { property: "", reason: expect.stringContaining("federationService: the secret value is not a Federation Service Name") },
    ]);
    expect(JSON.stringify(hidden)).not.toContain("hunter");
    expect(await failures({ beside: { federationService: unknownValue } })).toEqual([]);
  });

  test("refuses an identity that another resource declares in this run, and accepts repeated checks of the same resource", async () => {
    const server = simulate().newProcess();
    const reasons = async (mark: string, id = identity): Promise<string[]> =>
      ((await check(webService, server, {}, { identity: id, usePinAuth: false, beside: { mark } })).failures ?? []).map(
        ({ reason }) => reason,
      );
    expect(await reasons("pool/web")).toEqual([]);
    expect(await reasons("pool/web")).toEqual([]);
    const words = 'WebServiceConfiguration "other" and "pool/web" declare the same identity, "Service:WebServer:LYNCPOOL01.CONTOSO.COM"';
    expect(await reasons("other", identity.toUpperCase())).toEqual([`${words}. Declare it once. [declaredTwice]`]);
    expect(await reasons("other", "Global")).toEqual([]);
  });

  describe("for pulumi import, which sends the same old and new inputs,", () => {
    const imported = { __provider: "x", identity, usePinAuth: true, adopt: true, previous: { usePinAuth: true } };
    const ofThis = { ...imported, deployment: "simulator:contoso.json" };

    async function codes(olds: Properties, news: Properties): Promise<[property: string, code: unknown][]> {
      const { newProcess, run } = simulate();
      await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity } });
      const { failures = [] } = await check(webService, newProcess(), olds, news);
      return failures.map(({ property, reason }) => [property, /\[(\w+)\]$/.exec(reason)?.[1]]);
    }

    test("accepts what check itself records, if the deployment is this one", async () => {
      expect(await codes(ofThis, structuredClone(ofThis))).toEqual([]);
      expect(await codes(ofThis, { ...ofThis, beside: { mark: "web" } })).toEqual([
        ["deployment", "unknownArgument"],
        ["previous", "unknownArgument"],
      ]);
      expect(await codes({}, ofThis)).toEqual([
        ["deployment", "unknownArgument"],
        ["previous", "unknownArgument"],
      ]);
    });

    test("refuses the state of another deployment, and arguments that do not exist", async () => {
      const ofOther = { ...imported, deployment: "local" };
      expect(await codes(ofOther, ofOther)).toEqual([["", "otherDeployment"]]);
      const misspelt = { ...ofThis, usePinAut: true };
      expect(await codes(misspelt, misspelt)).toEqual([["usePinAut", "unknownArgument"]]);
      const nowhere = { ...imported, signInMethods: "PIN" };
      expect(await codes(nowhere, nowhere)).toEqual([
        ["signInMethods", "unknownArgument"],
        ["previous", "unknownArgument"],
      ]);
    });
  });

  test("judges a setting that is no longer declared by the value that it returns to", async () => {
    const { newProcess } = simulate();
    const methods = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" };
    const passive = { identity, ...methods, useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
    const { inputs } = await check(webService, newProcess(), {}, passive);
    const { outs } = await create(webService, newProcess(), inputs as Properties);
    const { failures } = await check(webService, newProcess(), outs as Properties, { identity, ...methods });
    expect(failures).toEqual([{ property: "", reason: saying("noMethodLeft") }]);
  });

  test("refuses to undeclare a setting if neither the server nor the vendor's pages give a default", async () => {
    const { newProcess } = simulate();
    const deployment = newProcess();
    vi.spyOn(deployment, "factoryValues").mockResolvedValue(undefined);
    const { inputs } = await check(webService, deployment, {}, { identity, useWindowsAuth: "None", usePinAuth: false });
    const { outs } = await create(webService, deployment, inputs as Properties);
    const { failures } = await check(webService, deployment, outs as Properties, { identity });
    expect(failures).toEqual([
      {
        property: "",
        reason: `useWindowsAuth of "${identity}" is no longer declared. No default is known, because neither the server nor the vendor's pages give one. Declare the value that you want. [unsupported]`,
      },
    ]);
  });

  test("shows no secret in a failure or a warning, and names no property whose value the engine would print", async () => {
    const { newProcess } = simulate();
    const secretSettings = ["useWindowsAuth", "joinLauncherCdnTimeout", "mobilePreferredAuthType"];
    const wrong = { identity, useWindowsAuth: "hunter2", usePinAuth: "yes", secretSettings };
    expect((await check(webService, newProcess(), {}, wrong)).failures).toEqual([
      {
        property: "",
        reason: 'useWindowsAuth: the secret value is not allowed. Allowed: one of "None", "NTLM", "Negotiate". [notAllowed]',
      },
      { property: "usePinAuth", reason: '"yes" is not allowed. Allowed: true or false. [notAllowed]' },
    ]);
    expect((await check(webService, newProcess(), {}, { identity, joinLauncherCdnTimeout: 6, secretSettings })).failures).toEqual([
      { property: "", reason: expect.stringMatching(/^joinLauncherCdnTimeout: JoinLauncherCdnTimeout is new in/) },
    ]);
    const metadata = { useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
    const { inputs } = await check(
      webService,
      simulate({ ...contoso, serverVersion: 2019 }).deployment,
      {},
      { identity, ...metadata, mobilePreferredAuthType: "OAuth", secretSettings },
    );
    const { warnings } = inputs as { warnings: string[] };
    expect(warnings.find((warning) => warning.startsWith("mobilePreferredAuthType is set"))).toBeDefined();
    expect(warnings.join("\n")).not.toContain("OAuth");
  });

  test("shows no secret in a difference", async () => {
    const { newProcess, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity } });
    const news = { identity, macResolverUrl: "https://hunter2", secretSettings: ["macResolverUrl"] };
    const { failures } = await check(webService, newProcess(), {}, news);
    expect(failures?.[0]?.reason).toContain("macResolverUrl does not have the declared value, which is a secret.");
    expect(JSON.stringify(failures)).not.toContain("hunter2");
  });
});
