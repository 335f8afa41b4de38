import fc from "fast-check";
import type { Values } from "../../../provider/src/configurations/noun";
import { collectionOf, collections, roles, type Chapter, type Declared, type Story } from "./story";

const uri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";
const passive = {
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: uri,
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
};

/** Values that leave at least one sign-in method on. */
const methods: Record<"webTicket" | "proxySignIn", readonly Values[]> = {
  webTicket: [
    {},
    { usePinAuth: false },
    { useWindowsAuth: "NTLM" },
    { useCertificateAuth: true, usePinAuth: false, useWindowsAuth: "None" },
    passive,
  ],
  proxySignIn: [
    {},
    { useNtlmForClientToProxyAuth: false },
    { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false, useCertificateForClientToProxyAuth: true },
  ],
};

/**
 * Further settings. Each has values that differ, that mean the same in a different case, that are
 * the default, or that mean no value.
 */
const further: Record<"webTicket" | "proxySignIn", Record<string, readonly unknown[]>> = {
  webTicket: {
    maxGroupSizeToExpand: [100, 7],
    macResolverUrl: ["", "https://a.contoso.com", "https://A.contoso.com/"],
    crossDomainAuthorizationList: [[], ["https://a.com"], ["https://b.com", "https://a.com"]],
    enableGroupExpansion: [true, false],
    overrideAuthTypeForInternalClients: ["x", "y"],
  },
  proxySignIn: { maxKeepAliveInterval: [20, 7], realm: ["default", { custom: "Contoso" }], specialConfigurationList: ["", "x"] },
};
const since2015 = ["overrideAuthTypeForInternalClients", "specialConfigurationList"];

function settingsOf(key: string, serverVersion: number): fc.Arbitrary<Values> {
  const { noun, identity } = collectionOf(key);
  const { governs } = noun;
  if (governs === "nothing") throw new Error(`${noun.type} governs nothing`);
  const ofMethods = methods[governs].filter((one) => !(identity === "Global" && one === passive));
  const known = Object.entries(further[governs]).filter(([name]) => serverVersion > 2013 || !since2015.includes(name));
  const ofOthers = fc.record(Object.fromEntries(known.map(([name, values]) => [name, fc.constantFrom(...values)])), { requiredKeys: [] });
  return fc.tuple(fc.constantFrom(...ofMethods), ofOthers).map(([one, other]) => ({ ...one, ...other }));
}

function declared(key: string, serverVersion: number): fc.Arbitrary<Declared> {
  const isPools = key.startsWith("Service:");
  const { governs } = collectionOf(key).noun;
  const names = governs === "nothing" ? [] : [...methods[governs], further[governs]].flatMap((values) => Object.keys(values));
  return fc.record(
    {
      resource: fc.oneof({ weight: 4, arbitrary: fc.constant("own" as const) }, fc.constantFrom("renamed" as const, "next" as const)),
      settings: settingsOf(key, serverVersion),
      startFrom: fc.constantFrom("inherited" as const, "defaults" as const),
      adopt: fc.constant(true as const),
      later: fc.oneof(
        { weight: 5, arbitrary: fc.constant<string[]>([]) },
        { weight: 2, arbitrary: fc.subarray([...new Set(names)], { maxLength: 3 }) },
        { weight: isPools ? 1 : 0, arbitrary: fc.constant<string[]>(["identity"]) },
      ),
      dependsOnWebService: fc.boolean(),
    },
    { requiredKeys: ["resource", "settings", "later", "dependsOnWebService"] },
  );
}

/** Generates a value with `of` for about one in `oneOf` collections. */
function some<T>(of: (key: string) => fc.Arbitrary<T>, oneOf: number): fc.Arbitrary<Record<string, T>> {
  const each = collections.map(({ key }) => {
    const made = fc.oneof(
      { withCrossShrink: true },
      { weight: oneOf - 1, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: of(key) },
    );
    return made.map((one) => (one === undefined ? [] : [[key, one] as const]));
  });
  return fc.tuple(...each).map((all) => Object.fromEntries(all.flat()));
}

/** Stories with a given number of chapters. */
export function stories({ chapters, versions }: { chapters: number; versions: readonly (2013 | 2019)[] }): fc.Arbitrary<Story> {
  return fc.constantFrom(...versions).chain((serverVersion) => {
    const settings = (key: string): fc.Arbitrary<Values> => settingsOf(key, serverVersion);
    const drift = (key: string): fc.Arbitrary<Values | "removed"> => fc.oneof(settings(key), fc.constant("removed" as const));
    const chapter = fc.record({
      drift: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, some(drift, 8)),
      program: some((key) => declared(key, serverVersion), 2),
    });
    const story = fc.record({
      serverVersion: fc.constant(serverVersion),
      sites: fc.record(
        Object.fromEntries(Object.keys(roles).map((fqdn) => [fqdn, fc.constantFrom("Redmond" as const, "Dublin" as const)])),
      ),
      readsAll: fc.boolean(),
      byHand: some(settings, 4),
      chapters: fc.array(chapter, { minLength: chapters, maxLength: chapters }),
    });
    return story.map(adopting);
  });
}

/** Adopts what was made by hand, because it would be refused otherwise. */
function adopting(story: Story): Story {
  const { byHand, chapters } = story;
  const isMade = (key: string): boolean => key in byHand || chapters.some(({ drift }) => key in drift);
  const adopted = (program: Chapter["program"]): Chapter["program"] =>
    Object.fromEntries(Object.entries(program).map(([key, one]) => [key, isMade(key) ? { ...one, adopt: true } : one]));
  return { ...story, chapters: chapters.map(({ drift, program }) => ({ drift, program: adopted(program) })) };
}
