import { PassiveAuthentication, type PassiveAuthenticationArgs } from "pulumi-lync";
import { describe, expect, test } from "vitest";

const pool = "LyncPool01.contoso.com";
const federationService = "dc.contoso.com";

describe("PassiveAuthentication refuses, before anything is created:", () => {
  test.each([
    [
      "a survivable branch",
      { pool, role: "survivableBranch", federationService },
      'role "survivableBranch" is refused, because a branch appliance has no Web Services. Its users get their web tickets from the pool behind it, and register at the appliance. ' +
        'Declare that pool, and for the appliance a ProxyConfiguration of "Service:Registrar:<its fqdn>" with Kerberos and NTLM off.',
    ],
    [
      "a role that does not exist",
      { pool, role: "frontend", federationService },
      'role "frontend" is not allowed. Allowed: "director", "enterprisePool", "standardEdition", "edge"',
    ],
    ["neither federationService nor metadataUri", { pool, role: "director" }, "declare exactly one of federationService and metadataUri"],
    [
      "both federationService and metadataUri",
      { pool, role: "director", federationService, metadataUri: "https://dc.contoso.com/" },
      "declare exactly one of federationService and metadataUri",
    ],
    [
      "a federation service that is a URI",
      { pool, role: "director", federationService: "https://dc.contoso.com" },
      'federationService: "https://dc.contoso.com" is not a Federation Service Name, which is one fully qualified host name',
    ],
    [
      "an identity of another pool",
      { pool, role: "director", federationService, webService: { identity: "Global" } },
      "webService.identity is not allowed, because the component makes it from pool and role.",
    ],
    [
      "an option of the component, among the settings of its proxy",
      { pool, role: "enterprisePool", federationService, proxy: { adopt: true } },
      "proxy.adopt is not allowed, because the component has its own argument adopt.",
    ],
    [
      "an option for passive authentication at global scope",
      { pool, role: "director", federationService, webService: { allowGlobalPassive: true } },
      "webService.allowGlobalPassive is not allowed, because the component configures a pool, never the global collection.",
    ],
    ["a federation service for an edge", { pool, role: "edge", federationService }, 'federationService and role "edge" exclude each other'],
    ["webService for an edge", { pool, role: "edge", webService: {} }, 'webService and role "edge" exclude each other'],
    ["proxy for a director", { pool, role: "director", federationService, proxy: {} }, 'proxy and role "director" exclude each other'],
    [
      "another method turned back on",
      { pool, role: "director", federationService, webService: { usePinAuth: true } },
      "webService.usePinAuth is not allowed, because the component sets it to false.",
    ],
    [
      "certificates turned off at the proxy",
      { pool, role: "enterprisePool", federationService, proxy: { useCertificateForClientToProxyAuth: false } },
      "proxy.useCertificateForClientToProxyAuth is not allowed, because the component sets it to true.",
    ],
    [
      "a metadata URI next to the federation service",
      { pool, role: "director", federationService, webService: { wsFedPassiveMetadataUri: "https://x/" } },
      "webService.wsFedPassiveMetadataUri is not allowed, because the component makes it from federationService or metadataUri.",
    ],
  ])("%s", (_what, args, message) => {
    expect(() => new PassiveAuthentication("pool", args as PassiveAuthenticationArgs)).toThrow(`PassiveAuthentication "pool": ${message}`);
  });

  test.each([
    ["pool", "director", '"webService.<setting>"'],
    ["webService", "director", '"webService.<setting>"'],
    ["webService.maxGroupSizeToExpnd", "enterprisePool", '"webService.<setting>", "proxy.<setting>"'],
    ["webService.startFrom", "enterprisePool", '"webService.<setting>", "proxy.<setting>"'],
    ["proxy.maxKeepAliveInterval", "director", '"webService.<setting>"'],
    ["*", "enterprisePool", '"webService.<setting>", "proxy.<setting>"'],
  ] as const)("ignoreChanges of %s for the role %s", (place, role, allowed) => {
    expect(() => new PassiveAuthentication("pool", { pool, role, federationService }, { ignoreChanges: [place] })).toThrow(
      `PassiveAuthentication "pool": ignoreChanges has "${place}", which is not a setting of its collections. Allowed: ${allowed}`,
    );
  });
});
