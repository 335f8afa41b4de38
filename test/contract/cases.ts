import type { CsMade, CsValue } from "../../provider/src/configurations/csValue";
import type { Call } from "../../provider/src/cmdlets/call";
import { facts, type CsNoun, type Fact } from "./facts";

type Version = 2013 | 2015 | 2019 | "SE";

/** The expected result of one call. */
export interface Expected {
  /** The objects, each with at least these properties. */
  objects?: Record<string, unknown>[];
  /** The number of objects, if only their number matters. */
  count?: number;
  /** The properties of each object that must be a date, whatever its value. */
  dates?: string[];
  /** Whether the call must not run at all, because an earlier call of its request failed. */
  notRun?: boolean;
  /** The category and id of the error, without the name that PowerShell puts after the id. */
  error?: { category: string; id: string };
}

/** A call, and its expected result. */
export interface ContractStep {
  call: Call;
  /** The result of compiled cmdlets, because the server's cmdlets are compiled. */
  expected: Expected;
  /** The result of script functions, if PowerShell binds their parameters differently. */
  script?: Expected;
}

/**
 * A contract between the provider and any implementation of its cmdlets: calls in order, each with
 * its result.
 */
export interface ContractCase {
  name: string;
  version: Version;
  /**
   * Whether all calls are in one request, as the calls of a verb are. Otherwise each call is a
   * separate request.
   */
  together?: boolean;
  steps: ContractStep[];
}

const strangeSite = "Zürich “東京” 😀 \u0007\t'$(exit)`\"/\\";

/** The deployment of every case. The site Large has 1,000 pools. */
export const topology = (version: Version): object => ({
  serverVersion: version,
  ...(version === 2013 ? {} : { modernAuthentication: true }),
  sites: [
    {
      name: "Redmond [HQ] * east?",
      pools: [
        { fqdn: "Director01.contoso.com", role: "director" },
        {
          fqdn: "LyncPool01.contoso.com",
          role: "enterprisePool",
          computers: ["fe01.contoso.com", { fqdn: "fe02.contoso.com", productVersion: "5.0.8308.0" }],
          backupPool: "LyncPool02.contoso.com",
        },
        { fqdn: "LyncPool02.contoso.com", role: "enterprisePool" },
        { fqdn: "LyncPool03.contoso.com", role: "enterprisePool", version: 2010, computers: ["fe03.contoso.com"] },
        { fqdn: "StandardServer01.contoso.com", role: "standardEdition" },
        { fqdn: "Branch01.contoso.com", role: "survivableBranch" },
        { fqdn: "Branch02.contoso.com", role: "survivableBranch", homePool: "LyncPool02.contoso.com" },
        { fqdn: "EdgePool01.contoso.com", role: "edge", nextHop: "Director01.contoso.com" },
      ],
    },
    { name: strangeSite, pools: [] },
    {
      name: "Dublin",
      pools: [
        { fqdn: "sql01.contoso.com", role: "sqlServer", computers: ["sqlnode01.contoso.com", "sqlnode02.contoso.com"] },
        { fqdn: "files01.contoso.com", role: "fileStore" },
        { fqdn: "gateway01.contoso.com", role: "pstnGateway" },
        { fqdn: "apps01.contoso.com", role: "trustedApplications" },
        { fqdn: "mediation01.contoso.com", role: "mediationServer" },
      ],
    },
    {
      name: "Large",
      pools: Array.from({ length: 1000 }, (_, index) => ({ fqdn: `pool${index}.large.contoso.com`, role: "enterprisePool" })),
    },
  ],
});

const identities: Record<CsNoun, string> = {
  CsWebServiceConfiguration: "Service:WebServer:LyncPool01.contoso.com",
  CsProxyConfiguration: "Service:Registrar:LyncPool01.contoso.com",
};
const nouns = Object.keys(facts) as CsNoun[];

const call = (cmdlet: string, parameters: Call["parameters"] = {}, select: string[] = []): Call => ({ cmdlet, parameters, select });
const ok = (made: Call): ContractStep => ({ call: made, expected: {} });
const answers = (made: Call, ...objects: Record<string, unknown>[]): ContractStep => ({
  call: made,
  expected: { objects },
});
const counts = (made: Call, count: number): ContractStep => ({ call: made, expected: { count } });
const fails = (made: Call, category: string, id: string): ContractStep => ({ call: made, expected: { error: { category, id } } });
const failing = (category: string, id: string): Expected => ({ error: { category, id } });

/**
 * The errors of PowerShell's binder for a value that a type does not take, and, for script
 * functions, for a value that a transformation or a set refuses.
 */
const unconverted = failing("InvalidArgument", "CannotConvertArgumentNoMessage");
const untransformed = failing("InvalidData", "ParameterArgumentTransformationError");
const invalid = failing("InvalidData", "ParameterArgumentValidationError");

const origin = (url: string): CsMade => ({ make: "New-CsWebOrigin", with: { Url: url } });
const certificate = (digit: string, store: string): CsMade => ({
  make: "New-CsWebTrustedCACertificate",
  with: { Thumbprint: digit.repeat(40), CAStore: store },
});

/**
 * Two values of a setting that are not its default: in the form for New and Set, and as Get returns
 * them.
 */
function samples(
  fact: Fact,
): [{ given: CsValue; setGiven?: CsValue; answered: unknown }, { given: CsValue; setGiven?: CsValue; answered: unknown }] {
  switch (fact.type) {
    case "Boolean":
      return [
        { given: false, answered: false },
        { given: true, answered: true },
      ];
    case "String":
      return [
        { given: "https://fabrikam.com/ünï'cödé", answered: "https://fabrikam.com/ünï'cödé" },
        { given: '$(exit) `" \u0001\t\r\n 😀', answered: '$(exit) `" \u0001\t\r\n 😀' },
      ];
    case "Enum": {
      const [first = "", last = ""] = [fact.values?.[0], fact.values?.at(-1)];
      return [
        { given: first.toUpperCase(), answered: first },
        { given: last.toLowerCase(), answered: last },
      ];
    }
    case "UInt32":
    case "UInt64":
    case "Int64": {
      const [low, high] = [fact.min ?? 7, fact.max ?? 4_294_967_295];
      return [
        { given: low, answered: low },
        { given: String(high), answered: high },
      ];
    }
    case "TimeSpan":
      return [
        { given: "00:00:06", answered: "00:00:06" },
        { given: "1.02:03:04.5000000", answered: "1.02:03:04.5000000" },
      ];
    case "PSListModifier": {
      const [one, other] =
        fact.name === "CrossDomainAuthorizationList"
          ? [origin("https://fabrikam.com"), origin("http://contoso.com")]
          : [certificate("A", "TrustedRootCA"), certificate("B", "ThirdPartyRootCA")];
      return [
        { given: { list: [one] }, setGiven: { replace: [one] }, answered: [one.with] },
        { given: { list: [one, other] }, setGiven: { replace: [other, one] }, answered: [other.with, one.with] },
      ];
    }
    case "IRealmChoice":
      return [
        { given: { make: "New-CsSipProxyCustom", with: { CustomValue: "Contoso’s realm" } }, answered: { CustomValue: "Contoso’s realm" } },
        { given: { make: "New-CsSipProxyUseDefault", with: {} }, answered: { UseDefault: true } },
      ];
  }
}

