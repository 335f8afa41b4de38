import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { webService } from "../../provider/src/configurations/webService";
import type { Collection } from "../../provider/src/deployment/deployment";
import { LyncError } from "../../provider/src/errors";
import { PartialFailure } from "../../provider/src/lifecycle/partialFailure";
import { differences, verify, type Written } from "../../provider/src/lifecycle/verification";
import type { Records, State } from "../../provider/src/stack/declared";
import { declaredOf } from "../support/scopes";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const secret = "macResolverUrl";
const url = "https://mac/?key=hunter2";
const found = (values: Values, unread?: Values): Promise<Collection> =>
  Promise.resolve({ identity, values, ...(unread === undefined ? {} : { unread }) });

interface Write {
  values?: Values;
  records?: Records;
  carried?: Values;
  /**
   * The settings that are no longer declared: their reset values, and their part of the state.
   */
  reset?: Values;
  before?: { values: Values; records?: Records };
}

function written({ values = {}, records = {}, carried = {}, reset, before }: Write, then: Promise<Collection>): Written {
  return {
    deployment: "simulator:contoso.json",
    declared: declaredOf(identity, values, { records }),
    wanted: { ...values, ...carried },
    ...(reset === undefined || before === undefined
      ? {}
      : { undeclared: { reset, before: declaredOf(identity, before.values, { records: before.records ?? {} }) } }),
    found: then,
  };
}

const verified = (write: Write, then: Promise<Collection>): Promise<State> => verify(webService, written(write, then));

async function partly(write: Write, then: Promise<Collection>): Promise<PartialFailure> {
  const error: unknown = await verified(write, then).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(PartialFailure);
  return error as PartialFailure;
}

describe("a write that was verified", () => {
  test("returns what the server has, with its sign-in methods and the deployment", async () => {
    expect(await verified({ values: { usePinAuth: true } }, found({ usePinAuth: true, useWindowsAuth: "NTLM" }))).toMatchObject({
      identity,
      values: { usePinAuth: true },
      signInMethods: "PIN, Windows (NTLM)",
      deployment: "simulator:contoso.json",
      records: {},
    });
  });

  test("leaves nothing undone once the copied values are there", async () => {
    const { records } = await verified({ carried: { maxGroupSizeToExpand: 50 } }, found({ maxGroupSizeToExpand: 50 }));
    expect(records).toEqual({});
  });
});

describe("a write after which the server has other values", () => {
  test("is a partial failure with the server's values, and a reason for each setting", async () => {
    const values = { usePinAuth: false, useCertificateAuth: false };
    const { state, reasons } = await partly({ values }, found({ usePinAuth: true, useCertificateAuth: false }));
    expect(state.values).toEqual({ usePinAuth: true, useCertificateAuth: false });
    expect(reasons).toEqual([{ code: "verificationFailed", message: expect.stringContaining("usePinAuth") as unknown }]);
  });

  test("keeps copied values that the server did not take as undone", async () => {
    const carried = { maxGroupSizeToExpand: 50, usePinAuth: false };
    const { state, reasons } = await partly({ carried }, found({ maxGroupSizeToExpand: 50, usePinAuth: true }));
    expect(state.records.undone).toEqual({ usePinAuth: false });
    expect(reasons.at(-1)?.message).toMatch(/^The inherited value of usePinAuth was not set\. Each update tries again\./);
  });

  test("keeps a setting that was not restored, with its value from before the adoption", async () => {
    const before = {
      values: { usePinAuth: false, useCertificateAuth: false },
      records: { previous: { usePinAuth: true, useCertificateAuth: true } },
    };
    const write = { records: { previous: {} }, reset: { usePinAuth: true, useCertificateAuth: true }, before };
    const { state } = await partly(write, found({ usePinAuth: false, useCertificateAuth: true }));
    expect([state.values, state.records.previous]).toEqual([{ usePinAuth: false }, { usePinAuth: true }]);
  });

  test("fails as a whole if a secret was not restored, or a former secret was not set, because the state must not change", async () => {
    const records = { secretSettings: [secret] };
    const back = verified({ reset: { [secret]: "" }, before: { values: { [secret]: url }, records } }, found({ [secret]: url }));
    await expect(back).rejects.toMatchObject({ code: "notSetBack", message: expect.not.stringContaining("hunter2") as unknown });
    const before = { values: { [secret]: url }, records };
    const plain = verified({ values: { [secret]: "https://plain" }, reset: {}, before }, found({ [secret]: url }));
    await expect(plain).rejects.toMatchObject({ code: "verificationFailed", message: expect.not.stringContaining("hunter2") as unknown });
  });
});

describe("a write with an unknown outcome", () => {
  const unknown = (): Promise<Collection> =>
    Promise.reject(new LyncError("The answer did not come.", { kind: "timedOut", outcomeUnknown: true }));

  test("is a partial failure that names the written settings without values, and keeps the settings to restore", async () => {
    const records = { previous: { usePinAuth: true, useWindowsAuth: "NTLM" } };
    const before = { values: { useWindowsAuth: "None" }, records };
    const write = { values: { usePinAuth: false }, records: { previous: { usePinAuth: true } }, reset: { useWindowsAuth: "NTLM" }, before };
    const { state, reasons } = await partly(write, unknown());
    expect(state).toMatchObject({ values: { useWindowsAuth: "None" }, signInMethods: undefined, records: { written: ["usePinAuth"] } });
    expect(state.values).not.toHaveProperty("usePinAuth");
    expect(state.records.previous).toEqual({ usePinAuth: true, useWindowsAuth: "NTLM" });
    expect(reasons.map(({ code }) => code)).toEqual(["timedOut"]);
  });

  test("is not a partial failure if the server refused it", async () => {
    const error = new LyncError("Not allowed.", { kind: "accessDenied" });
    await expect(verified({ values: { usePinAuth: false } }, Promise.reject(error))).rejects.toBe(error);
  });
});

test("each difference names its setting and both values, but no secret, and says how to look at an unreadable value", () => {
  const wanted = { usePinAuth: false, [secret]: url, useCertificateAuth: false, useWindowsAuth: "NTLM" };
  const collection = { identity, values: { usePinAuth: true, useWindowsAuth: "NTLM" }, unread: { useCertificateAuth: "perhaps" } };
  const [pin, mac, certificate, ...others] = differences(webService, wanted, { found: collection, secrets: [secret] });
  expect(pin).toBe(`usePinAuth of "${identity}": wanted false, found true`);
  expect(mac).toBe(`${secret} of "${identity}" is not as wanted (its value is a secret)`);
  expect(certificate).toContain("UseCertificateAuth");
  expect(others).toEqual([]);
});
