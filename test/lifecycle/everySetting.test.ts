import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import type { Noun } from "../../provider/src/configurations/noun";
import { check, create, diff, read, remove, update } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { contoso } from "../support/contoso";
import { legalForms } from "../support/forms";
import { throughEngine } from "../support/engine";
import { simulate, type Simulated } from "../support/simulated";

/**
 * No pool serves the users of another. The second pool has no collections, so New reports its
 * defaults.
 */
const pools = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"].map((fqdn) => ({ fqdn, role: "enterprisePool" }));
const twoPools = { serverVersion: 2019, sites: [{ name: "Redmond", pools }] };

const uri = { wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
/**
 * The other settings without which a setting would be refused: a metadata URI, or the sign-in
 * method that mobile clients are to prefer.
 */
const needed: Record<string, Properties> = {
  useWsFedPassiveAuth: uri,
  mobilePreferredAuthType: { ...uri, useWsFedPassiveAuth: true, useWindowsAuth: "Negotiate" },
};

const identityOf = (noun: Noun): string => `Service:${noun.services[0] ?? ""}:LyncPool01.contoso.com`;
const rows = nouns.flatMap((noun) => Object.keys(noun.settings).map((property) => [`${noun.type}.${property}`, noun, property] as const));

/** Does what `preview` with a refresh does: true if it shows a change. */
async function previewShowsChange({ newProcess }: Simulated, noun: Noun, state: Properties, news: Properties): Promise<boolean> {
  const deployment = newProcess();
  const props = throughEngine((await read(noun, deployment, String(state.identity), state)).props as Properties);
  const { inputs, failures } = await check(noun, deployment, props, throughEngine(news));
  expect(failures ?? []).toEqual([]);
  return (await diff(noun, deployment, props, throughEngine(inputs as Properties))).changes ?? false;
}

async function checked({ newProcess }: Simulated, noun: Noun, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await check(noun, newProcess(), olds, throughEngine(news));
  expect(failures ?? []).toEqual([]);
  return throughEngine(inputs as Properties);
}

describe("up followed by preview shows no change", () => {
  test.each(rows)("for %s, in each of its legal forms", async (_name, noun, property) => {
    const identity = identityOf(noun);
    const forms = legalForms(property, noun.settings[property]!);
    await fc.assert(
      fc.asyncProperty(forms, forms, async (first, second) => {
        // Each run has its own deployment. Otherwise a failure would be another one once fast-check
        // has shrunk it.
        const simulated = simulate(twoPools);
        const deployment = simulated.newProcess();
        const beside = needed[property] ?? {};
        const { outs } = await create(noun, deployment, await checked(simulated, noun, {}, { ...beside, identity, [property]: first }));
        const created = throughEngine(outs as Properties);
        expect(await previewShowsChange(simulated, noun, created, { ...beside, identity, [property]: first })).toBe(false);

        const news = await checked(simulated, noun, created, { ...beside, identity, [property]: second });
        let state = created;
        if ((await diff(noun, deployment, created, news)).changes === true) {
          state = throughEngine((await update(noun, deployment, identity, created, news)).outs as Properties);
        }
        expect(await previewShowsChange(simulated, noun, state, { ...beside, identity, [property]: second })).toBe(false);
        await remove(noun, deployment, state);
      }),
      { numRuns: 15 },
    );
  });

  test.each([
    ["an enum's case", { useWindowsAuth: "NTLM" }, { useWindowsAuth: "ntlm" }],
    [
      "the order of origins",
      { crossDomainAuthorizationList: ["https://a.com", "http://b.com"] },
      { crossDomainAuthorizationList: ["http://b.com/", "https://A.com."] },
    ],
    [
      "the order and writing of certificates",
      {
        trustedCACerts: [
          { thumbprint: "a".repeat(40), caStore: "TrustedRootCA" },
          { thumbprint: "b".repeat(40), caStore: "IntermediateCA" },
        ],
      },
      {
        trustedCACerts: [
          { thumbprint: "B".repeat(40), caStore: "intermediateca" },
          { thumbprint: "AA ".repeat(20), caStore: "TrustedRootCA" },
        ],
      },
    ],
    ["numbers as text", { maxGroupSizeToExpand: 7 }, { maxGroupSizeToExpand: "7" }],
    ["a span of time in seconds", { joinLauncherCdnTimeout: "00:01:30" }, { joinLauncherCdnTimeout: 90 }],
    ["null and missing", { usePinAuth: false }, { usePinAuth: false, useCertificateAuth: null, macResolverUrl: undefined }],
    ["empty lists and texts", { trustedCACerts: [], macResolverUrl: "" }, { macResolverUrl: "", trustedCACerts: [] }],
  ])("if only %s differs", async (_what, first, second) => {
    const simulated = simulate({ ...contoso, serverVersion: 2019 });
    const noun = nouns[0]!;
    const identity = identityOf(noun);
    const inputs = await checked(simulated, noun, {}, { identity, ...first });
    const { outs } = await create(noun, simulated.deployment, inputs);
    expect(await previewShowsChange(simulated, noun, throughEngine(outs as Properties), { identity, ...second })).toBe(false);
  });
});

describe("a setting that this module lacks", () => {
  test("is refused by check with the version that brought it and the version of the module", async () => {
    const { deployment, calls } = simulate();
    const { failures } = await check(
      nouns[0]!,
      deployment,
      {},
      { identity: identityOf(nouns[0]!), joinLauncherCdnTimeout: 6, usePinAuth: false },
    );
    expect(failures).toEqual([
      {
        property: "joinLauncherCdnTimeout",
        reason:
          "JoinLauncherCdnTimeout is new in Skype for Business Server 2015, and the installed module, Lync 5.0.8308.420, does not have it. Remove it from the program. [lacking]",
      },
    ]);
    // Only whether there is such a pool is read.
    expect(calls.map(({ cmdlet }) => cmdlet)).toEqual(["Get-CsService"]);
  });
});

describe("a setting that only Set takes", () => {
  test("is set after New, in the same request", async () => {
    const { deployment, calls } = simulate({ ...contoso, serverVersion: 2019 });
    await deployment.find(nouns[0]!, "global");
    calls.length = 0;
    const inputs = { identity: identityOf(nouns[0]!), usePinAuth: false, overrideAuthTypeForInternalClients: "x" };
    const { outs } = await create(nouns[0]!, deployment, inputs);
    expect(calls.map(({ cmdlet, parameters }) => [cmdlet, Object.keys(parameters)])).toEqual([
      ["New-CsWebServiceConfiguration", ["Identity", "UsePinAuth"]],
      ["Set-CsWebServiceConfiguration", ["Identity", "OverrideAuthTypeForInternalClients"]],
      ["Get-CsWebServiceConfiguration", ["Identity"]],
    ]);
    expect(outs).toMatchObject(inputs);
  });

  test("causes a partial failure if that Set fails, because the collection exists", async () => {
    const { deployment, setFaults } = simulate({ ...contoso, serverVersion: 2019 });
    setFaults({ cmdlet: "Set-CsWebServiceConfiguration", fail: { category: "PermissionDenied", id: "Denied", message: "No." } });
    const work = create(nouns[0]!, deployment, { identity: identityOf(nouns[0]!), overrideAuthTypeForInternalClients: "x" });
    await expect(work).rejects.toMatchObject({
      id: identityOf(nouns[0]!),
      reasons: [expect.stringContaining("The collection was created, but not all of its settings were set.")],
    });
  });
});