/** Every setting is given to New and to Set, and read back. */
function everySetting(): ContractCase[] {
  return nouns.flatMap((noun) =>
    facts[noun].settings.map((fact): ContractCase => {
      const Identity = identities[noun];
      const [first, second] = samples(fact);
      const isForNew = fact.cmdlets === undefined;
      const get = call(`Get-${noun}`, { Identity }, [fact.name]);
      const created = call(`New-${noun}`, { Identity, ...(isForNew ? { [fact.name]: first.given } : {}) }, [fact.name]);
      return {
        name: `${fact.name} is set and read back`,
        version: 2019,
        steps: [
          isForNew ? answers(created, { [fact.name]: first.answered }) : ok(created),
          ...(isForNew ? [answers(get, { [fact.name]: first.answered })] : []),
          ok(call(`Set-${noun}`, { Identity, [fact.name]: second.setGiven ?? second.given })),
          answers(get, { [fact.name]: second.answered }),
        ],
      };
    }),
  );
}

/** Whole numbers are given to New as text and to Set as numbers, which is the opposite of above. */
function everyWhole(): ContractCase[] {
  return nouns.flatMap((noun) =>
    facts[noun].settings
      .filter(({ type }) => type.startsWith("UInt") || type === "Int64")
      .map(({ name, min = 5, max = 4_294_967_295 }): ContractCase => {
        const Identity = identities[noun];
        return {
          name: `${name} binds as text and as a number`,
          version: 2019,
          steps: [
            answers(call(`New-${noun}`, { Identity, [name]: String(min) }, [name]), { [name]: min }),
            ok(call(`Set-${noun}`, { Identity, [name]: max })),
            answers(call(`Get-${noun}`, { Identity }, [name]), { [name]: max }),
          ],
        };
      }),
  );
}

/** The calls of a verb in one request. */
const together: ContractCase[] = nouns.flatMap((noun): ContractCase[] => {
  const Identity = identities[noun];
  const [first, second] = facts[noun].settings.filter(({ type }) => type === "Boolean");
  const name = first?.name ?? "";
  const other = second?.name ?? "";
  const get = call(`Get-${noun}`, { Identity }, [name, other]);
  return [
    {
      name: `New-${noun} and Get in one request`,
      version: 2015,
      together: true,
      steps: [ok(call(`New-${noun}`, { Identity, [name]: false, [other]: false })), answers(get, { [name]: false, [other]: false })],
    },
    {
      name: `New-${noun}, Set and Get in one request`,
      version: 2015,
      together: true,
      steps: [
        ok(call(`New-${noun}`, { Identity, [name]: false })),
        ok(call(`Set-${noun}`, { Identity, [other]: true })),
        answers(get, { [name]: false, [other]: true }),
      ],
    },
    {
      name: `three listings of ${noun} in one request`,
      version: 2015,
      together: true,
      steps: [1, 1, 1].map((count) => counts(call(`Get-${noun}`, {}, ["Identity", name]), count)),
    },
    {
      name: `Remove-${noun} and a listing in one request`,
      version: 2015,
      together: true,
      steps: [ok(call(`Remove-${noun}`, { Identity: "global" })), counts(call(`Get-${noun}`, {}, ["Identity", name]), 1)],
    },
    {
      name: `a request stops at the first call of ${noun} that fails`,
      version: 2015,
      together: true,
      steps: [
        fails(call(`Set-${noun}`, { Identity, [name]: false }), "ObjectNotFound", "CollectionNotFound"),
        { call: get, expected: { notRun: true } },
      ],
    },
    {
      name: `Set-${noun} and Get of the global collection in one request`,
      version: 2015,
      together: true,
      steps: [
        ok(call(`Set-${noun}`, { Identity: "global", [name]: true, [other]: false })),
        answers(call(`Get-${noun}`, { Identity: "global" }, ["Identity", name, other]), {
          Identity: "Global",
          [name]: true,
          [other]: false,
        }),
      ],
    },
  ];
});

/** The limits of each range, and the values just outside. */
function everyRange(): ContractCase[] {
  return nouns.flatMap((noun) =>
    facts[noun].settings
      .filter(({ min, max }) => min !== undefined && max !== undefined)
      .flatMap((fact): ContractCase[] => {
        const set = (value: CsValue): Call => call(`Set-${noun}`, { Identity: "global", [fact.name]: value });
        const get = call(`Get-${noun}`, { Identity: "global" }, [fact.name]);
        const { name, min = 0, max = 0 } = fact;
        // If the minimum is 0, the unsigned type itself cannot hold the value below.
        const below = min === 0 ? { expected: unconverted, script: untransformed } : { expected: invalid };
        return [
          { name: `${name} takes ${min}`, version: 2019, steps: [ok(set(min)), answers(get, { [name]: min })] },
          { name: `${name} takes ${max}`, version: 2019, steps: [ok(set(max)), answers(get, { [name]: max })] },
          { name: `${name} refuses ${min - 1}`, version: 2019, steps: [{ call: set(min - 1), ...below }] },
          { name: `${name} refuses ${max + 1}`, version: 2019, steps: [{ call: set(max + 1), expected: invalid }] },
        ];
      }),
  );
}

/** The limits of the .NET type, if the vendor documents no range. */
function everyType(): ContractCase[] {
  const edges = {
    UInt32: { low: 0, high: 4_294_967_295, below: -1, above: 4_294_967_296 },
    Int64: { low: "-9223372036854775808", high: "9223372036854775807", below: "-9223372036854775809", above: "9223372036854775808" },
  };
  return nouns.flatMap((noun) =>
    facts[noun].settings.flatMap(({ name, type, min }): ContractCase[] => {
      if ((type !== "UInt32" && type !== "Int64") || min !== undefined) return [];
      const { low, high, below, above } = edges[type];
      const set = (value: CsValue): Call => call(`Set-${noun}`, { Identity: "global", [name]: value });
      const get = call(`Get-${noun}`, { Identity: "global" }, [name]);
      return [
        {
          name: `${name} takes exactly the values that a ${type} can hold`,
          version: 2019,
          steps: [
            ...[low, high].flatMap((value) => [ok(set(value)), answers(get, { [name]: value })]),
            ...[below, above].map((value) => ({ call: set(value), expected: unconverted, script: untransformed })),
            answers(get, { [name]: high }),
          ],
        },
      ];
    }),
  );
}

