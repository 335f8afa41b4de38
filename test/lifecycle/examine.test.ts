import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { offlineDeployment } from "../../provider/src/deployment/offline";
import { examine } from "../../provider/src/lifecycle/examine";
import { givenIn, inputsIn } from "../../provider/src/stack/bag";
import type { Beside } from "../../provider/src/stack/beside";
import type { Declared, Inputs } from "../../provider/src/stack/declared";
import type { Scope } from "../../provider/src/stack/memory";
import { unknownValue } from "../../provider/src/stack/unknown";
import { codesOf } from "../support/codesOf";
import { newWeb, off, web } from "../support/judging";
import { saidDuring } from "../support/saidDuring";
import { declaredOf, scopeAfter, scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const identity = web("LyncPool01.contoso.com");
const pin = declaredOf(identity, { usePinAuth: false });

interface Told {
  before?: Inputs;
  beside?: Beside;
  secretSettings?: string[];
}

/** Examines a declaration as its class sends it, and returns the codes of what is refused. */
async function examined(
  scope: Scope,
  declared: Declared,
  { before, beside = { mark: "web" }, secretSettings = [] }: Told = {},
): Promise<{ inputs: Inputs; refused: string[] }> {
  const given = givenIn(scope.noun, { identity: declared.identity, ...declared.values, beside, secretSettings });
  const { inputs, failures } = await examine(scope, { before, given, declared });
  return { inputs, refused: codesOf(failures) };
}

const inputsOf = (declared: Declared): Inputs => inputsIn(webService, { identity: declared.identity, ...declared.values });
const view = (): Scope => scopeOf(webService, simulate().deployment);

test("nothing is read for an identity that is not known yet, and it is recorded that it may be any collection", async () => {
  const { deployment, calls } = simulate();
  const scope = scopeOf(webService, deployment);
  expect((await examined(scope, declaredOf(unknownValue, off))).refused).toEqual([]);
  expect([calls, scope.memory.declarations.hasUnidentified(webService)]).toEqual([[], true]);
});

test("the second of two resources that declare the same identity is refused", async () => {
  const scope = view();
  expect((await examined(scope, pin, { beside: { mark: "one" } })).refused).toEqual([]);
  expect((await examined(scope, pin, { beside: { mark: "one" } })).refused).toEqual([]);
  expect((await examined(scope, pin, { beside: { mark: "two" } })).refused).toEqual(["refused declaredTwice"]);
});

test("a pool that does not exist is refused for a new collection, and warned about for one that the stack has", async () => {
  const gone = declaredOf(web("gone.contoso.com"), { usePinAuth: false });
  expect((await examined(view(), gone)).refused).toEqual(["refused missingScope"]);
  const changed = declaredOf(gone.identity, { usePinAuth: false, useCertificateAuth: false });
  const { inputs, refused } = await examined(view(), changed, { before: inputsOf(gone) });
  expect([refused, inputs.warnings]).toEqual([[], [expect.stringContaining("[missingScope]")]]);
});

test("a setting that the module lacks is refused only when it is newly declared", async () => {
  const declared = declaredOf(identity, { hstsMaxAgeInSeconds: 5 });
  expect((await examined(view(), declared)).refused).toEqual(["refused lacking"]);
  expect((await examined(view(), declared, { before: inputsOf(declared) })).refused).toEqual([]);
});

test("a setting whose value cannot be read is refused, and a secret one is not named as the property", async () => {
  const { scope, simulated } = await scopeAfter(webService, [newWeb(identity, {})]);
  simulated.changeObjects((object) => ({ ...object, UsePinAuth: "perhaps" }));
  const failuresOf = async (secretSettings: string[]): Promise<unknown> => {
    const given = givenIn(webService, { identity, usePinAuth: false, secretSettings });
    return (await examine(scope, { before: undefined, given, declared: pin })).failures;
  };
  expect(await failuresOf([])).toMatchObject([{ code: "unread", property: "usePinAuth" }]);
  expect(await failuresOf(["usePinAuth"])).toMatchObject([{ code: "unread", property: "" }]);
});

describe("what is found", () => {
  test("is recorded for the verbs after check, and for other resources", async () => {
    const { scope } = await scopeAfter(webService, [newWeb(identity, { UsePinAuth: true, UseWindowsAuth: "None" })]);
    const { inputs } = await examined(scope, { ...pin, options: { adopt: true } });
    expect(inputs).toMatchObject({ records: { previous: { usePinAuth: true } }, reset: {}, changedSecrets: [], drift: [] });
    expect(scope.memory.underWay.checked(webService, identity)).toEqual({ previous: { usePinAuth: true } });
    expect(scope.memory.outlook.expected(webService, identity)?.values).toMatchObject({ usePinAuth: false, useWindowsAuth: "None" });
    expect(scope.memory.endings.pending.map(({ mark }) => mark)).toEqual(["web"]);
  });

  test("includes the value that a dropped setting returns to, and which secrets change", async () => {
    const { scope } = await scopeAfter(webService, [newWeb(identity, { UsePinAuth: false, MACResolverUrl: "https://a" })]);
    const before = inputsOf(declaredOf(identity, { usePinAuth: false, macResolverUrl: "https://a" }));
    const secretSettings = ["macResolverUrl"];
    const { inputs } = await examined(scope, declaredOf(identity, { macResolverUrl: "https://b" }), { before, secretSettings });
    expect(inputs).toMatchObject({ reset: { usePinAuth: true }, changedSecrets: secretSettings, records: { secretSettings } });
  });

  test("is judged, and a refusal leaves nothing for the end of the program", async () => {
    const scope = view();
    expect((await examined(scope, declaredOf(identity, { ...off, useWsFedPassiveAuth: false }))).refused).toEqual(["refused noMethodLeft"]);
    expect(scope.memory.endings.pending).toEqual([]);
  });

  test("is printed at once for a resource that does not change, because its class then logs nothing", async () => {
    const kept = declaredOf(identity, { usePinAuth: false, mobilePreferredAuthType: "OAuth" });
    const { scope } = await scopeAfter(webService, [newWeb(identity, { UsePinAuth: false })]);
    const said = await saidDuring(async () => {
      expect((await examined(scope, kept, { before: inputsOf(kept) })).inputs.warnings).toEqual([]);
    });
    expect(said).toMatch(/warning: .*\[mobileMethod\w+\]/);
    const changed = { ...kept, values: { ...kept.values, maxGroupSizeToExpand: 9 } };
    expect((await examined(scope, changed, { before: inputsOf(kept) })).inputs.warnings).toContainEqual(
      expect.stringMatching(/\[mobileMethod\w+\]$/),
    );
  });
});

test("nothing is read offline, and what the stack has is kept", async () => {
  const scope = scopeOf(webService, offlineDeployment({ way: "local" }));
  const before = inputsIn(webService, {
    ...inputsOf(pin).values,
    identity,
    previous: { usePinAuth: true },
    inherited: { useWindowsAuth: "None" },
  });
  expect((await examined(scope, pin, { before })).inputs.records).toEqual({
    previous: { usePinAuth: true },
    inherited: { useWindowsAuth: "None" },
  });
  expect((await examined(scope, declaredOf(web("new.contoso.com"), { useWsFedPassiveAuth: true }))).inputs.records).toEqual({});
});
