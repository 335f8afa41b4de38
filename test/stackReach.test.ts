import { describe, expect, test } from "vitest";
import type { Key } from "../provider/src/stackConfig";
import { reachOf, refuseNotHandedOver, refuseUnknownProviderKeys, type StackReach } from "../provider/src/stackReach";

const reach = (values: Partial<Record<Key, string>>): StackReach => reachOf((key) => values[key]);

describe("a provider that did not get the stack's configuration", () => {
  test.each<[own: Partial<Record<Key, string>>, stack: Partial<Record<Key, string>> | undefined, words: string]>([
    [{}, { simulator: "contoso.json" }, 'which has lync:simulator: "contoso.json"'],
    [
      { powershell: "pwsh" },
      { simulator: "contoso.json" },
      'Write new pulumi.ProviderResource("pulumi-nodejs", "dynamic", { "lync:simulator": "contoso.json" })',
    ],
    [{ module: "Lync" }, { connectionUri: "https://admin@pool/OcsPowershell" }, '"lync:connectionUri": "https://pool/OcsPowershell"'],
    [{}, { deployment: "Laboratory" }, '{ "lync:deployment": "Laboratory" }'],
    [{ deployment: "Laboratory" }, { deployment: "Production" }, 'lync:deployment: "Production". This provider would be for "Laboratory"'],
    [{}, { powershell: "/lab/pwsh" }, 'lync:powershell: "/lab/pwsh"'],
    [{}, { offline: "true" }, 'lync:offline: "true"'],
    [
      { log: "x" },
      undefined,
      "what the stack's configuration says about the deployment did not arrive here. This provider would be for the deployment of this machine",
    ],
  ])("with %j is refused if the stack has %j", (own, stack, words) => {
    expect(() => refuseNotHandedOver(reach(own), stack && reach(stack))).toThrow(words);
  });

  test.each<[own: Partial<Record<Key, string>>, stack: Partial<Record<Key, string>> | undefined]>([
    [{}, {}],
    [{}, { timeoutSeconds: "60", log: "x", password: "hunter2" }],
    [{ powershell: "pwsh", module: "Lync", deployment: "Laboratory" }, {}],
    [{ deployment: "Laboratory", offline: "true" }, { deployment: "Laboratory" }],
    [{ simulator: "other.json" }, { simulator: "contoso.json" }],
    [{ connectionUri: "https://pool/OcsPowershell" }, undefined],
  ])("with %j is accepted if the stack has %j", (own, stack) => {
    expect(() => refuseNotHandedOver(reach(own), stack && reach(stack))).not.toThrow();
  });

  test("receives no password and no account", () => {
    expect(JSON.stringify(reach({ username: "admin", password: "hunter2", connectionUri: "https://a:hunter2@pool/x" }))).not.toMatch(
      /hunter2|admin/,
    );
  });

  test.each([
    [["aws:region", "lync:simulater"], '"lync:simulater" is not a configuration key of pulumi-lync. Did you mean "lync:simulator"?'],
    [["simulator"], 'Write "lync:simulator"'],
    [["lync.simulator"], 'Write "lync:simulator"'],
    [["lyncSimulator"], 'Write "lync:simulator"'],
  ])("with %j is refused, and the message names the intended key", (names, words) => {
    expect(() => {
      refuseUnknownProviderKeys(names, "contoso");
    }).toThrow(words);
  });

  test("with another package's keys is accepted", () => {
    expect(() => {
      refuseUnknownProviderKeys(["aws:region", "endpoint", "lync:simulator"], "contoso");
    }).not.toThrow();
  });
});
