/**
 * Pulumi resources for passive authentication in Lync Server and Skype for Business Server.
 * `PassiveAuthentication` declares everything that a pool needs. `WebServiceConfiguration` and
 * `ProxyConfiguration` each declare one collection.
 *
 * @module pulumi-lync
 */

// Everything that a program may import. A program may compile these declarations, and all types
// that they name, with an old TypeScript version. So they use no syntax that is newer than
// TypeScript 3.8.
export { ProxyConfiguration } from "./resources/proxyConfiguration";
export type { ProxyConfigurationArgs } from "./resources/proxyConfiguration";
export { WebServiceConfiguration } from "./resources/webServiceConfiguration";
export type { WebServiceConfigurationArgs } from "./resources/webServiceConfiguration";
export { PassiveAuthentication } from "./resources/passiveAuthentication";
export type {
  FurtherProxySettings,
  FurtherWebServiceSettings,
  PassiveAuthenticationArgs,
  PassiveRole,
  PassiveSignInMethods,
} from "./resources/passiveAuthentication";
export type { CaCertificate, CaCertificateArgs, Origin } from "./configurations/kinds/lists";
export type { Realm, RealmArgs } from "./configurations/kinds/realm";
export type { Whole } from "./configurations/kinds/whole";
