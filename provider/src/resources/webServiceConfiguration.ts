import * as pulumi from "@pulumi/pulumi";
import { webService } from "../configurations/webService";
import type { webServiceSettings } from "../configurations/webService";
import type { Arguments, CollectionOutputs, SettingOutputs } from "./collectionTypes";
import { existing, made, registrationOf } from "./csConfiguration";
import { defineOutputs } from "./lazyOutputs";
import { shortenTraces } from "./shortTraces";

/**
 * The arguments of a WebServiceConfiguration: its identity, options, and the settings to manage.
 */
export interface WebServiceConfigurationArgs extends Arguments<typeof webServiceSettings> {
  /**
   * Allows passive authentication at global scope if Windows authentication or PIN is also on
   * there. This is for Web App users who sign in with a second factor.
   * @default false
   */
  allowGlobalPassive?: pulumi.Input<boolean>;
  /**
   * Also allows passive authentication to be the only sign-in method at global scope. This is
   * likely to lock out every user whose client does not support it, so it still causes a warning.
   * Includes `allowGlobalPassive`.
   * @default false
   */
  allowGlobalPassiveAlone?: pulumi.Input<boolean>;
  /**
   * Allows passive authentication although modern authentication (ADAL) is on, which excludes it.
   * Use it only for a pool whose clients do not use modern authentication.
   * @default false
   */
  allowWithModernAuthentication?: pulumi.Input<boolean>;
}

/**
 * A Web Services configuration, which decides how users sign in to Web Services. Its identity has
 * one of these forms:
 *
 * - `Service:WebServer:<pool fqdn>` for a Director, an Enterprise pool or a Standard Edition
 *   server;
 * - `Site:<site name>` for a site;
 * - `Global` for the global collection.
 *
 * New-CsWebServiceConfiguration creates the collection with all its settings at once, and a Get
 * verifies it. When the resource is removed from the program, the collection is removed, too. The
 * pool then inherits from its site or from the global collection. An adopted collection and the
 * global one are not removed; their earlier values are restored.
 *
 * A preview refuses an identity of the wrong scope, a value that is not allowed, and a collection
 * that already exists (see `adopt`). It also refuses settings that would lock out users: no sign-in
 * method left on, or passive authentication without a metadata URI, at global scope, or together
 * with modern authentication.
 *
 * @example Passive authentication for an Enterprise pool
 * ```ts
 * new lync.WebServiceConfiguration("LyncPool01", {
 *   identity: "Service:WebServer:LyncPool01.contoso.com",
 *   useWsFedPassiveAuth: true,
 *   wsFedPassiveMetadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
 *   useCertificateAuth: false,
 *   usePinAuth: false,
 *   useWindowsAuth: "None",
 * });
 * ```
 * @example One setting of an existing collection, whose earlier value is restored on destroy
 * ```ts
 * new lync.WebServiceConfiguration("LyncPool02", {
 *   identity: "Service:WebServer:LyncPool02.contoso.com",
 *   maxGroupSizeToExpand: 200,
 *   adopt: true,
 * });
 * ```
 * @see https://learn.microsoft.com/powershell/module/skype/new-cswebserviceconfiguration
 */
export class WebServiceConfiguration extends pulumi.CustomResource {
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
  constructor(name: string, args: WebServiceConfigurationArgs, opts: pulumi.CustomResourceOptions = {}) {
    const lengthen = shortenTraces();
    try {
      super(...registrationOf(webService, { name, args, opts }));
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
   * @param id the collection's identity, such as `Service:WebServer:LyncPool01.contoso.com` or
   * `Global`.
   * @param opts Pulumi's options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): WebServiceConfiguration {
    return new WebServiceConfiguration(name, { identity: id }, existing(id, opts));
  }
}

// The outputs come from the settings table, so that an editor shows each one's doc comment.
export interface WebServiceConfiguration extends CollectionOutputs, SettingOutputs<typeof webServiceSettings> {}

defineOutputs(WebServiceConfiguration, webService);
