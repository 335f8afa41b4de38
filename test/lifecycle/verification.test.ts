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
   * What is no longer declared: what it is to go back to, and what the state has of it until now.
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
  test("answers what the server has, with its sign-in methods and the deployment", async () => {
    expect(await verified({ values: { usePinAuth: true } }, found({ usePinAuth: true, useWindowsAuth: "NTLM" }))).toMatchObject({
      identity,
      values: { usePinAuth: true },
      signInMethods: "PIN, Windows (NTLM)",
      deployment: "simulator:contoso.json",
      records: {},
    });
  });

  test("leaves nothing undone, once what it carried is there", async () => {
    const { records } = await verified({ carried: { maxGroupSizeToExpand: 50 } }, found({ maxGroupSizeToExpand: 50 }));
    expect(records).toEqual({});
  });
});

describe("a write of which the server has something else", () => {
  test("is a partial failure with what it has, and a reason for each setting", async () => {
    const values = { usePinAuth: false, useCertificateAuth: false };
    const { state, reasons } = await partly({ values }, found({ usePinAuth: true, useCertificateAuth: false }));
    expect(state.values).toEqual({ usePinAuth: true, useCertificateAuth: false });
    expect(reasons).toEqual([{ code: "verificationFailed", message: expect.stringContaining("usePinAuth") as unknown }]);
  });

  test("keeps what it carried, and was not taken, as undone", async () => {
    const carried = { maxGroupSizeToExpand: 50, usePinAuth: false };
    const { state, reasons } = await partly({ carried }, found({ maxGroupSizeToExpand: 50, usePinAuth: true }));
    expect(state.records.undone).toEqual({ usePinAuth: false });
    expect(reasons.at(-1)?.message).toMatch(/^usePinAuth: inherited, and tried again/);
  });

  test("keeps a setting that did not go back, with what it was before the adoption", async () => {
    const before = {
      values: { usePinAuth: false, useCertificateAuth: false },
      records: { previous: { usePinAuth: true, useCertificateAuth: true } },
    };
    const write = { records: { previous: {} }, reset: { usePinAuth: true, useCertificateAuth: true }, before };
    const { state } = await partly(write, found({ usePinAuth: false, useCertificateAuth: true }));
    expect([state.values, state.records.previous]).toEqual([{ usePinAuth: false }, { usePinAuth: true }]);
  });

  test("fails as a whole where a secret did not go back, or one of until now was not set: the state has to stay as it was", async () => {
    const records = { secretSettings: [secret] };
    const back = verified({ reset: { [secret]: "" }, before: { values: { [secret]: url }, records } }, found({ [secret]: url }));
    await expect(back).rejects.toMatchObject({ code: "notSetBack", message: expect.not.stringContaining("hunter2") as unknown });
    const before = { values: { [secret]: url }, records };
    const plain = verified({ values: { [secret]: "https://plain" }, reset: {}, before }, found({ [secret]: url }));
    await expect(plain).rejects.toMatchObject({ code: "verificationFailed", message: expect.not.stringContaining("hunter2") as unknown });
  });
});

describe("a write of which nobody knows the outcome", () => {
  const unknown = (): Promise<Collection> =>
    Promise.reject(new LyncError("The answer did not come.", { kind: "timedOut", outcomeUnknown: true }));

  test("is a partial failure that names what was written, without values; what was to go back stays as it was", async () => {
    const records = { previous: { usePinAuth: true, useWindowsAuth: "NTLM" } };
    const before = { values: { useWindowsAuth: "None" }, records };
    const write = { values: { usePinAuth: false }, records: { previous: { usePinAuth: true } }, reset: { useWindowsAuth: "NTLM" }, before };
    const { state, reasons } = await partly(write, unknown());
    expect(state).toMatchObject({ values: { useWindowsAuth: "None" }, signInMethods: undefined, records: { written: ["usePinAuth"] } });
    expect(state.values).not.toHaveProperty("usePinAuth");
    expect(state.records.previous).toEqual({ usePinAuth: true, useWindowsAuth: "NTLM" });
    expect(reasons.map(({ code }) => code)).toEqual(["timedOut"]);
  });

  test("is none where the server refused it", async () => {
    const error = new LyncError("Not allowed.", { kind: "accessDenied" });
    await expect(verified({ values: { usePinAuth: false } }, Promise.reject(error))).rejects.toBe(error);
  });
});

test("what differs is told by setting: with both values, without a secret's, and with the way to what cannot be read", () => {
  const wanted = { usePinAuth: false, [secret]: url, useCertificateAuth: false, useWindowsAuth: "NTLM" };
  const collection = { identity, values: { usePinAuth: true, useWindowsAuth: "NTLM" }, unread: { useCertificateAuth: "perhaps" } };
  const [pin, mac, certificate, ...others] = differences(webService, wanted, { found: collection, secrets: [secret] });
  expect(pin).toBe(`usePinAuth of "${identity}": wanted false, found true`);
  expect(mac).toBe(`${secret} of "${identity}" is not as wanted (a secret)`);
  expect(certificate).toContain("UseCertificateAuth");
  expect(others).toEqual([]);
});