/** The values of a new collection without settings, as far as the vendor documents them. */
function everyDefault(): ContractCase[] {
  return nouns.map((noun): ContractCase => {
    const documented = facts[noun].settings.flatMap(({ name, type, default: value }): [string, unknown][] => {
      if (type === "IRealmChoice") return [[name, { UseDefault: true }]];
      if (value === null) return type === "String" ? [[name, ""]] : [];
      return [[name, value]];
    });
    const names = documented.map(([name]) => name);
    return {
      name: `New-${noun} -InMemory returns the documented defaults`,
      version: 2019,
      steps: [
        ok(
          call(`Set-${noun}`, {
            Identity: "global",
            ...(noun === "CsProxyConfiguration" ? { OutgoingTlsCount: 1 } : { UsePinAuth: false }),
          }),
        ),
        answers(call(`New-${noun}`, { Identity: identities[noun], InMemory: true }, names), Object.fromEntries(documented)),
      ],
    };
  });
}

/**
 * Each setting that is newer than 2013 is an unknown parameter in 2013. Settings that only Set
 * takes are unknown to New in every version.
 */
function everyVersion(): ContractCase[] {
  return nouns.flatMap((noun) =>
    facts[noun].settings.flatMap((fact): ContractCase[] => {
      const { setGiven, given } = samples(fact)[0];
      const cases: ContractCase[] = [];
      if (fact.since > 2013) {
        cases.push({
          name: `${fact.name} is unknown to the module of 2013`,
          version: 2013,
          steps: [
            fails(call(`Set-${noun}`, { Identity: "global", [fact.name]: setGiven ?? given }), "InvalidArgument", "NamedParameterNotFound"),
          ],
        });
      }
      if (fact.cmdlets !== undefined) {
        const made = call(`New-${noun}`, { Identity: identities[noun], [fact.name]: given });
        cases.push({
          name: `${fact.name} is unknown to New`,
          version: "SE",
          steps: [fails(made, "InvalidArgument", "NamedParameterNotFound")],
        });
      }
      return cases;
    }),
  );
}

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";
const webPool = identities[web];
const proxyPool = identities[proxy];
const site = "Site:Redmond [HQ] * east?";

const scopes: ContractCase[] = [
  { name: "the global collection exists", version: 2013, steps: [answers(call(`Get-${web}`, {}, ["Identity"]), { Identity: "Global" })] },
  {
    name: "a site's collection, with the server's capitalisation",
    version: 2013,
    steps: [
      answers(call(`New-${web}`, { Identity: site.replace("Site", "SITE") }, ["Identity"]), { Identity: site }),
      counts(call(`Get-${web}`, { Filter: "site:*" }), 1),
      counts(call(`Get-${web}`, { Filter: "service:*" }), 0),
      counts(call(`Get-${web}`), 2),
    ],
  },
  {
    name: "each service's collection",
    version: 2013,
    steps: [
      ok(call(`New-${web}`, { Identity: "SERVICE:webserver:Director01.contoso.com" })),
      ok(call(`New-${web}`, { Identity: "service:WebServer:StandardServer01.contoso.com" })),
      ok(call(`New-${proxy}`, { Identity: "service:EdgeServer:EdgePool01.contoso.com" })),
      ok(call(`New-${proxy}`, { Identity: "service:Registrar:Branch01.contoso.com" })),
      answers(
        call(`Get-${web}`, {}, ["Identity"]),
        { Identity: "Global" },
        { Identity: "Service:WebServer:Director01.contoso.com" },
        { Identity: "Service:WebServer:StandardServer01.contoso.com" },
      ),
      counts(call(`Get-${proxy}`, { Filter: "Service:[ER]*:*01.contoso.co?" }), 2),
      counts(call(`Get-${proxy}`, { Filter: "service:*-*" }), 0),
      counts(call(`Get-${proxy}`, { Filter: "service:[d-f]*" }), 1),
      counts(call(`Get-${proxy}`, { Filter: "service:[-e]*" }), 1),
    ],
  },
  ...["[z-a]*", "Service:[E*"].map((Filter): ContractCase => ({
    name: `refused: the filter ${Filter}`,
    version: 2013,
    steps: [fails(call(`Get-${web}`, { Filter }), "InvalidArgument", "InvalidFilter")],
  })),
  ...[
    ["a site for a proxy", `New-${proxy}`, site, "InvalidData", "InvalidIdentity"],
    ["a Registrar for Web Services", `New-${web}`, proxyPool, "InvalidData", "InvalidIdentity"],
    ["a WebServer for a proxy", `New-${proxy}`, webPool, "InvalidData", "InvalidIdentity"],
    ["an empty part", `New-${web}`, "service:WebServer:", "InvalidData", "InvalidIdentity"],
    ["a text that is no identity", `Get-${web}`, "LyncPool01.contoso.com", "InvalidData", "InvalidIdentity"],
    ["New at global scope", `New-${web}`, "global", "InvalidOperation", "GlobalCollectionAlwaysExists"],
    ["a site that does not exist", `New-${web}`, "site:Paris", "ObjectNotFound", "ScopeNotFound"],
    ["a pool that does not exist", `New-${web}`, "service:WebServer:Nowhere.contoso.com", "ObjectNotFound", "ScopeNotFound"],
    ["a Director's Registrar", `New-${proxy}`, "service:Registrar:Director01.contoso.com", "ObjectNotFound", "ScopeNotFound"],
    ["an Edge's Web Services", `New-${web}`, "service:WebServer:EdgePool01.contoso.com", "ObjectNotFound", "ScopeNotFound"],
    ["a branch's Web Services", `New-${web}`, "service:WebServer:Branch01.contoso.com", "ObjectNotFound", "ScopeNotFound"],
    ["an Enterprise pool's Edge", `New-${proxy}`, "service:EdgeServer:LyncPool01.contoso.com", "ObjectNotFound", "ScopeNotFound"],
    ["Get of a collection that does not exist", `Get-${web}`, webPool, "ObjectNotFound", "CollectionNotFound"],
    ["Set of a collection that does not exist", `Set-${web}`, webPool, "ObjectNotFound", "CollectionNotFound"],
    ["Remove of a collection that does not exist", `Remove-${proxy}`, proxyPool, "ObjectNotFound", "CollectionNotFound"],
  ].map(([name = "", cmdlet = "", Identity = "", category = "", id = ""]): ContractCase => ({
    name: `refused: ${name}`,
    version: 2013,
    steps: [fails(call(cmdlet, { Identity }), category, id)],
  })),
];

const strangeNames: ContractCase[] = [
  {
    name: "a site's name may contain any characters",
    version: 2013,
    steps: [
      answers(call(`New-${web}`, { Identity: `site:${strangeSite}` }, ["Identity"]), { Identity: `Site:${strangeSite}` }),
      answers(call(`Get-${web}`, { Identity: `Site:${strangeSite}` }, ["Identity"]), { Identity: `Site:${strangeSite}` }),
      ok(call(`Set-${web}`, { Identity: `Site:${strangeSite}`, UsePinAuth: false })),
      answers(call(`Get-${web}`, { Filter: "site:*" }, ["Identity", "UsePinAuth"]), { Identity: `Site:${strangeSite}`, UsePinAuth: false }),
      ok(call(`Remove-${web}`, { Identity: `Site:${strangeSite}` })),
      counts(call(`Get-${web}`), 1),
    ],
  },
];

