import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { isByProcedure, metadataUriIn } from "../../provider/src/guards/procedure";

const web = {
  ...{ useWsFedPassiveAuth: true, useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" },
  wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml",
};
const certificateAlone = {
  ...{ useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false, useCertificateForClientToProxyAuth: true },
};

test.each([
  ["Web Services with only passive authentication", webService, web, true],
  ["Web Services without a metadata URI", webService, { ...web, wsFedPassiveMetadataUri: "" }, false],
  ["Web Services with PIN next to it", webService, { ...web, usePinAuth: true }, false],
  ["Web Services with an unknown method", webService, { ...web, usePinAuth: undefined }, false],
  ["a proxy with only certificates", proxy, certificateAlone, true],
  ["a proxy with certificates off", proxy, { ...certificateAlone, useCertificateForClientToProxyAuth: false }, false],
  [
    "a proxy that allows NTLM only for clients older than Lync 2010",
    proxy,
    { ...certificateAlone, useNtlmForClientToProxyAuth: true, disableNtlmFor2010AndLaterClients: true },
    false,
  ],
])("%s: as the procedure sets it, $3", (_what, noun, values, isRight) => {
  expect(isByProcedure(noun, values)).toBe(isRight);
});

test("a proxy has no metadata URI", () => {
  expect([metadataUriIn(webService, web), metadataUriIn(proxy, web)]).toEqual([web.wsFedPassiveMetadataUri, undefined]);
});
