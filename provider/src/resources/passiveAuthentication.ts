import * as pulumi from "@pulumi/pulumi";
import type { Code } from "../codes";
import { federationServiceProblem, metadataUriOf } from "../configurations/federation";
import { formatIdentity } from "../configurations/identity";
import type { PoolRole } from "../configurations/poolRole";
import { collectionsOf, proxyOfPassive, webServiceOfPassive } from "../configurations/procedure";
import { defined } from "../defined";
import { proxy as proxyNoun } from "../configurations/proxy";
import { webService as webServiceNoun } from "../configurations/webService";
import { refusal } from "./refusal";
import { refuseOptions } from "./refusedDeclarations";
import { keepDependsOn } from "./needs";
import { passiveAuthenticationType } from "./typeOf";
import { ProxyConfiguration } from "./proxyConfiguration";
import type { ProxyConfigurationArgs } from "./proxyConfiguration";
import { WebServiceConfiguration } from "./webServiceConfiguration";
import type { WebServiceConfigurationArgs } from "./webServiceConfiguration";

/** What a pool is for; it decides which of the two collections it gets. */
export type PassiveRole = PoolRole;

/** What the component decides for its collections, and by what. */
const decidedBy = {
  identity: "pool and role",
  adopt: "its own adopt",
  startFrom: "its own startFrom",
  allowGlobalPassive: "the pool, which is never global,",
  allowGlobalPassiveAlone: "the pool, which is never global,",
  allowWithModernAuthentication: "its own allowWithModernAuthentication",
} as const;
type Decided = keyof typeof decidedBy;

/** Further settings of the pool's Web Services configuration. */
export type FurtherWebServiceSettings = Omit<
  WebServiceConfigurationArgs,
  Decided | keyof typeof webServiceOfPassive | "wsFedPassiveMetadataUri"
>;

/** Further settings of the pool's proxy configuration. */
export type FurtherProxySettings = Omit<ProxyConfigurationArgs, Decided | keyof typeof proxyOfPassive>;

/** What a PassiveAuthentication is declared with. */
export interface PassiveAuthenticationArgs {
  /**
   * The pool's fully qualified domain name, such as `LyncPool01.contoso.com`. A change replaces its
   * collections.
   */
  pool: pulumi.Input<string>;
  /**
   * What the pool is for: `director`, `enterprisePool`, `standardEdition` or `edge`. A survivable
   * branch has no Web Services of its own, and is refused.
   */
  role: PassiveRole;
  /**
   * The Federation Service Name of the AD FS farm, such as `dc.contoso.com`: one fully qualified
   * host name, with a port at most. Exactly one of this and `metadataUri`; for an edge neither.
   */
  federationService?: pulumi.Input<string>;
  /**
   * Where AD FS publishes its federation metadata: an absolute https URI with a path, without an
   * account or a fragment.
   */
  metadataUri?: pulumi.Input<string>;
  /** Further settings of the Web Services configuration; not for an edge. */
  webService?: FurtherWebServiceSettings;
  /** Further settings of the proxy configuration; not for a director. */
  proxy?: FurtherProxySettings;
  /**
   * Takes over collections that somebody else made, and puts them back on destroy. Default: false,
   * and such a pool is refused.
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * What new collections hold beyond the declared settings. Default: `"inherited"`: what the pool
   * inherited until then.
   */
  startFrom?: pulumi.Input<"inherited" | "defaults">;
  /**
   * Lets the pool be passive where modern authentication (ADAL) is on, which excludes it. Default:
   * false.
   */
  allowWithModernAuthentication?: pulumi.Input<boolean>;
}

/**
 * The sign-in methods that each collection of a pool leaves on, in words; undefined where the role
 * has none.
 */
export interface PassiveSignInMethods {
  webService: string | undefined;
  proxy: string | undefined;
}