/** A call that asks for confirmation, which no user can give. */
const asks = (made: Call): ContractStep => ({
  call: made,
  expected: failing("InvalidOperation", "InvalidOperation"),
  script: failing("NotSpecified", "PSInvalidOperationException"),
});

const existence: ContractCase[] = nouns.flatMap((noun): ContractCase[] => {
  const Identity = identities[noun];
  const get = call(`Get-${noun}`, { Identity }, ["Identity"]);
  return [
    {
      name: `New-${noun} fails the second time, even in a different case`,
      version: 2015,
      steps: [
        ok(call(`New-${noun}`, { Identity })),
        fails(call(`New-${noun}`, { Identity: Identity.toUpperCase() }), "ResourceExists", "CollectionAlreadyExists"),
      ],
    },
    {
      name: `Remove-${noun} of an existing collection`,
      version: 2015,
      steps: [
        ok(call(`New-${noun}`, { Identity })),
        ok(call(`Remove-${noun}`, { Identity: Identity.toLowerCase() })),
        fails(get, "ObjectNotFound", "CollectionNotFound"),
      ],
    },
    {
      name: `New-${noun} -InMemory stores nothing, and returns an object`,
      version: 2015,
      steps: [
        counts(call(`New-${noun}`, { Identity, InMemory: true }, ["Identity"]), 1),
        fails(get, "ObjectNotFound", "CollectionNotFound"),
      ],
    },
    {
      name: `-WhatIf of ${noun} changes nothing`,
      version: 2015,
      steps: [
        counts(call(`New-${noun}`, { Identity, WhatIf: true }), 0),
        // With -InMemory, New stores nothing anyway, so -WhatIf has no effect.
        counts(call(`New-${noun}`, { Identity, InMemory: true, WhatIf: true }, ["Identity"]), 1),
        fails(get, "ObjectNotFound", "CollectionNotFound"),
        ok(call(`New-${noun}`, { Identity })),
        ok(call(`Remove-${noun}`, { Identity, WhatIf: true })),
        answers(get, { Identity }),
      ],
    },
    {
      name: `-Confirm of ${noun} fails, because no user can answer`,
      version: 2015,
      steps: [
        asks(call(`New-${noun}`, { Identity, Confirm: true })),
        fails(get, "ObjectNotFound", "CollectionNotFound"),
        counts(call(`New-${noun}`, { Identity, Confirm: true, WhatIf: true }), 0),
        ok(call(`New-${noun}`, { Identity })),
        asks(call(`Set-${noun}`, { Identity, Confirm: true })),
        asks(call(`Remove-${noun}`, { Identity, Confirm: true })),
        answers(get, { Identity }),
      ],
    },
    {
      name: `New-${noun} without an identity`,
      version: 2015,
      steps: [fails(call(`New-${noun}`), "InvalidArgument", "MissingMandatoryParameter")],
    },
    {
      name: `Remove-${noun} without an identity`,
      version: 2015,
      steps: [fails(call(`Remove-${noun}`), "InvalidArgument", "MissingMandatoryParameter")],
    },
    {
      name: `Get-${noun} refuses -Force`,
      version: 2015,
      steps: [fails(call(`Get-${noun}`, { Force: true }), "InvalidArgument", "NamedParameterNotFound")],
    },
    {
      name: `Get-${noun} refuses Identity together with Filter`,
      version: 2015,
      steps: [fails(call(`Get-${noun}`, { Identity: "global", Filter: "*" }), "InvalidArgument", "AmbiguousParameterSet")],
    },
    { name: `Get-${noun} -LocalStore`, version: 2015, steps: [counts(call(`Get-${noun}`, { LocalStore: true }), 1)] },
    {
      name: `Set-${noun} refuses an unknown parameter`,
      version: 2015,
      steps: [fails(call(`Set-${noun}`, { UsePassive: true }), "InvalidArgument", "NamedParameterNotFound")],
    },
  ];
});

/**
 * The combinations that the cases of each setting leave out: here New is given the realm that Set
 * is given there, and the other way round.
 */
const realms: ContractCase[] = [
  {
    name: "Realm is first the server's default, and later a custom one",
    version: 2019,
    steps: [
      ok(call("New-CsProxyConfiguration", { Identity: proxyPool, Realm: { make: "New-CsSipProxyUseDefault", with: {} } })),
      answers(call("Get-CsProxyConfiguration", { Identity: proxyPool }, ["Realm"]), { Realm: { UseDefault: true } }),
      ok(call("Set-CsProxyConfiguration", { Identity: proxyPool, Realm: { make: "New-CsSipProxyCustom", with: { CustomValue: "b" } } })),
      answers(call("Get-CsProxyConfiguration", { Identity: proxyPool }, ["Realm"]), { Realm: { CustomValue: "b" } }),
    ],
  },
];

