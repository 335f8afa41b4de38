import { expect, test } from "vitest";
import { askedWords } from "../../../../provider/src/cli/doctor/network/verdict";

test.each([
  [undefined, "GET https://sts.contoso.com/. The requests come from this machine, not from the servers."],
  [
    { host: "127.0.0.1", port: 8443 },
    "GET https://sts.contoso.com/ at 127.0.0.1:8443, as the topology says. The requests come from this machine, not from the servers.",
  ],
  [
    { host: "::1", port: 8443 },
    "GET https://sts.contoso.com/ at [::1]:8443, as the topology says. The requests come from this machine, not from the servers.",
  ],
])("a request to the address %j is described as it was sent", (address, words) => {
  expect(askedWords({ uri: new URL("https://sts.contoso.com/"), address })).toBe(words);
});
