export { ProxyConfiguration, type ProxyConfigurationArgs } from "./resources/proxyConfiguration";
export { WebServiceConfiguration, type WebServiceConfigurationArgs } from "./resources/webServiceConfiguration";
export {
  PassiveAuthentication,
  type FurtherProxySettings,
  type FurtherWebServiceSettings,
  type PassiveAuthenticationArgs,
  type PassiveRole,
  type PassiveSignInMethods,
} from "./resources/passiveAuthentication";
export type { CaCertificate, Origin } from "./configurations/kinds/lists";
export type { Realm } from "./configurations/kinds/realm";
export type { Whole } from "./configurations/kinds/whole";
