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

/**
 * What a pool is for: `director`, `enterprisePool`, `standardEdition` or `edge`. The role decides
 * which collections the pool gets: a director gets only the Web Services configuration, an edge
 * only the proxy configuration, and the others get both.
 */
export type PassiveRole = PoolRole;

/**
 * The arguments of its collections that the component sets itself, each with the reason, as the end
 * of a sentence.
 */
const decidedBy = {
  identity: "makes it from pool and role",
  adopt: "has its own argument adopt",
  startFrom: "has its own argument startFrom",
  allowGlobalPassive: "configures a pool, never the global collection",
  allowGlobalPassiveAlone: "configures a pool, never the global collection",
  allowWithModernAuthentication: "has its own argument allowWithModernAuthentication",
} as const;
type Decided = keyof typeof decidedBy;

/**
 * Further settings of the pool's Web Services configuration: all except those that the component
 * sets itself.
 */
export type FurtherWebServiceSettings = Omit<
  WebServiceConfigurationArgs,
  Decided | keyof typeof webServiceOfPassive | "wsFedPassiveMetadataUri"
>;

/**
 * Further settings of the pool's proxy configuration: all except those that the component sets
 * itself.
 */
export type FurtherProxySettings = Omit<ProxyConfigurationArgs, Decided | keyof typeof proxyOfPassive>;

/** The arguments of a PassiveAuthentication. */
export interface PassiveAuthenticationArgs {
  /**
   * The pool's fully qualified domain name, such as `LyncPool01.contoso.com`. A change replaces the
   * pool's collections.
   */
  pool: pulumi.Input<string>;
  /**
   * What the pool is for: `director`, `enterprisePool`, `standardEdition` or `edge`.
   * `survivableBranch` is refused, because a branch appliance has no Web Services of its own.
   */
  role: PassiveRole;
  /**
   * The Federation Service Name of the AD FS farm, such as `dc.contoso.com`: one fully qualified
   * host name, optionally with a port. Declare exactly one of this and `metadataUri`, and neither
   * for an edge.
   */
  federationService?: pulumi.Input<string>;
  /**
   * The address at which AD FS publishes its federation metadata: an absolute https URI with a
   * path, without an account or a fragment. Declare exactly one of this and `federationService`.
   */
  metadataUri?: pulumi.Input<string>;
  /** Further settings of the Web Services configuration. Not allowed for an edge. */
  webService?: FurtherWebServiceSettings;
  /** Further settings of the proxy configuration. Not allowed for a director. */
  proxy?: FurtherProxySettings;
  /**
   * Whether to adopt collections that the pool already has, and to restore their earlier values on
   * destroy. Without this, a pool that has such a collection is refused.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * The values that a new collection gets for settings that are not declared. `"inherited"` keeps
   * what the pool inherited until then. `"defaults"` takes the server's defaults.
   * @default "inherited"
   */
  startFrom?: pulumi.Input<"inherited" | "defaults">;
  /**
   * Allows the pool to be passive although modern authentication (ADAL) is on, which excludes
   * passive authentication.
   * @default false
   */
  allowWithModernAuthentication?: pulumi.Input<boolean>;
}

/**
 * The sign-in methods that each collection of a pool leaves on, in words; undefined for a
 * collection that the role does not have.
 */
export interface PassiveSignInMethods {
  /** Of Web Services, such as `passive`. */
  webService: string | undefined;
  /** Of the proxy, such as `certificate`. */
  proxy: string | undefined;
}

/**
 * Passive authentication for a pool: the collections that the pool's role needs. The Web Services
 * configuration is created before the proxy configuration, and removed after it.
 *
 * Wrong arguments are refused before anything is created. These are a role that is none of the
 * four, neither or both of `federationService` and `metadataUri`, a setting that the component sets
 * itself, a `proxy` for a director, and a `webService` for an edge.
 *
 * Pulumi's option `ignoreChanges` accepts settings of the collections, such as
 * `webService.maxGroupSizeToExpand` or `proxy.maxKeepAliveInterval`.
 *
 * @example An Enterprise pool
 * ```ts
 * new lync.PassiveAuthentication("LyncPool01", {
 *   pool: "LyncPool01.contoso.com",
 *   role: "enterprisePool",
 *   federationService: "dc.contoso.com",
 * });
 * ```
 * @example A pool that was configured by hand: its collections are adopted, and restored on destroy
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

  /**
   * Declares the collections of a pool.
   *
   * @param name the component's name in the stack, which its collections have, too.
   * @param args the pool, its role, where AD FS publishes its metadata, and further settings.
   * @param opts Pulumi's options.
   * @throws pulumi.RunError if the arguments are refused. The message ends with a code in brackets.
   */
  constructor(name: string, args: PassiveAuthenticationArgs, opts: pulumi.ComponentResourceOptions = {}) {
    refuseConflicts(name, args);
    const ignored = ignoredIn(name, args.role, opts);
    refuseOptions(`PassiveAuthentication "${name}"`, opts);
    super(passiveAuthenticationType, name, {}, opts);
    keepDependsOn(this, opts);
    const { pool, role, adopt, startFrom = "inherited", allowWithModernAuthentication } = args;
    const { webService, proxy } = collectionsOf[role];
    // `poolRole` is for check, which refuses a pool of another role and then removes the input.
    const common = { poolRole: role, startFrom, ...defined({ adopt }) };
    const told = defined({ federationService: args.federationService });

    // Each child has the component's name. This must never change, because every state contains it.
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
      // If Kerberos and NTLM were turned off first, no user could sign in until the Web Services
      // are passive.
      const after = defined({ dependsOn: this.webService });
      // The engine applies the option to the child, too, but the child's own options do not show
      // it.
      const retained = defined({ retainOnDelete: opts.retainOnDelete });
      this.proxy = new ProxyConfiguration(
        name,
        { identity, ...args.proxy, ...proxyOfPassive, ...common },
        { parent: this, ...after, ...retained, ...ignored.proxy },
      );
    }
    this.signInMethods = pulumi.output({ webService: this.webService?.signInMethods, proxy: this.proxy?.signInMethods });
    // The resources are left out, because an update plan cannot contain them.
    this.registerOutputs({ signInMethods: this.signInMethods });
  }
}

