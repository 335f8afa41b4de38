import * as pulumi from "@pulumi/pulumi";
import { webService } from "../configurations/webService";
import type { webServiceSettings } from "../configurations/webService";
import type { Arguments, CollectionOutputs, SettingOutputs } from "./collectionTypes";
import { existing, made, registrationOf } from "./csConfiguration";
import { defineOutputs } from "./lazyOutputs";
import { shortenTraces } from "./shortTraces";

/** What a WebServiceConfiguration is declared with. */
export interface WebServiceConfigurationArgs extends Arguments<typeof webServiceSettings> {
  /**
   * Lets passive authentication be on at global scope beside Windows sign-in or PIN: for sign-in to
   * Web App with a second factor. Default: false.
   */
  allowGlobalPassive?: pulumi.Input<boolean>;
  /**
   * Lets passive authentication be the only method at global scope, too, where it is likely to keep
   * everyone out whose client does not know it: that stays a warning. Includes
   * `allowGlobalPassive`. Default: false.
   */
  allowGlobalPassiveAlone?: pulumi.Input<boolean>;
  /**
   * Lets passive authentication be declared where modern authentication (ADAL) is on, which
   * excludes it. Only for a pool whose clients do not use modern authentication. Default: false.
   */
  allowWithModernAuthentication?: pulumi.Input<boolean>;
}

/**
 * The Web Services configuration of a Director, an Enterprise pool or a Standard Edition server.
 *
 * Created by New-CsWebServiceConfiguration with all its settings at once, verified by a Get, and
 * removed again when it leaves the program: the pool then inherits from its site, or from the
 * global collection.
 *
 * Refused in the preview: an identity of the wrong scope, a value that is not allowed, a collection
 * that somebody else made (see `adopt`), and whatever would keep everyone out: no sign-in method
 * left on, passive authentication without a metadata URI, at global scope, or beside modern
 * authentication.
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
 * @see https://learn.microsoft.com/powershell/module/skype/new-cswebserviceconfiguration
 */
export class WebServiceConfiguration extends pulumi.CustomResource {
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
   * Reads a collection that something else manages, with all its settings. One that is not there is
   * an error.
   *
   * @param id its identity, such as `Service:WebServer:LyncPool01.contoso.com` or `Global`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): WebServiceConfiguration {
    return new WebServiceConfiguration(name, { identity: id }, existing(id, opts));
  }
}

// The outputs are the settings table's, so that each shows its doc comment in an editor.
export interface WebServiceConfiguration extends CollectionOutputs, SettingOutputs<typeof webServiceSettings> {}

defineOutputs(WebServiceConfiguration, webService);
