import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import type { Call } from "../../provider/src/cmdlets/call";
import { webService } from "../../provider/src/configurations/webService";
import type { Expectation } from "../../provider/src/lifecycle/expectation";
import { ofNew } from "../../provider/src/lifecycle/foundCollection";
import type { Declared } from "../../provider/src/stack/declared";
import type { Scope } from "../../provider/src/stack/memory";
import { unknownValue } from "../../provider/src/stack/unknown";
import { codesOf } from "../support/codesOf";
import { contoso } from "../support/contoso";
import { newWeb, web } from "../support/judging";
import { declaredOf, scopeAfter } from "../support/scopes";

const identity = web("LyncPool01.contoso.com");
const url = "https://mac/?key=hunter2";

async function withServer(...calls: Call[]): Promise<Scope> {
  return (await scopeAfter(webService, calls, { ...contoso, serverVersion: 2019 })).scope;
}

async function expectationOf(scope: Scope, declared: Declared): Promise<Expectation> {
  return ofNew(scope, declared, await scope.deployment.find(webService, declared.identity));
}

const pin = (values: Values = {}, more: Parameters<typeof declaredOf>[2] = {}): Declared =>
  declaredOf(identity, { usePinAuth: false, ...values }, more);

test("a collection that does not exist is a new one", async () => {
  expect(await expectationOf(await withServer(), pin())).toMatchObject({ base: { usePinAuth: true }, records: {}, warnings: [] });
});

test("a collection that this stack already has is replaced, and keeps its records", async () => {
  const scope = await withServer(newWeb(identity, { UseWindowsAuth: "None" }));
  scope.memory.owned.record(webService, pin({}, { records: { previous: { usePinAuth: false }, since: 3 } }));
  expect(await expectationOf(scope, pin())).toMatchObject({ records: { previous: { usePinAuth: false } }, since: 3, warnings: [] });
});

describe("a collection that exists is adopted", () => {
  test.each([
    ["the global one in any case", "Global", {}],
    ["if the program says so", identity, { adopt: true }],
    ["if it is not known yet whether the program says so", identity, { adopt: unknownValue as unknown as boolean }],
  ])("%s", async (_what, of, options) => {
    const scope = await withServer(newWeb(of, { UsePinAuth: true, UseWindowsAuth: "None" }));
    const { records, base } = await expectationOf(scope, declaredOf(of, { usePinAuth: false }, { options }));
    expect([records, base.useWindowsAuth]).toEqual([{ previous: { usePinAuth: true } }, "None"]);
  });
});

describe("a collection that exists and is not adopted", () => {
  test("is taken over with a warning if it is as this stack would have created it", async () => {
    const scope = await withServer(newWeb(identity, { UsePinAuth: false }));
    const { warnings, records } = await expectationOf(scope, pin());
    expect([codesOf(warnings), records]).toEqual([["warned takenOver"], {}]);
  });

  test("may have the values that the pool inherits, and a secret one of them stays secret", async () => {
    const scope = await withServer(newWeb("Global", { MACResolverUrl: url }), newWeb(identity, { UsePinAuth: false, MACResolverUrl: url }));
    scope.memory.owned.recordSecrets(webService, { Global: ["macResolverUrl"] });
    const { warnings, secrets } = await expectationOf(scope, pin());
    expect([codesOf(warnings), secrets]).toEqual([["warned takenOver"], ["macResolverUrl"]]);
  });

  test("may lack declared or inherited values that are set after New, and those are then still to be set", async () => {
    const scope = await withServer(
      newWeb("Global", { OverrideAuthTypeForInternalClients: "Ntlm" }),
      newWeb(identity, { UsePinAuth: false }),
    );
    const declared = pin({ overrideAuthTypeForExternalClients: "Kerberos" }, { options: { startFrom: "inherited" } });
    const { warnings, records, base } = await expectationOf(scope, declared);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining("(overrideAuthTypeForInternalClients, overrideAuthTypeForExternalClients)"),
    ]);
    const inherited = { overrideAuthTypeForInternalClients: "Ntlm" };
    expect([records, base]).toMatchObject([{ inherited }, inherited]);
  });

  test.each([
    ["another value than is declared", { UsePinAuth: true }, {}, "usePinAuth: wanted false, found true"],
    ["more than is declared", { UsePinAuth: false, UseWindowsAuth: "None" }, {}, 'useWindowsAuth is "None", but is not declared.'],
    [
      "another one set after New",
      { UsePinAuth: false, OverrideAuthTypeForExternalClients: "Basic" },
      { overrideAuthTypeForExternalClients: "Ntlm" },
      "overrideAuthTypeForExternalClients: wanted",
    ],
  ])("is refused if it has %s", async (_what, stored, values, said) => {
    const { OverrideAuthTypeForExternalClients, ...taken } = { OverrideAuthTypeForExternalClients: "", ...stored };
    const scope = await withServer(newWeb(identity, taken), {
      cmdlet: "Set-CsWebServiceConfiguration",
      parameters: { Identity: identity, OverrideAuthTypeForExternalClients },
    });
    await expect(expectationOf(scope, pin(values))).rejects.toMatchObject({
      code: "alreadyExists",
      message: expect.stringContaining(said) as unknown,
    });
  });

  test("is refused without showing secrets, its own or those of an outer collection", async () => {
    const scope = await withServer(
      newWeb(identity, { UsePinAuth: false, MACResolverUrl: url, WsFedPassiveMetadataUri: "https://hunter2" }),
    );
    scope.memory.owned.recordSecrets(webService, { Global: ["wsFedPassiveMetadataUri"] });
    const declared = pin({ macResolverUrl: "https://hunter3" }, { records: { secretSettings: ["macResolverUrl"] } });
    await expect(expectationOf(scope, declared)).rejects.toMatchObject({
      code: "alreadyExists",
      message: expect.stringMatching(/^(?!.*hunter).*macResolverUrl does not have the declared value, which is a secret\..*$/s) as unknown,
    });
  });
});