const values: ContractCase[] = [
  {
    name: "a text with a number binds to a number, and the number 0 binds to a Boolean",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { Identity: "global", MaxGroupSizeToExpand: "7", UsePinAuth: 0 })),
      answers(call(`Get-${web}`, { Identity: "global" }, ["MaxGroupSizeToExpand", "UsePinAuth"]), {
        MaxGroupSizeToExpand: 7,
        UsePinAuth: false,
      }),
    ],
  },
  ...["9223372036854775807", "-9223372036854775808", "9007199254740993"].map((number): ContractCase => ({
    name: `${number} keeps all digits`,
    version: 2015,
    steps: [
      ok(call(`Set-${web}`, { Identity: "global", HstsMaxAgeInSeconds: number })),
      answers(call(`Get-${web}`, { Identity: "global" }, ["HstsMaxAgeInSeconds"]), { HstsMaxAgeInSeconds: number }),
    ],
  })),
  {
    name: "null empties a text and a list",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { MACResolverUrl: "https://mac.contoso.com", TrustedCACerts: { add: [certificate("C", "IntermediateCA")] } })),
      ok(call(`Set-${web}`, { MACResolverUrl: null, TrustedCACerts: null, CrossDomainAuthorizationList: null })),
      answers(call(`Get-${web}`, { Identity: "global" }, ["MACResolverUrl", "TrustedCACerts", "CrossDomainAuthorizationList"]), {
        MACResolverUrl: "",
        TrustedCACerts: [],
        CrossDomainAuthorizationList: [],
      }),
    ],
  },
  {
    name: "Add, Remove and Replace of a list",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { replace: [origin("https://a.com"), origin("https://b.com")] } })),
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { add: [origin("https://c.com")], remove: [origin("https://a.com")] } })),
      answers(call(`Get-${web}`, { Identity: "global" }, ["CrossDomainAuthorizationList"]), {
        CrossDomainAuthorizationList: [{ Url: "https://b.com" }, { Url: "https://c.com" }],
      }),
    ],
  },
  {
    name: "Add of an element that a list has, and Remove of one that it does not have, change nothing",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { replace: [origin("https://a.com"), origin("https://b.com")] } })),
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { add: [origin("https://a.com")], remove: [origin("https://c.com")] } })),
      answers(call(`Get-${web}`, { Identity: "global" }, ["CrossDomainAuthorizationList"]), {
        CrossDomainAuthorizationList: [{ Url: "https://a.com" }, { Url: "https://b.com" }],
      }),
    ],
  },
  {
    name: "a change of a list without elements changes nothing",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { replace: [origin("https://a.com")] } })),
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { replace: [] } })),
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { add: [] } })),
      { call: call(`Set-${web}`, { CrossDomainAuthorizationList: { list: [] } }), expected: {}, script: untransformed },
      answers(call(`Get-${web}`, { Identity: "global" }, ["CrossDomainAuthorizationList"]), {
        CrossDomainAuthorizationList: [{ Url: "https://a.com" }],
      }),
    ],
  },
  {
    name: "Replace takes precedence over Add and Remove",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { CrossDomainAuthorizationList: { replace: [origin("https://a.com")] } })),
      ok(
        call(`Set-${web}`, {
          CrossDomainAuthorizationList: {
            add: [origin("https://b.com")],
            remove: [origin("https://c.com")],
            replace: [origin("https://c.com")],
          },
        }),
      ),
      answers(call(`Get-${web}`, { Identity: "global" }, ["CrossDomainAuthorizationList"]), {
        CrossDomainAuthorizationList: [{ Url: "https://c.com" }],
      }),
    ],
  },
  {
    name: "Set without an identity changes the global collection, and Remove resets it",
    version: 2013,
    steps: [
      ok(call(`Set-${proxy}`, { MaxKeepAliveInterval: 5 })),
      answers(call(`Get-${proxy}`, { Identity: "GLOBAL" }, ["Identity", "MaxKeepAliveInterval"]), {
        Identity: "Global",
        MaxKeepAliveInterval: 5,
      }),
      ok(call(`Remove-${proxy}`, { Identity: "global" })),
      answers(call(`Get-${proxy}`, {}, ["Identity", "MaxKeepAliveInterval"]), { Identity: "Global", MaxKeepAliveInterval: 20 }),
    ],
  },
  {
    name: "a new collection starts from the defaults, not from the values that the pool inherited",
    version: 2013,
    steps: [
      ok(call(`Set-${web}`, { MACResolverUrl: "https://mac.contoso.com" })),
      answers(call(`New-${web}`, { Identity: webPool }, ["MACResolverUrl"]), { MACResolverUrl: "" }),
    ],
  },
];

/** The outcome for a value of a parameter: the value that Get then returns, or an error. */
type Outcome = { is: unknown } | Expected;

interface Conversion {
  parameter: string;
  given: CsValue;
  outcome: Outcome;
  /** The outcome for script functions, if it is different. */
  script?: Outcome;
}

/** Values of other types that a setting takes, and values that it refuses. */
const conversions: ContractCase[] = [
  ...["", "x", "1", "False"].map((given) => refused("UsePinAuth", given, failing("InvalidArgument", "CannotConvertArgument"))),
  bound("UsePinAuth", 0, false),
  bound("UsePinAuth", 2.5, true),

  ...["neg", " NTLM ", 1, "1", "+1", "None,ntlm"].map((given): Conversion => ({
    parameter: "UseWindowsAuth",
    given,
    outcome: { is: given === "neg" ? "Negotiate" : "NTLM" },
    script: invalid,
  })),
  ...["", "N", "Basic", 3, -1, "3", 1.5, true, "NTLM,Negotiate", "None,"].map((given) =>
    refused("UseWindowsAuth", given, unconverted, invalid),
  ),

  bound("MaxKeepAliveInterval", true, 1),
  bound("MaxKeepAliveInterval", "", 0),
  bound("MaxKeepAliveInterval", " ", 0),
  bound("MaxKeepAliveInterval", " 7 ", 7),
  bound("MaxKeepAliveInterval", "0x10", 16),
  bound("MaxKeepAliveInterval", "1.5", 2),
  bound("MaxKeepAliveInterval", "2.5", 2),
  bound("MaxKeepAliveInterval", ".5", 0),
  bound("MaxKeepAliveInterval", 2.5, 2),
  bound("MaxKeepAliveInterval", 3.5, 4),
  bound("MaxKeepAliveInterval", 2.6, 3),
  bound("MaxKeepAliveInterval", "1e3", 1000),
  bound("MaxKeepAliveInterval", "1kb", 1024),
  bound("HstsMaxAgeInSeconds", "-0x10", -16),
  ...["x", "1 2", -1, "-0x1", 4294967296].map((given) => refused("MaxKeepAliveInterval", given, unconverted)),
  refused("HstsMaxAgeInSeconds", "9223372036854775808", unconverted),
  ...["", 0, null].map((given) => refused("MaxGroupSizeToExpand", given, invalid, invalid)),

  bound("JoinLauncherCdnTimeout", 6, "00:00:00.0000006"),
  bound("JoinLauncherCdnTimeout", -1, "-00:00:00.0000001"),
  bound("JoinLauncherCdnTimeout", "6", "6.00:00:00"),
  bound("JoinLauncherCdnTimeout", "-00:00:06", "-00:00:06"),
  bound("JoinLauncherCdnTimeout", "1:30", "01:30:00"),
  bound("JoinLauncherCdnTimeout", "1.1:30", "1.01:30:00"),
  bound("JoinLauncherCdnTimeout", "24:00:00", "24.00:00:00"),
  bound("JoinLauncherCdnTimeout", "1:2:3:4.5", "1.02:03:04.5000000"),
  ...["soon", "", 1.5, true, "24:00", "25:61:00", "1.5", "+1"].map((given) => refused("JoinLauncherCdnTimeout", given, unconverted)),

  bound("MACResolverUrl", true, "True"),
  bound("MACResolverUrl", false, "False"),
  bound("MACResolverUrl", 7, "7"),

  // PSListModifier takes objects that replace the whole list. It does not check them, but the
  // server does.
  {
    parameter: "TrustedCACerts",
    given: certificate("A", "IntermediateCA"),
    outcome: { is: [certificate("A", "IntermediateCA").with] },
    script: untransformed,
  },
  {
    parameter: "TrustedCACerts",
    given: { list: [certificate("A", "IntermediateCA")] },
    outcome: { is: [certificate("A", "IntermediateCA").with] },
    script: untransformed,
  },
  refused("TrustedCACerts", "x", unconverted),
  refused("TrustedCACerts", 7, unconverted),
  refused("TrustedCACerts", { list: [origin("https://a.com")] }, unconverted),
  refused("TrustedCACerts", { add: [origin("https://a.com")] }, unconverted, unconverted),

  ...["contoso", 7, origin("https://a.com")].map((given) => refused("Realm", given, unconverted, unconverted)),
].map(({ parameter, given, outcome, script = outcome }): ContractCase => {
  const noun = nouns.find((known) => facts[known].settings.some(({ name }) => name === parameter)) ?? web;
  const said = (of: Outcome): Expected => ("is" in of ? {} : of);
  const answered = (of: Outcome): Expected => ("is" in of ? { objects: [{ [parameter]: of.is }] } : {});
  return {
    name: `Set-${noun} -${parameter} ${JSON.stringify(given)}`,
    version: 2019,
    steps: [
      { call: call(`Set-${noun}`, { Identity: "global", [parameter]: given }), expected: said(outcome), script: said(script) },
      { call: call(`Get-${noun}`, { Identity: "global" }, [parameter]), expected: answered(outcome), script: answered(script) },
    ],
  };
});