/**
 * Passive authentication for a pool: the collections that its role takes, Web Services first and
 * proxy after, undone the other way round.
 *
 * Refused before anything is made: a role that is none of the four, no federation service or two,
 * settings that turn another method back on, a `proxy` for a director, a `webService` for an edge.
 * Of Pulumi's options, `ignoreChanges` takes settings of the collections:
 * `webService.maxGroupSizeToExpand`, `proxy.maxKeepAliveInterval`.
 *
 * @example An Enterprise pool
 * ```ts
 * new lync.PassiveAuthentication("LyncPool01", {
 *   pool: "LyncPool01.contoso.com",
 *   role: "enterprisePool",
 *   federationService: "dc.contoso.com",
 * });
 * ```
 * @example A pool that was configured by hand, taken over and put back on destroy
 * ```ts
 * new lync.PassiveAuthentication("LyncPool02", {
 *   pool: "LyncPool02.contoso.com",
 *   role: "enterprisePool",
 *   federationService: "dc.contoso.com",
 *   webService: { maxGroupSizeToExpand: 200 },
 *   adopt: true,
 * });
 * ```
 * @see "Configuring Lync Server 2013 passive authentication", the vendor's procedure
 */
export class PassiveAuthentication extends pulumi.ComponentResource {
  /** The pool's Web Services configuration; undefined for an edge. */
  readonly webService: WebServiceConfiguration | undefined;
  /** The pool's proxy configuration; undefined for a director. */
  readonly proxy: ProxyConfiguration | undefined;
  /** The sign-in methods that each collection leaves on, in words. */
  readonly signInMethods: pulumi.Output<PassiveSignInMethods>;

  constructor(name: string, args: PassiveAuthenticationArgs, opts: pulumi.ComponentResourceOptions = {}) {
    refuseConflicts(name, args);
    const ignored = ignoredIn(name, args.role, opts);
    refuseOptions(`PassiveAuthentication "${name}"`, opts);
    super(passiveAuthenticationType, name, {}, opts);
    keepDependsOn(this, opts);
    const { pool, role, adopt, startFrom = "inherited", allowWithModernAuthentication } = args;
    const { webService, proxy } = collectionsOf[role];
    // Check refuses a pool of another role, and takes it out.
    const common = { poolRole: role, startFrom, ...defined({ adopt }) };
    const told = defined({ federationService: args.federationService });

    // The children's names are the component's, for good: they stand in every state.
    if (webService) {
      const settings = { ...args.webService, ...webServiceOfPassive, wsFedPassiveMetadataUri: metadataUriFor(args) };
      const allowed = defined({ allowWithModernAuthentication });
      const identity = withText(pool, (fqdn) => formatIdentity({ scope: "service", service: webService, pool: fqdn }));
      this.webService = new WebServiceConfiguration(
        name,
        { identity, ...settings, ...common, ...allowed, ...told },
        { parent: this, ...ignored.webService },
      );
    }
    if (proxy !== undefined) {
      const identity = withText(pool, (fqdn) => formatIdentity({ scope: "service", service: proxy, pool: fqdn }));
      // Were Kerberos and NTLM off first, nobody could sign in until Web Services are passive.
      const after = defined({ dependsOn: this.webService });
      // The engine hands it down, but tells the child nothing of it.
      const retained = defined({ retainOnDelete: opts.retainOnDelete });
      this.proxy = new ProxyConfiguration(
        name,
        { identity, ...args.proxy, ...proxyOfPassive, ...common },
        { parent: this, ...after, ...retained, ...ignored.proxy },
      );
    }
    this.signInMethods = pulumi.output({ webService: this.webService?.signInMethods, proxy: this.proxy?.signInMethods });
    // Without the resources: an update plan cannot hold them.
    this.registerOutputs({ signInMethods: this.signInMethods });
  }
}

function metadataUriFor({ federationService = "", metadataUri }: PassiveAuthenticationArgs): pulumi.Input<string> {
  return metadataUri ?? withText(federationService, metadataUriOf);
}

// A plain text stays one: only an output can be a secret, and has to be asked. What is no text
// becomes none: check says what is missing.
function withText(text: pulumi.Input<string>, make: (text: string) => string): pulumi.Input<string> {
  if (typeof text === "string") return make(text);
  return pulumi.output(text).apply((known: unknown) => (typeof known === "string" ? make(known) : (known as string)));
}

type Ignored = Pick<pulumi.CustomResourceOptions, "ignoreChanges">;

/**
 * What each collection of a component is told of its `ignoreChanges`.
 * @throws RunError for what is no setting of one of its collections: the engine would ignore that
 * without a word.
 */