function metadataUriFor({ federationService = "", metadataUri }: PassiveAuthenticationArgs): pulumi.Input<string> {
  return metadataUri ?? withText(federationService, metadataUriOf);
}

// A plain text stays plain, because only an output can be secret, and each output takes time to
// resolve. A value that is no text is passed on unchanged, so that check can refuse it.
function withText(text: pulumi.Input<string>, make: (text: string) => string): pulumi.Input<string> {
  if (typeof text === "string") return make(text);
  return pulumi.output(text).apply((known: unknown) => (typeof known === "string" ? make(known) : (known as string)));
}

type Ignored = Pick<pulumi.CustomResourceOptions, "ignoreChanges">;

/**
 * Splits the component's `ignoreChanges` into the options of its collections.
 * @throws RunError for an entry that is no setting of one of its collections, because the engine
 * would ignore such an entry silently.
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
        `PassiveAuthentication "${name}": ignoreChanges has ${JSON.stringify(place)}, which is not a setting of its collections. Allowed: ${allowed.join(", ")}.`,
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
      'role "survivableBranch" is refused, because a branch appliance has no Web Services. Its users get their web tickets from the pool behind it, and register at the appliance. ' +
        'Declare that pool, and for the appliance a ProxyConfiguration of "Service:Registrar:<its fqdn>" with Kerberos and NTLM off.',
    );
  }
  if (!Object.hasOwn(collectionsOf, role)) {
    refuse(
      "notAllowed",
      `role ${JSON.stringify(role)} is not allowed. Allowed: ${Object.keys(collectionsOf)
        .map((known) => `"${known}"`)
        .join(", ")}.`,
    );
  }
  const { webService, proxy } = collectionsOf[role];
  if (webService && (federationService === undefined) === (metadataUri === undefined)) {
    refuse("noMetadataUri", "declare exactly one of federationService and metadataUri, to say where AD FS publishes its metadata.");
  }
  if (problem !== undefined) refuse("noFederationService", `federationService: ${JSON.stringify(federationService)} ${problem}.`);
  if (!webService) {
    for (const given of ["federationService", "metadataUri", "webService"] as const) {
      if (args[given] !== undefined)
        refuse("conflictingArguments", `${given} and role "${role}" exclude each other, because an Edge has no Web Services.`);
    }
  }
  if (proxy === undefined && args.proxy !== undefined)
    refuse("conflictingArguments", `proxy and role "${role}" exclude each other, because a Director has no ProxyConfiguration.`);
  for (const given of ["webService", "proxy"] as const) {
    for (const decided of Object.keys(decidedBy).filter((name) => Object.hasOwn(args[given] ?? {}, name))) {
      refuse(
        "conflictingArguments",
        `${given}.${decided} is not allowed, because the component ${decidedBy[decided as Decided]}. Remove it, or declare a WebServiceConfiguration and a ProxyConfiguration yourself.`,
      );
    }
  }
  for (const [given, fixed] of [
    ["webService", { ...webServiceOfPassive, wsFedPassiveMetadataUri: "federationService or metadataUri" }],
    ["proxy", proxyOfPassive],
  ] as const) {
    for (const [setting, value] of Object.entries(fixed)) {
      if (!Object.hasOwn(args[given] ?? {}, setting)) continue;
      const says = setting === "wsFedPassiveMetadataUri" ? `makes it from ${String(value)}` : `sets it to ${JSON.stringify(value)}`;
      refuse(
        "conflictingArguments",
        `${given}.${setting} is not allowed, because the component ${says}. Remove it, or declare a WebServiceConfiguration and a ProxyConfiguration yourself.`,
      );
    }
  }
}