function bound(parameter: string, given: CsValue, is: unknown): Conversion {
  return { parameter, given, outcome: { is } };
}

function refused(parameter: string, given: CsValue, outcome: Outcome, script: Outcome = untransformed): Conversion {
  return { parameter, given, outcome, script };
}

/** Null, which the types of New's parameters refuse, and the types of Set's parameters take. */
const nulls: ContractCase[] = [
  ...(
    [
      ["UsePinAuth", false, untransformed],
      ["UseWindowsAuth", "NTLM", invalid],
      ["MaxKeepAliveInterval", 5, { is: 0 }],
      ["JoinLauncherCdnTimeout", "00:00:07", untransformed],
      ["Realm", { make: "New-CsSipProxyCustom", with: { CustomValue: "a" } }, undefined],
    ] as const
  ).map(([parameter, value, script]): ContractCase => {
    const noun = facts[web].settings.some(({ name }) => name === parameter) ? web : proxy;
    const isKept = { objects: [{ [parameter]: typeof value === "object" ? value.with : value }] };
    return {
      name: `Set-${noun} -${parameter} null does not change it`,
      version: 2019,
      steps: [
        ok(call(`Set-${noun}`, { [parameter]: value as CsValue })),
        { call: call(`Set-${noun}`, { [parameter]: null }), expected: {}, ...(script === undefined || "is" in script ? {} : { script }) },
        {
          call: call(`Get-${noun}`, {}, [parameter]),
          expected: isKept,
          ...(script !== undefined && "is" in script ? { script: { objects: [{ [parameter]: script.is }] } } : {}),
        },
      ],
    };
  }),
  ...(
    [
      [`New-${web}`, "UsePinAuth", failing("InvalidArgument", "ParameterArgumentValidationErrorNullNotAllowed"), untransformed],
      [`New-${web}`, "UseWindowsAuth", failing("WriteError", "ParameterBindingFailed"), invalid],
      [`New-${proxy}`, "MaxKeepAliveInterval", failing("WriteError", "ParameterBindingFailed"), {}],
      [`New-${web}`, "MaxGroupSizeToExpand", invalid, invalid],
      [`New-${web}`, "JoinLauncherCdnTimeout", failing("WriteError", "ParameterBindingFailed"), untransformed],
      [`New-${web}`, "TrustedCACerts", {}, {}],
      [`New-${proxy}`, "Realm", {}, {}],
    ] as const
  ).map(([cmdlet, parameter, expected, script]): ContractCase => ({
    name: `${cmdlet} -${parameter} null`,
    version: 2019,
    steps: [{ call: call(cmdlet, { Identity: cmdlet === `New-${web}` ? webPool : proxyPool, [parameter]: null }), expected, script }],
  })),
  {
    name: "a mandatory parameter refuses null",
    version: 2019,
    steps: (
      [
        [`Remove-${web}`, { Identity: null }, failing("InvalidData", "InvalidIdentity")],
        ["New-CsWebOrigin", { Url: null }, failing("InvalidData", "ParameterArgumentValidationErrorEmptyStringNotAllowed")],
        ["New-CsWebTrustedCACertificate", { Thumbprint: "A", CAStore: null }, invalid],
      ] as const
    ).map(([cmdlet, parameters, script]) => ({
      call: call(cmdlet, parameters),
      expected: failing("InvalidData", "ParameterArgumentValidationErrorNullNotAllowed"),
      script,
    })),
  },
  {
    name: "a switch with the value null is on, but off for script functions",
    version: 2019,
    steps: [
      counts(call(`New-${web}`, { Identity: webPool, InMemory: null }, ["Identity"]), 1),
      { call: call(`Get-${web}`, { Identity: webPool }), expected: failing("ObjectNotFound", "CollectionNotFound"), script: {} },
    ],
  },
];

/** Lists for New, which takes them only as objects of one class. */
const newLists: ContractCase[] = (
  [
    ["a text", "x"],
    ["a number", 7],
    ["a hashtable of changes", { replace: [certificate("A", "TrustedRootCA")] }],
    ["objects of another class", { list: [origin("https://a.com")] }],
  ] as const
).map(([what, given]): ContractCase => ({
  name: `New refuses ${what} for a list`,
  version: 2019,
  steps: [{ call: call(`New-${web}`, { Identity: webPool, TrustedCACerts: given as CsValue }), expected: unconverted }],
}));

/** The binder accepts any text as an identity. The server checks it. */
const identityTexts: ContractCase[] = [
  {
    name: "the server refuses an identity that is empty, null or a number",
    version: 2019,
    steps: ["", null, 7].map((Identity) => fails(call(`Get-${web}`, { Identity }), "InvalidData", "InvalidIdentity")),
  },
  {
    name: "the binder takes an empty mandatory identity, and the server refuses it",
    version: 2019,
    steps: [fails(call(`Remove-${web}`, { Identity: "" }), "InvalidData", "InvalidIdentity")],
  },
  {
    name: "a Boolean is not an identity",
    version: 2019,
    steps: [{ call: call(`Get-${web}`, { Identity: true }), expected: unconverted, script: failing("InvalidData", "InvalidIdentity") }],
  },
];

