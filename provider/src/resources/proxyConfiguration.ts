import * as pulumi from "@pulumi/pulumi";
import { proxy } from "../configurations/proxy";
import type { proxySettings } from "../configurations/proxy";
import type { Arguments, CollectionOutputs, SettingOutputs } from "./collectionTypes";
import { existing, made, registrationOf } from "./csConfiguration";
import { defineOutputs } from "./lazyOutputs";
import { shortenTraces } from "./shortTraces";

/** The arguments of a ProxyConfiguration. */
export interface ProxyConfigurationArgs extends Arguments<typeof proxySettings> {}

/**
 * The proxy configuration of an Enterprise pool, a Standard Edition server or an Edge pool. The
 * service is `Registrar` for the first two.
 *
 * New-CsProxyConfiguration creates the collection with all its settings at once, and a Get verifies
 * it. When the resource is removed from the program, the collection is removed, too. The pool then
 * inherits from the global collection.
 *
 * A preview refuses an identity of the wrong scope, a value that is not allowed, and a collection
 * that already exists (see `adopt`). It also refuses settings that would lock out users: no sign-in
 * method left on, or only certificates if users cannot get one from the pool's Web Services.
 *
 * @example Passive authentication for an Enterprise pool. Certificates stay on, because a client
 * exchanges its web ticket for one and signs in with it
 * ```ts
 * new lync.ProxyConfiguration("LyncPool01", {
 *   identity: "Service:Registrar:LyncPool01.contoso.com",
 *   useKerberosForClientToProxyAuth: false,
 *   useNtlmForClientToProxyAuth: false,
 * }, { dependsOn: webServiceConfiguration });
 * ```
 * @see https://learn.microsoft.com/powershell/module/skype/new-csproxyconfiguration
 */
export class ProxyConfiguration extends pulumi.CustomResource {
  constructor(name: string, args: ProxyConfigurationArgs, opts: pulumi.CustomResourceOptions = {}) {
    const lengthen = shortenTraces();
    try {
      super(...registrationOf(proxy, { name, args, opts }));
    } finally {
      lengthen();
    }
    made(this);
  }

  /**
   * Reads a collection that something else manages, with all its settings. It is an error if the
   * collection does not exist.
   *
   * @param id the collection's identity, such as `Service:Registrar:LyncPool01.contoso.com` or
   * `Global`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProxyConfiguration {
    return new ProxyConfiguration(name, { identity: id }, existing(id, opts));
  }
}

// The outputs come from the settings table, so that an editor shows each one's doc comment.
export interface ProxyConfiguration extends CollectionOutputs, SettingOutputs<typeof proxySettings> {}

defineOutputs(ProxyConfiguration, proxy);
