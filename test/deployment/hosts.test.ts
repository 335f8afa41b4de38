import { expect, test } from "vitest";
import { hostsOf, type Way } from "../../provider/src/deployment/hosts";
import { contoso } from "../support/contoso";
import { simulate } from "../support/simulated";

/** The way to reach hosts of a simulated deployment whose topology file has these addresses. */
function simulatedHosts(hosts: Record<string, string>): (host: string) => Way {
  const { file } = simulate({ ...contoso, hosts });
  return hostsOf({ simulator: { topology: file, name: "contoso.json" } });
}

test("every host of a real deployment is reached by its own name", () => {
  expect(hostsOf({})("sts.contoso.com")).toBe("itself");
});

test.each([
  ["127.0.0.1:8443", { host: "127.0.0.1", port: 8443 }],
  ["[::1]:443", { host: "::1", port: 443 }],
  ["localhost:65535", { host: "localhost", port: 65_535 }],
])("a host of a simulated deployment is reached at %s, and its name ignores case", (address, way) => {
  expect(simulatedHosts({ "STS.contoso.com": address })("sts.contoso.com")).toEqual(way);
});

test("a host of a simulated deployment that has no address is not contacted", () => {
  expect(simulatedHosts({ "sts.contoso.com": "127.0.0.1:8443" })("dc.contoso.com")).toBe("notAsked");
  const { file } = simulate();
  expect(hostsOf({ simulator: { topology: file, name: "contoso.json" } })("sts.contoso.com")).toBe("notAsked");
});