const objects: ContractCase[] = [
  {
    name: "New takes a single object for a list",
    version: 2019,
    steps: [
      answers(
        call(`New-${web}`, { Identity: webPool, CrossDomainAuthorizationList: origin("https://a.com") }, ["CrossDomainAuthorizationList"]),
        {
          CrossDomainAuthorizationList: [{ Url: "https://a.com" }],
        },
      ),
    ],
  },
  ...(["New", "Set"] as const).map((verb): ContractCase => {
    const bad = origin("ftp://x");
    const CrossDomainAuthorizationList = verb === "New" ? { list: [origin("https://a.com"), bad] } : { add: [bad] };
    const made = (parameters: Call["parameters"]): ContractStep => ({
      call: call(`${verb}-${web}`, { CrossDomainAuthorizationList, ...parameters }),
      expected: { error: { category: "InvalidArgument", id: "InvalidOrigin" } },
    });
    return {
      name: `an origin for ${verb} that cannot be made fails with the error of its own cmdlet, whatever else is wrong`,
      version: 2013,
      steps: [
        made({ Identity: verb === "New" ? webPool : "global" }),
        made({ Identity: webPool, WhatIf: true }),
        made({ Identity: "nonsense" }),
        made({ UsePassive: true }),
      ],
    };
  }),
  ...(
    [
      ["New-CsWebOrigin", { Url: "" }],
      ["New-CsSipProxyCustom", { CustomValue: "" }],
      ["New-CsWebTrustedCACertificate", { Thumbprint: "", CAStore: "TrustedRootCA" }],
      ["Get-CsPoolBackupRelationship", { PoolFqdn: "" }],
    ] as const
  ).map(([cmdlet, parameters]): ContractCase => ({
    name: `${cmdlet} refuses an empty text`,
    version: 2013,
    steps: [fails(call(cmdlet, parameters), "InvalidData", "ParameterArgumentValidationErrorEmptyStringNotAllowed")],
  })),
];

const makersWithout: ContractCase[] = (
  [
    ["New-CsWebOrigin", {}],
    ["New-CsSipProxyCustom", {}],
    ["New-CsWebTrustedCACertificate", { CAStore: "TrustedRootCA" }],
    ["New-CsWebTrustedCACertificate", { Thumbprint: "A".repeat(40) }],
  ] as const
).map(([cmdlet, parameters]): ContractCase => ({
  name: `${cmdlet} with only ${Object.keys(parameters).join() || "its name"} lacks a parameter`,
  version: 2013,
  steps: [fails(call(cmdlet, parameters), "InvalidArgument", "MissingMandatoryParameter")],
}));

const hostileTexts = [
  "'",
  '"',
  "`",
  "$(Get-Date)",
  "%PATH%",
  "\u0000",
  "\u001b[31m",
  "\u2028",
  "“”‘’",
  "日本語",
  "🧑‍💻",
  "2026-01-01T00:00:00Z",
  "/Date(1)/",
  " ",
  "=x",
];
const texts: ContractCase[] = hostileTexts.map((text): ContractCase => ({
  name: `the text ${JSON.stringify(text)} arrives as it was sent`,
  version: 2013,
  steps: [
    ok(call(`Set-${proxy}`, { Identity: "global", Realm: { make: "New-CsSipProxyCustom", with: { CustomValue: text } } })),
    answers(call(`Get-${proxy}`, { Identity: "global" }, ["Realm"]), { Realm: { CustomValue: text } }),
    ok(call(`Set-${web}`, { Identity: "global", CrossDomainAuthorizationList: { replace: [origin(`https:${text}`)] } })),
    answers(call(`Get-${web}`, { Identity: "global" }, ["CrossDomainAuthorizationList"]), {
      CrossDomainAuthorizationList: [{ Url: `https:${text}` }],
    }),
    ok(call(`Set-${web}`, { Identity: "global", SecondaryLocationSourceUrl: text, WsFedPassiveMetadataUri: `https://${text}` })),
    answers(call(`Get-${web}`, { Identity: "global" }, ["SecondaryLocationSourceUrl", "WsFedPassiveMetadataUri"]), {
      SecondaryLocationSourceUrl: text,
      WsFedPassiveMetadataUri: `https://${text}`,
    }),
  ],
}));

const furtherServices = [
  ["UserDatabase", "sql01.contoso.com"],
  ["ApplicationDatabase", "sql01.contoso.com"],
  ["FileStore", "files01.contoso.com"],
  ["PstnGateway", "gateway01.contoso.com"],
  ["TrustedApplicationPool", "apps01.contoso.com"],
  ["MediationServer", "mediation01.contoso.com"],
] as const;

