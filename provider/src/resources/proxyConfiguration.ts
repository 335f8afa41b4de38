import * as pulumi from "@pulumi/pulumi";
import { proxy } from "../configurations/proxy";
import type { proxySettings } from "../configurations/proxy";
import type { Arguments, CollectionOutputs, SettingOutputs } from "./collectionTypes";
import { existing, made, registrationOf } from "./csConfiguration";
import { defineOutputs } from "./lazyOutputs";
import { shortenTraces } from "./shortTraces";

/** What a ProxyConfiguration is declared with. */
export interface ProxyConfigurationArgs extends Arguments<typeof proxySettings> {}

/**
 * The proxy configuration of an Enterprise pool, a Standard Edition server (both: Registrar) or an
 * Edge pool.
 *
 * Created by New-CsProxyConfiguration with all its settings at once, verified by a Get, and removed
 * again when it leaves the program: the pool then inherits from the global collection.
 *
 * Refused in the preview: an identity of the wrong scope, a value that is not allowed, a collection
 * that somebody else made (see `adopt`), and whatever would keep everyone out: no sign-in method
 * left on, or certificates alone where the pool's Web Services let nobody get one.
 *
 * @example Passive authentication for an Enterprise pool: certificates stay on, for clients turn
 * their web ticket into a sign-in with them
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
   * Reads a collection that something else manages, with all its settings. One that is not there is
   * an error.
   *
   * @param id its identity, such as `Service:Registrar:LyncPool01.contoso.com` or `Global`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProxyConfiguration {
    return new ProxyConfiguration(name, { identity: id }, existing(id, opts));
  }
}

// The outputs are the settings table's, so that each shows its doc comment in an editor.
export interface ProxyConfiguration extends CollectionOutputs, SettingOutputs<typeof proxySettings> {}

defineOutputs(ProxyConfiguration, proxy);
