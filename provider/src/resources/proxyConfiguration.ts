import * as pulumi from "@pulumi/pulumi";
import { proxy } from "../configurations/proxy";
import type { proxySettings } from "../configurations/proxy";
import type { Arguments, CollectionOutputs, SettingOutputs } from "./collectionTypes";
import { existing, made, registrationOf } from "./csConfiguration";
import { defineOutputs } from "./lazyOutputs";
import { shortenTraces } from "./shortTraces";

/**
 * The arguments of a ProxyConfiguration: its identity, options, and the settings to manage.
 */
export interface ProxyConfigurationArgs extends Arguments<typeof proxySettings> {}

/**
 * A proxy configuration, which decides how users sign in to a Registrar or an Edge Server. Its
 * identity has one of these forms:
 *
 * - `Service:Registrar:<pool fqdn>` for an Enterprise pool, a Standard Edition server or a branch
 *   appliance;
 * - `Service:EdgeServer:<pool fqdn>` for an Edge pool;
 * - `Global` for the global collection.
 *
 * New-CsProxyConfiguration creates the collection with all its settings at once, and a Get verifies
 * it. When the resource is removed from the program, the collection is removed, too. The pool then
 * inherits from the global collection. An adopted collection and the global one are not removed;
 * their earlier values are restored.
 *
 * A preview refuses an identity of the wrong scope, a value that is not allowed, and a collection
 * that already exists (see `adopt`). It also refuses settings that would lock out users: no sign-in
 * method left on, or only certificates if users cannot get one from the pool's Web Services.
 *
 * @example Passive authentication for an Enterprise pool: certificates stay on, because a client
 * exchanges its web ticket for a certificate and signs in with that
 * ```ts
 * new lync.ProxyConfiguration("LyncPool01", {
 *   identity: "Service:Registrar:LyncPool01.contoso.com",
 *   useKerberosForClientToProxyAuth: false,
 *   useNtlmForClientToProxyAuth: false,
 * }, { dependsOn: webServiceConfiguration });
 * ```
 * @example One setting of an existing collection, whose earlier value is restored on destroy
 * ```ts
 * new lync.ProxyConfiguration("LyncPool02", {
 *   identity: "Service:Registrar:LyncPool02.contoso.com",
 *   maxKeepAliveInterval: 30,
 *   adopt: true,
 * });
 * ```
 * @see https://learn.microsoft.com/powershell/module/skype/new-csproxyconfiguration
 */
export class ProxyConfiguration extends pulumi.CustomResource {
  /**
   * Declares the collection.
   *
   * @param name the resource's name in the stack.
   * @param args the collection's identity, and the settings to manage. A setting that is not
   * declared is neither compared nor written.
   * @param opts Pulumi's options. `import`, `deletedWith`, `replaceOnChanges` and
   * `deleteBeforeReplace` are refused.
   * @throws pulumi.RunError if the program cannot be carried out: two resources declare the same
   * identity, an option is refused, a `lync:` key of the stack is wrong, or the provider process
   * would not find this version of pulumi-lync. The message ends with a code in brackets. Most
   * other mistakes are found by the preview.
   */
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
   * Reads a collection that something else manages, with all its settings. The run fails if the
   * collection does not exist.
   *
   * @param name the resource's name in the stack.
   * @param id the collection's identity, such as `Service:Registrar:LyncPool01.contoso.com` or
   * `Global`.
   * @param opts Pulumi's options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProxyConfiguration {
    return new ProxyConfiguration(name, { identity: id }, existing(id, opts));
  }
}

// The outputs come from the settings table, so that an editor shows each one's doc comment.
export interface ProxyConfiguration extends CollectionOutputs, SettingOutputs<typeof proxySettings> {}

defineOutputs(ProxyConfiguration, proxy);