const directory: ContractCase[] = [
  {
    name: "Get-CsService with and without a role",
    version: 2013,
    steps: [
      answers(
        call("Get-CsService", { PoolFqdn: "Director01.contoso.com" }, ["Identity", "PoolFqdn", "SiteId"]),
        {
          Identity: "Director:Director01.contoso.com",
        },
        { Identity: "WebServer:Director01.contoso.com", PoolFqdn: "Director01.contoso.com", SiteId: "Site:Redmond [HQ] * east?" },
      ),
      ok(call("Get-CsService", {}, ["Identity"])),
      answers(call("Get-CsService", { EdgeServer: true }, ["Identity", "Registrar"]), {
        Identity: "EdgeServer:EdgePool01.contoso.com",
        Registrar: "Registrar:Director01.contoso.com",
      }),
      fails(call("Get-CsService", { EdgeServer: true, WebServer: true }), "InvalidArgument", "AmbiguousParameterSet"),
    ],
  },
  {
    name: "Get-CsSite",
    version: 2013,
    steps: [
      answers(
        call("Get-CsSite", {}, ["Identity"]),
        { Identity: site },
        { Identity: `Site:${strangeSite}` },
        { Identity: "Site:Dublin" },
        { Identity: "Site:Large" },
      ),
    ],
  },
  {
    name: "Get-CsPool",
    version: 2013,
    steps: [
      ok(call("Get-CsPool", {}, ["Identity", "Computers"])),
      answers(call("Get-CsPool", { Identity: "LyncPool01.contoso.com" }, ["Identity", "Computers"]), {
        Identity: "LyncPool01.contoso.com",
        Computers: ["fe01.contoso.com", "fe02.contoso.com"],
      }),
      answers(call("Get-CsPool", { Identity: "EdgePool01.contoso.com" }, ["Computers"]), { Computers: ["EdgePool01.contoso.com"] }),
      fails(call("Get-CsPool", { Identity: "Nowhere.contoso.com" }), "ObjectNotFound", "PoolNotFound"),
    ],
  },
  {
    name: "Get-CsPoolBackupRelationship",
    version: 2013,
    steps: [
      answers(call("Get-CsPoolBackupRelationship", { PoolFqdn: "LyncPool01.contoso.com" }, ["BackupPoolFqdn"]), {
        BackupPoolFqdn: "LyncPool02.contoso.com",
      }),
      // The topology names the pair at only one pool, but both pools have it.
      answers(call("Get-CsPoolBackupRelationship", { PoolFqdn: "lyncpool02.contoso.com" }, ["PoolFqdn", "BackupPoolFqdn"]), {
        PoolFqdn: "LyncPool02.contoso.com",
        BackupPoolFqdn: "LyncPool01.contoso.com",
      }),
      counts(call("Get-CsPoolBackupRelationship", { PoolFqdn: "LyncPool03.contoso.com" }), 0),
      fails(call("Get-CsPoolBackupRelationship"), "InvalidArgument", "MissingMandatoryParameter"),
      fails(call("Get-CsPoolBackupRelationship", { PoolFqdn: "Nowhere.contoso.com" }), "ObjectNotFound", "PoolNotFound"),
    ],
  },
  {
    name: "Get-CsManagementStoreReplicationStatus",
    version: 2013,
    steps: [
      ok(call("Get-CsManagementStoreReplicationStatus", {}, ["ReplicaFqdn", "ProductVersion"])),
      answers(
        call("Get-CsManagementStoreReplicationStatus", { ReplicaFqdn: "fe01.contoso.com" }, ["ReplicaFqdn", "UpToDate", "ProductVersion"]),
        {
          ReplicaFqdn: "fe01.contoso.com",
          UpToDate: true,
          ProductVersion: "5.0.8308.420",
        },
      ),
      {
        call: call("Get-CsManagementStoreReplicationStatus", { ReplicaFqdn: "fe02.contoso.com" }, [
          "LastUpdateCreation",
          "LastStatusReport",
        ]),
        expected: { count: 1, dates: ["LastUpdateCreation", "LastStatusReport"] },
      },
    ],
  },
  ...([2013, "SE"] as const).map((version): ContractCase => ({
    name: `the versions of servers, with the tools of ${version}`,
    version,
    steps: [
      ...(
        [
          ["fe01.contoso.com", version === 2013 ? "5.0.8308.420" : "7.0.2046.385"],
          ["fe02.contoso.com", "5.0.8308.0"],
          ["fe03.contoso.com", "4.0.7577.0"],
        ] as const
      ).map(([ReplicaFqdn, ProductVersion]) =>
        answers(call("Get-CsManagementStoreReplicationStatus", { ReplicaFqdn }, ["ProductVersion"]), { ProductVersion }),
      ),
      ...(
        [
          ["LyncPool01.contoso.com", version === 2013 ? "5" : "7"],
          ["LyncPool03.contoso.com", "4"],
        ] as const
      ).map(([PoolFqdn, Version]) => answers(call("Get-CsService", { PoolFqdn, Registrar: true }, ["Version"]), { Version })),
    ],
  })),
  {
    name: "pools of further roles have their own services",
    version: 2013,
    steps: furtherServices.flatMap(([service, fqdn]) => {
      const found = { Identity: `${service}:${fqdn}`, Role: service, PoolFqdn: fqdn, SiteId: "Site:Dublin" };
      return [
        answers(call("Get-CsService", { [service]: true }, Object.keys(found)), found),
        answers(call("Get-CsService", { Identity: found.Identity.toLowerCase() }, ["PoolFqdn"]), { PoolFqdn: fqdn }),
      ];
    }),
  },
  {
    name: "pools of further roles are pools of their site",
    version: 2013,
    steps: [
      answers(
        call("Get-CsPool", { Site: "Site:Dublin" }, ["Identity", "Computers", "Services"]),
        {
          Identity: "sql01.contoso.com",
          Computers: ["sqlnode01.contoso.com", "sqlnode02.contoso.com"],
          Services: ["UserDatabase:sql01.contoso.com", "ApplicationDatabase:sql01.contoso.com"],
        },
        { Identity: "files01.contoso.com", Services: ["FileStore:files01.contoso.com"] },
        { Identity: "gateway01.contoso.com", Computers: ["gateway01.contoso.com"] },
        { Identity: "apps01.contoso.com" },
        { Identity: "mediation01.contoso.com" },
      ),
    ],
  },
  {
    name: "among the further roles, only Mediation Servers have a replica",
    version: 2013,
    steps: (
      [
        ["sql01", 0],
        ["sqlnode01", 0],
        ["files01", 0],
        ["gateway01", 0],
        ["apps01", 0],
        ["mediation01", 1],
      ] as const
    ).map(([name, count]) =>
      counts(call("Get-CsManagementStoreReplicationStatus", { ReplicaFqdn: `${name}.contoso.com` }, ["ReplicaFqdn"]), count),
    ),
  },
  {
    name: "pools of further roles have no collections",
    version: 2013,
    steps: furtherServices.flatMap(([, fqdn]) =>
      (
        [
          [web, "WebServer"],
          [proxy, "Registrar"],
          [proxy, "EdgeServer"],
        ] as const
      ).map(([noun, service]) => fails(call(`New-${noun}`, { Identity: `Service:${service}:${fqdn}` }), "ObjectNotFound", "ScopeNotFound")),
    ),
  },
  {
    name: "a branch's Registrar names the pool behind it",
    version: 2013,
    steps: (
      [
        ["Branch01.contoso.com", null],
        ["Branch02.contoso.com", "WebServer:LyncPool02.contoso.com"],
      ] as const
    ).map(([PoolFqdn, WebServer]) =>
      answers(call("Get-CsService", { PoolFqdn }, ["Identity", "WebServer"]), { Identity: `Registrar:${PoolFqdn}`, WebServer }),
    ),
  },
  ...([2013, 2015] as const).map((version): ContractCase => ({
    name: `Get-CsOAuthConfiguration of ${version}`,
    version,
    steps: [
      answers(call("Get-CsOAuthConfiguration", {}, ["ClientAuthorizationOAuthServerIdentity"]), {
        ClientAuthorizationOAuthServerIdentity: version === 2013 ? null : "evoSTS",
      }),
    ],
  })),
  {
    name: "a cmdlet that does not exist",
    version: 2013,
    steps: [fails(call("Get-CsAdUser"), "ObjectNotFound", "CommandNotFoundException")],
  },
  {
    name: "New-CsWebOrigin refuses an origin that is neither http nor https",
    version: 2013,
    steps: [fails(call("New-CsWebOrigin", { Url: "ftp://x" }), "InvalidArgument", "InvalidOrigin")],
  },
];

const large = nouns.map((noun): ContractCase => {
  const [service, value] = noun === proxy ? ["Registrar", { MaxKeepAliveInterval: 5 }] : ["WebServer", { MaxGroupSizeToExpand: 5 }];
  return {
    name: `one Get-${noun} returns 1,000 collections`,
    version: 2019,
    steps: [
      ...Array.from({ length: 1000 }, (_, index) =>
        ok(call(`New-${noun}`, { Identity: `Service:${service}:pool${index}.large.contoso.com`, ...value })),
      ),
      counts(call(`Get-${noun}`, {}, ["Identity", ...facts[noun].settings.map(({ name }) => name)]), 1001),
    ],
  };
});

export const cases: ContractCase[] = [
  ...everySetting(),
  ...everyWhole(),
  ...together,
  ...everyRange(),
  ...everyType(),
  ...everyDefault(),
  ...everyVersion(),
  ...scopes,
  ...strangeNames,
  ...existence,
  ...realms,
  ...values,
  ...conversions,
  ...nulls,
  ...newLists,
  ...identityTexts,
  ...objects,
  ...makersWithout,
  ...texts,
  ...directory,
  ...large,
];