function ignoredIn(
  name: string,
  role: PassiveRole,
  { ignoreChanges = [] }: pulumi.ComponentResourceOptions,
): { webService: Ignored; proxy: Ignored } {
  const { webService: hasWebService, proxy } = collectionsOf[role];
  const settingsOf = defined({ webService: hasWebService ? webServiceNoun.settings : undefined, proxy: proxy && proxyNoun.settings });
  const ignored: Record<"webService" | "proxy", string[]> = { webService: [], proxy: [] };
  for (const place of ignoreChanges) {
    const { collection = "", path = "", setting = "" } = /^(?<collection>\w+)\.(?<path>(?<setting>\w+).*)$/.exec(place)?.groups ?? {};
    const settings = Object.entries(settingsOf).find(([known]) => known === collection)?.[1];
    if (settings === undefined || !Object.hasOwn(settings, setting)) {
      const allowed = Object.keys(settingsOf).map((known) => `"${known}.<setting>"`);
      throw refusal(
        "optionRefused",
        `PassiveAuthentication "${name}": ignoreChanges has ${JSON.stringify(place)}, which is no setting of its collections; allowed: ${allowed.join(", ")}`,
      );
    }
    ignored[collection as keyof typeof ignored].push(path);
  }
  const told = (paths: string[]): Ignored => (paths.length === 0 ? {} : { ignoreChanges: paths });
  return { webService: told(ignored.webService), proxy: told(ignored.proxy) };
}

function refuseConflicts(name: string, args: PassiveAuthenticationArgs): void {
  const refuse = (code: Code, why: string): never => {
    throw refusal(code, `PassiveAuthentication "${name}": ${why}`);
  };
  const { role, federationService, metadataUri } = args;
  const problem = typeof federationService === "string" ? federationServiceProblem(federationService) : undefined;
  if ((role as string) === "survivableBranch") {
    refuse(
      "notAllowed",
      'role "survivableBranch" is refused: a branch appliance has no Web Services of its own. Its users get their web tickets from the pool behind it, and register at the appliance: ' +
        'declare that pool, and for the appliance a ProxyConfiguration of "Service:Registrar:<its fqdn>", with Kerberos and NTLM off',
    );
  }
  if (!Object.hasOwn(collectionsOf, role)) {
    refuse(
      "notAllowed",
      `role ${JSON.stringify(role)} is not allowed; allowed: ${Object.keys(collectionsOf)
        .map((known) => `"${known}"`)
        .join(", ")}`,
    );
  }
  const { webService, proxy } = collectionsOf[role];
  if (webService && (federationService === undefined) === (metadataUri === undefined)) {
    refuse("noMetadataUri", "exactly one of federationService and metadataUri is needed, to say where AD FS publishes its metadata");
  }
  if (problem !== undefined) refuse("noFederationService", `federationService: ${JSON.stringify(federationService)} ${problem}`);
  if (!webService) {
    for (const given of ["federationService", "metadataUri", "webService"] as const) {
      if (args[given] !== undefined)
        refuse("conflictingArguments", `${given} and role "${role}" exclude each other: an edge has no Web Services of its own`);
    }
  }
  if (proxy === undefined && args.proxy !== undefined)
    refuse("conflictingArguments", `proxy and role "${role}" exclude each other: a director has no proxy configuration`);
  for (const given of ["webService", "proxy"] as const) {
    for (const decided of Object.keys(decidedBy).filter((name) => Object.hasOwn(args[given] ?? {}, name))) {
      refuse(
        "conflictingArguments",
        `${given}.${decided} conflicts with the component itself, which takes ${decidedBy[decided as Decided]} for it. Take it out, or declare the raw resources`,
      );
    }
  }
  for (const [given, fixed] of [
    ["webService", { ...webServiceOfPassive, wsFedPassiveMetadataUri: "federationService or metadataUri" }],
    ["proxy", proxyOfPassive],
  ] as const) {
    for (const [setting, value] of Object.entries(fixed)) {
      if (!Object.hasOwn(args[given] ?? {}, setting)) continue;
      const says = setting === "wsFedPassiveMetadataUri" ? `takes ${String(value)} for it` : `sets it to ${JSON.stringify(value)}`;
      refuse(
        "conflictingArguments",
        `${given}.${setting} conflicts with the component itself, which ${says}. Take it out, or declare the raw resources`,
      );
    }
  }
}
