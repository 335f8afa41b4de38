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
