/** @module pulumi-lync */

// What a program may import. Its declarations, and all that they name, are compiled by whatever
// TypeScript a program has: no syntax that is newer than 3.8's.
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
