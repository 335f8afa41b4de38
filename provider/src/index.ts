export { ProxyConfiguration, type ProxyConfigurationArgs } from "./resources/proxyConfiguration";
export { WebServiceConfiguration, type WebServiceConfigurationArgs } from "./resources/webServiceConfiguration";
